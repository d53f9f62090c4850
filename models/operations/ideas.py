"""What happens to a student's idea: written, reviewed, published, taken up by an employer."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact
from models.errors import NotAllowed, NotOpenForMatching, NotTheSame, TooMany
from models.ideas import Idea
from models.moves import IDEA_MOVES
from models.offer_words import OfferWords
from models.offers import Offer
from models.operations import letters, offers
from models.operations.events import record
from models.operations.guards import all_told, is_not_oneself, may_move
from models.people import Interest, Student
from models.queries.ideas import get_open_idea, list_ideas_of_student
from models.words import Choice, EmployerState, IdeaState, Kind, Language, ProfileState, Role

MOST = 5
OPEN = frozenset({IdeaState.DRAFT, IdeaState.SUBMITTED, IdeaState.PUBLISHED})


@dataclass(frozen=True)
class IdeaWords:
    """Everything that a student says in an idea."""

    kind: Kind
    title: str
    text: str
    language: Language
    starts_on: date
    ends_on: date


def write_idea(
    session: Session, student: Student, words: IdeaWords, *, by: Actor, at: datetime
) -> Idea:
    """Write a draft of an idea.

    Raises
    ------
    NotAllowed, Missing, TooMany
        If it is somebody else's, has no title, or as many are open as may be.
    """
    _is_own(student, by)
    all_told(title=words.title)
    if sum(idea.state in OPEN for idea in list_ideas_of_student(session, student.id)) >= MOST:
        raise TooMany("idea", MOST)
    idea = Idea(student=student, created_at=at, **vars(words))
    session.add(idea)
    session.flush()
    record(session, "idea", "written", idea.id, by=by, at=at, kind=idea.kind)
    return idea


def edit_idea(session: Session, idea: Idea, words: IdeaWords, *, by: Actor, at: datetime) -> None:
    """Change a draft; what waits or is published is withdrawn first, so that what is read stays.

    Raises
    ------
    NotAllowed, Missing, WrongState
        If it is somebody else's, has no title, or is no draft any more.
    """
    _is_own(idea.student, by)
    all_told(title=words.title)
    may_move(IDEA_MOVES, "idea", "submit", idea.state, by)
    changed = [name for name, value in vars(words).items() if getattr(idea, name) != value]
    for name in changed:
        setattr(idea, name, getattr(words, name))
    if changed:
        session.flush()
        record(session, "idea", "edited", idea.id, by=by, at=at, fields=changed)


def submit_idea(session: Session, idea: Idea, *, by: Actor, at: datetime) -> None:
    """Hand an idea to the working group, which reads it before any employer does.

    Raises
    ------
    NotAllowed, Missing, WrongState
        If it is somebody else's, has no text, or is no draft.
    NotOpenForMatching
        If the student does not take part, or may be shown to nobody.
    """
    _is_own(idea.student, by)
    all_told(text=idea.text)
    may_move(IDEA_MOVES, "idea", "submit", idea.state, by)
    _may_be_shown(idea.student)
    idea.submitted_at, idea.review_comment = at, ""
    _move(session, idea, "submit", "submitted", by=by, at=at)


def publish_idea(session: Session, idea: Idea, *, seen: int, by: Actor, at: datetime) -> None:
    """Let verified employers read an idea.

    Raises
    ------
    NotTheSame
        If it was changed since it was read.
    ConflictOfInterest
        If a coordinator decides about an idea of their own.
    NotOpenForMatching
        As `submit_idea`.
    """
    may_move(IDEA_MOVES, "idea", "publish", idea.state, by)
    is_not_oneself(idea.student, "publish", by)
    if seen != idea.version:
        raise NotTheSame("idea")
    _may_be_shown(idea.student)
    idea.published_at = at
    _move(session, idea, "publish", "published", by=by, at=at)


def send_back_idea(session: Session, idea: Idea, *, comment: str, by: Actor, at: datetime) -> None:
    """Send an idea back with a comment that the student reads."""
    all_told(comment=comment.strip())
    _move(session, idea, "send_back", "sent back", by=by, at=at)
    idea.review_comment = comment.strip()
    letters.queue(session, "idea_sent_back_student", idea.student, at=at)


def withdraw_idea(session: Session, idea: Idea, *, by: Actor, at: datetime) -> None:
    """Take an idea back; an offer that went on with it is the employer's, and stays."""
    if by.speaks_as is Role.STUDENT:
        _is_own(idea.student, by)
    _move(session, idea, "withdraw", "withdrawn", by=by, at=at)


def take_up(
    session: Session, idea_id: int, contact: Contact, *, seen: int, by: Actor, at: datetime
) -> Offer:
    """Make a draft offer of an idea, with the student noted as interested; the student is told.

    The first employer gets it: nobody else reads it from then on. The offer names no student, and
    goes the way of every other: a coordinator reviews it, and both still say yes.

    Raises
    ------
    NotFound
        If employers may not read it (another may have taken it up).
    NotTheSame
        If it was changed since it was read.
    NotOpenForMatching
        If the employer is not verified.
    """
    if contact.employer.state is not EmployerState.VERIFIED:
        raise NotOpenForMatching("employer")
    idea = get_open_idea(session, idea_id)
    may_move(IDEA_MOVES, "idea", "take_up", idea.state, by)
    if seen != idea.version:
        raise NotTheSame("idea")
    offer = offers.write_offer(
        session, contact.employer, _offered(idea, contact), contact=contact, by=by, at=at
    )
    interest = Interest(offer_id=offer.id, choice=Choice.INTERESTED, said_at=at)
    idea.student.interests.append(interest)
    idea.offer, idea.taken_at = offer, at
    _move(session, idea, "take_up", "taken up", by=by, at=at, offer=offer.id)
    letters.queue(session, "idea_taken_student", idea.student, at=at, offer=offer)
    return offer


def _offered(idea: Idea, contact: Contact) -> OfferWords:
    return OfferWords(
        kind=idea.kind,
        title=idea.title,
        text=idea.text,
        language=idea.language,
        starts_on=idea.starts_on,
        ends_on=idea.ends_on,
        place=contact.employer.place,
    )


def _move(
    session: Session, idea: Idea, verb: str, past: str, *, by: Actor, at: datetime, **told: int
) -> None:
    source = idea.state
    row = may_move(IDEA_MOVES, "idea", verb, source, by)
    idea.state = IdeaState(str(row.target))
    session.flush()
    details = {"source": source, "target": row.target, **told}
    record(session, "idea", past, idea.id, by=by, at=at, **details)


def _may_be_shown(student: Student) -> None:
    if student.state is not ProfileState.SUBMITTED or student.is_protected:
        raise NotOpenForMatching("student")


def _is_own(student: Student, by: Actor) -> None:
    if by.account_id is None or by.account_id != student.account_id:
        raise NotAllowed("idea")
