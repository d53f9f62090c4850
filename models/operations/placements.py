"""What follows an agreement: somebody starts, stops early or carries it through, and tells of it.

Guard, change, record, queue the letters; nothing is changed when they raise.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.days import day_in_sweden
from models.errors import AlreadyAnswered, NotAllowed, WrongState
from models.matches import Evaluation, Match
from models.moves import MOVES
from models.operations import letters
from models.operations.events import record
from models.operations.guards import all_told, may_move
from models.operations.moving import give_reason, move_match, pair_of
from models.words import Kind, MatchState, Reason, Role, Side


def place(
    session: Session,
    match: Match,
    *,
    by: Actor,
    at: datetime,
    starts_on: date | None,
    ends_on: date | None,
    supervisor: str,
    academic_supervisor: str = "",
    examiner: str = "",
) -> None:
    """Note that the student starts: when, with whom; for a thesis also its supervisor and examiner.

    Raises
    ------
    Missing
        With the names of what has not been told.
    RuleOfDatabase
        At the flush, if it would end before it starts.
    """
    may_move(MOVES, "match", "place", match.state, by)
    all_told(starts_on=starts_on, ends_on=ends_on, supervisor=supervisor.strip())
    if match.kind is Kind.THESIS:
        all_told(academic_supervisor=academic_supervisor.strip(), examiner=examiner.strip())
    match.starts_on, match.ends_on, match.placed_at = starts_on, ends_on, at
    match.supervisor = supervisor.strip()
    match.academic_supervisor, match.examiner = academic_supervisor.strip(), examiner.strip()
    move_match(session, match, "place", by=by, at=at, starts_on=starts_on, ends_on=ends_on)
    letters.tell_both(session, match, "placed", at=at)


def interrupt(
    session: Session,
    match: Match,
    *,
    by: Actor,
    at: datetime,
    on: date | None,
    reason: Reason | None,
    words: str = "",
) -> None:
    """Note that a placement ended early: its place is free, and the student tops the work list."""
    may_move(MOVES, "match", "interrupt", match.state, by)
    all_told(on=on, reason=reason)
    match.offer.places_taken -= 1
    match.interrupted_on = on
    give_reason(match, reason, words)
    move_match(session, match, "interrupt", by=by, at=at, on=on)
    for side in Side:
        if by.speaks_as != Role(side.value):
            letters.tell(session, match, side, "interrupted", at=at)


def change_mentor(
    session: Session, match: Match, *, by: Actor, at: datetime, on: date | None, words: str = ""
) -> None:
    """End a mentorship so that the same student gets another mentor; the place is free again.

    Raises
    ------
    NotAllowed, WrongState
        If another than a coordinator does, it is no mentorship, or it is not placed.
    """
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("change_mentor")
    if match.kind is not Kind.MENTORSHIP:
        raise WrongState("match", "change_mentor", match.state)
    interrupt(session, match, by=by, at=at, on=on, reason=Reason.CHANGE_OF_MENTOR, words=words)
    record(session, "match", "mentor changed", match.id, by=by, at=at, **pair_of(match))


def complete(session: Session, match: Match, *, by: Actor, at: datetime) -> None:
    """Note that a placement was carried through; both are asked for a short evaluation.

    Raises
    ------
    WrongState
        If the system would complete it before its last day is over.
    """
    may_move(MOVES, "match", "complete", match.state, by)
    if by.role is Role.SYSTEM and (match.ends_on is None or day_in_sweden(at) <= match.ends_on):
        raise WrongState("match", "complete", match.state)
    move_match(session, match, "complete", by=by, at=at)
    letters.tell_both(session, match, "completed", at=at)


def evaluate(
    session: Session,
    match: Match,
    side: Side,
    *,
    by: Actor,
    at: datetime,
    rating: int,
    would_again: bool,
    words: str = "",
) -> Evaluation:
    """Write down what a side thought of it, once.

    Raises
    ------
    NotAllowed, WrongState, AlreadyAnswered
        If the actor does not speak for the side, it is not completed, or the side told before.
    """
    if by.speaks_as != Role(side.value):
        raise NotAllowed("evaluate")
    if match.state is not MatchState.COMPLETED:
        raise WrongState("match", "evaluate", match.state)
    if any(given.side is side for given in match.evaluations):
        raise AlreadyAnswered(answer=True)
    evaluation = Evaluation(
        side=side, rating=rating, would_again=would_again, words=words.strip(), at=at
    )
    match.evaluations.append(evaluation)
    record(session, "match", "evaluated", match.id, by=by, at=at, side=side, rating=rating)
    return evaluation
