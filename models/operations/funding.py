"""What happens to money that an activity seeks: listed, applied for, granted or refused, reported.

How an activity is paid for follows from its sources; see ``models/funding.py``.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.errors import NotAllowed, WrongState
from models.funding import FundingSource
from models.moves import SOURCE_MOVES
from models.operations.events import record
from models.operations.guards import all_told, may_move
from models.words import ActivityState, Role, SourceState

PAST = {"apply": "applied for", "grant": "granted", "refuse": "refused"}
# Nothing is sought any more for what was turned down, called off or settled.
SETTLED = frozenset({ActivityState.DECLINED, ActivityState.CANCELLED, ActivityState.EVALUATED})
UNDECIDED = frozenset({SourceState.LISTED, SourceState.APPLIED})


@dataclass(frozen=True)
class SourceWords:
    """What is known of a source before it has decided."""

    source: str
    amount_sek: int
    expected_on: date | None = None
    own_share_percent: int | None = None
    report_due_on: date | None = None


def list_source(
    session: Session, activity: Activity, words: SourceWords, *, by: Actor, at: datetime
) -> FundingSource:
    """Put a source of money on an activity's list.

    Raises
    ------
    NotAllowed, Missing, WrongState
        If another than the working group does, something is not told, or the activity is settled.
    """
    _is_working_group(by, "fund")
    all_told(source=words.source.strip(), amount_sek=words.amount_sek)
    if activity.state in SETTLED:
        raise WrongState("activity", "fund", activity.state)
    source = FundingSource(**vars(words))
    activity.sources.append(source)
    session.flush()
    record(session, "funding", "listed", source.id, by=by, at=at, activity=activity.id)
    return source


def edit_source(
    session: Session, source: FundingSource, words: SourceWords, *, by: Actor, at: datetime
) -> None:
    """Change what is known of a source that has not decided yet.

    Raises
    ------
    NotAllowed, Missing, WrongState
        As `list_source`; or the source has decided.
    """
    _is_working_group(by, "edit")
    all_told(source=words.source.strip(), amount_sek=words.amount_sek)
    if source.state not in UNDECIDED:
        raise WrongState("funding", "edit", source.state)
    changed = [name for name, value in vars(words).items() if getattr(source, name) != value]
    for name in changed:
        setattr(source, name, getattr(words, name))
    if changed:
        session.flush()
        _record(session, source, "edited", by=by, at=at, fields=changed)


def drop_source(
    session: Session, activity: Activity, source: FundingSource, *, by: Actor, at: datetime
) -> None:
    """Take a source off the list before anything was applied for.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, or it was applied for: then it stays, with the
        answer.
    """
    _is_working_group(by, "drop")
    if source.state is not SourceState.LISTED:
        raise WrongState("funding", "drop", source.state)
    _record(session, source, "dropped", by=by, at=at)
    activity.sources.remove(source)
    session.flush()


def apply_for(
    session: Session,
    source: FundingSource,
    *,
    on: date,
    expected_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Note on which day it was applied for, and when the decision is expected.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says.
    """
    may_move(SOURCE_MOVES, "funding", "apply", source.state, by)
    source.applied_on, source.expected_on = on, expected_on or source.expected_on
    _move_source(session, source, "apply", by=by, at=at)


def grant(
    session: Session,
    source: FundingSource,
    *,
    granted_sek: int,
    on: date,
    report_due_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Note how much was granted, on which day, and when it has to be reported.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says.
    RuleOfDatabase
        At the flush, if it is nothing, or was decided before it was applied for.
    """
    may_move(SOURCE_MOVES, "funding", "grant", source.state, by)
    source.granted_sek, source.decided_on = granted_sek, on
    source.report_due_on = report_due_on or source.report_due_on
    _move_source(session, source, "grant", by=by, at=at)


def refuse(session: Session, source: FundingSource, *, on: date, by: Actor, at: datetime) -> None:
    """Note that it was refused, and on which day.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says.
    """
    may_move(SOURCE_MOVES, "funding", "refuse", source.state, by)
    source.decided_on = on
    _move_source(session, source, "refuse", by=by, at=at)


def report(session: Session, source: FundingSource, *, on: date, by: Actor, at: datetime) -> None:
    """Note on which day the money was reported. Twice is once.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, or it was not granted.
    """
    _is_working_group(by, "report")
    if source.state is not SourceState.GRANTED:
        raise WrongState("funding", "report", source.state)
    if source.reported_on is None:
        source.reported_on = on
        session.flush()
        _record(session, source, "reported", by=by, at=at)


def _move_source(
    session: Session, source: FundingSource, verb: str, *, by: Actor, at: datetime
) -> None:
    """Move a source along the table and write it down: the one place that sets its state."""
    row = may_move(SOURCE_MOVES, "funding", verb, source.state, by)
    source.state = SourceState(str(row.target))
    session.flush()
    _record(session, source, PAST[verb], by=by, at=at)


def _record(
    session: Session, source: FundingSource, verb: str, *, by: Actor, at: datetime, **more: object
) -> None:
    details = {"activity": source.activity_id, **more}
    record(session, "funding", verb, source.id, by=by, at=at, **details)


def _is_working_group(by: Actor, verb: str) -> None:
    if by.role is not Role.COORDINATOR:
        raise NotAllowed(verb)
