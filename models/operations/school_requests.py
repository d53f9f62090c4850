"""A teacher asks for a researcher's visit or for topics; the working group answers in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import LinkInvalid, NotAllowed
from models.keys import normal_email
from models.moves import SCHOOL_REQUEST_MOVES
from models.operations import letters
from models.operations.events import record
from models.operations.guards import all_told, may_move
from models.policy import DEFAULT, Policy
from models.schools import SchoolRequest, Teacher
from models.words import Language, Role, SchoolRequestKind, SchoolRequestState, SchoolYear

PAST = {"confirm": "confirmed", "answer": "answered", "withdraw": "withdrawn"}
MAY_ASK = frozenset({Role.VISITOR, Role.COORDINATOR})


@dataclass(frozen=True)
class RequestWords:
    """What a teacher asks for, and who they are. Nothing of any pupil."""

    kind: SchoolRequestKind
    school: str
    school_place: str
    school_year: SchoolYear
    pupils: int
    topic: str
    name: str
    email: str
    wanted_when: str = ""
    language: Language = Language.SWEDISH


def ask_us(
    session: Session, words: RequestWords, *, by: Actor, at: datetime, policy: Policy = DEFAULT
) -> SchoolRequest:
    """Write down what a teacher asks for. A visitor confirms it by the link of a letter first.

    Raises
    ------
    NotAllowed, Missing
        If another than a visitor or a coordinator does, or something is not told.
    """
    if by.role not in MAY_ASK:
        raise NotAllowed("ask")
    all_told(school=words.school, topic=words.topic, name=words.name)
    if by.role is Role.VISITOR:
        all_told(email=words.email)
    said = dict(vars(words))
    who = {name: said.pop(name) for name in ("name", "email", "language")}
    until = at + timedelta(hours=policy.confirm_booking_hours)
    state = SchoolRequestState.ASKED
    request = SchoolRequest(asked_at=at, moved_at=at, asked_until=until, state=state, **said)
    request.teacher = Teacher(**{**who, "email": normal_email(words.email)}, about_at=at)
    session.add(request)
    session.flush()
    record(session, "school request", "asked", request.id, by=by, at=at, kind=request.kind)
    if by.role is Role.VISITOR:
        letters.queue(session, "request_confirm", request.teacher, at=at)
    else:
        confirm_request(session, request, by=by, at=at)
    return request


def confirm_request(session: Session, request: SchoolRequest, *, by: Actor, at: datetime) -> None:
    """Hand a request to the working group. Twice is once.

    Raises
    ------
    NotAllowed, WrongState, LinkInvalid
        As the table of moves says, or if the time to confirm is over.
    """
    if request.state is SchoolRequestState.OPEN and by.role in MAY_ASK:
        return
    may_move(SCHOOL_REQUEST_MOVES, "school_request", "confirm", request.state, by)
    if by.role is Role.VISITOR and not request.can_be_confirmed(at):
        raise LinkInvalid
    _move(session, request, "confirm", by=by, at=at)


def answer_request(
    session: Session, request: SchoolRequest, *, answer: str, by: Actor, at: datetime
) -> None:
    """Answer in words; the teacher gets them as a letter.

    Raises
    ------
    NotAllowed, WrongState, Missing
        As the table of moves says, or if there are no words.
    """
    all_told(answer=answer.strip())
    may_move(SCHOOL_REQUEST_MOVES, "school_request", "answer", request.state, by)
    request.answer, request.answered_at = answer.strip(), at
    _move(session, request, "answer", by=by, at=at)
    if request.teacher is not None:
        letters.queue(session, "request_answered", request.teacher, at=at)


def withdraw_request(session: Session, request: SchoolRequest, *, by: Actor, at: datetime) -> None:
    """Take a request back. Twice is once.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says.
    """
    if request.state is SchoolRequestState.WITHDRAWN and by.role in MAY_ASK:
        return
    _move(session, request, "withdraw", by=by, at=at)


def _move(session: Session, request: SchoolRequest, verb: str, *, by: Actor, at: datetime) -> None:
    source = request.state
    row = may_move(SCHOOL_REQUEST_MOVES, "school_request", verb, source, by)
    request.state, request.moved_at = SchoolRequestState(str(row.target)), at
    request.asked_until = None
    session.flush()
    told = {"source": source, "target": row.target}
    record(session, "school request", PAST[verb], request.id, by=by, at=at, **told)
