"""What happens to an activity: drafted, proposed, reviewed, decided, planned, run, evaluated.

The steering group's three verbs are said by ``models/operations/decisions.py``, which keeps the
meeting, who took part and why.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.errors import NotAllowed, NotFunded, NotTheSame, SecondPersonNeeded
from models.moves import ACTIVITY_MOVES
from models.operations.events import record
from models.operations.guards import all_told, may_move
from models.queries.lifecycle import find_model_in_force
from models.words import ActivityState, FundingState, Kind, Measure, Role, Stage

PAST = {
    "propose": "proposed",
    "send_back": "sent back",
    "review": "reviewed",
    "approve": "approved",
    "decline": "declined",
    "defer": "deferred",
    "plan": "planned",
    "start": "started",
    "complete": "completed",
    "evaluate": "evaluated",
    "cancel": "cancelled",
}
MAY_RUN = frozenset({FundingState.NO_COST, FundingState.FUNDED})


@dataclass(frozen=True)
class ActivityWords:
    """Everything that the working group says when it proposes an activity."""

    stage: Stage
    title: str
    what: str = ""
    for_whom: str = ""
    by_whom: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    responsible: str = ""
    goal: str = ""
    goal_figure: int | None = None
    goal_measure: Measure = Measure.TOLD
    cost_sek: int = 0
    kind: Kind | None = None
    apply_at: str = ""


def draft_activity(
    session: Session,
    words: ActivityWords,
    *,
    by: Actor,
    at: datetime,
    evidence: dict[str, Any] | None = None,
) -> Activity:
    """Write a draft of an activity, with the figures that it was drafted from, if any.

    Raises
    ------
    NotAllowed, Missing
        If another than the working group does, or it has no title.
    """
    _is_working_group(by, "draft")
    all_told(title=words.title)
    activity = Activity(created_at=at, moved_at=at, evidence=evidence, **vars(words))
    session.add(activity)
    session.flush()
    record(session, "activity", "drafted", activity.id, by=by, at=at, stage=activity.stage)
    return activity


def edit_activity(
    session: Session,
    activity: Activity,
    words: ActivityWords,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Change a draft; what waits is sent back first, so that what is reviewed stays.

    Raises
    ------
    NotAllowed, Missing, WrongState
        If another than the working group does, it has no title, or is no draft any more.
    """
    _is_working_group(by, "edit")
    all_told(title=words.title)
    may_move(ACTIVITY_MOVES, "activity", "propose", activity.state, by)
    changed = [name for name, value in vars(words).items() if getattr(activity, name) != value]
    for name in changed:
        setattr(activity, name, getattr(words, name))
    if changed:
        session.flush()
        record(session, "activity", "edited", activity.id, by=by, at=at, fields=changed)


def propose_activity(session: Session, activity: Activity, *, by: Actor, at: datetime) -> None:
    """Hand a draft to the working group's review, under the model that is in force.

    Raises
    ------
    NotAllowed, WrongState, Missing
        As the table of moves says, or if something is not told: what, for whom, by whom, the goal
        and its figure.
    """
    may_move(ACTIVITY_MOVES, "activity", "propose", activity.state, by)
    all_told(
        what=activity.what,
        for_whom=activity.for_whom,
        by_whom=activity.by_whom,
        goal=activity.goal,
        goal_figure=activity.goal_figure,
    )
    activity.lifecycle_version = find_model_in_force(session)
    activity.proposed_by_id, activity.reviewed_by_id = by.account_id, None
    activity.review_comment = ""
    move_activity(session, activity, "propose", by=by, at=at)


def send_back_activity(
    session: Session, activity: Activity, *, comment: str, by: Actor, at: datetime
) -> None:
    """Make a draft of it again, with a comment for whoever wrote it."""
    may_move(ACTIVITY_MOVES, "activity", "send_back", activity.state, by)
    all_told(comment=comment.strip())
    activity.review_comment = comment.strip()
    move_activity(session, activity, "send_back", by=by, at=at)


def review_activity(
    session: Session, activity: Activity, *, seen: int, by: Actor, at: datetime
) -> None:
    """Say that it is ready for the steering group: somebody else than proposed it does.

    Raises
    ------
    SecondPersonNeeded
        If the one who proposed it also reviews it.
    NotTheSame
        If it was changed since it was read.
    """
    may_move(ACTIVITY_MOVES, "activity", "review", activity.state, by)
    if by.account_id is not None and by.account_id == activity.proposed_by_id:
        raise SecondPersonNeeded("review")
    _is_as_read(activity, seen)
    activity.reviewed_by_id = by.account_id
    move_activity(session, activity, "review", by=by, at=at)


def decide_activity(
    session: Session,
    activity: Activity,
    verb: str,
    *,
    reason: str = "",
    may_run_unfunded: bool = False,
    by: Actor,
    at: datetime,
) -> None:
    """Carry out what the steering group decided: approve, decline or defer.

    Parameters
    ----------
    verb : {"approve", "decline", "defer"}
    reason : str
        Why; needed for the last two.
    may_run_unfunded : bool
        Whether an approval says that it may run though nobody pays for it yet.

    Raises
    ------
    NotAllowed, WrongState, Missing
        As the table of moves says, or if there is no reason.
    """
    may_move(ACTIVITY_MOVES, "activity", verb, activity.state, by)
    if verb != "approve":
        all_told(reason=reason.strip())
    activity.reason = reason.strip()
    if verb == "approve" and may_run_unfunded:
        activity.unfunded_allowed_at = at
    move_activity(session, activity, verb, by=by, at=at)


def allow_unfunded(session: Session, activity: Activity, *, by: Actor, at: datetime) -> None:
    """Write down the steering group's word that an activity may run unfunded. Twice is once."""
    if by.role is not Role.STEERING:
        raise NotAllowed("allow_unfunded")
    if activity.unfunded_allowed_at is None:
        activity.unfunded_allowed_at = at
        record(session, "activity", "allowed unfunded", activity.id, by=by, at=at)


def plan_activity(
    session: Session,
    activity: Activity,
    *,
    starts_on: date,
    ends_on: date,
    responsible: str,
    by: Actor,
    at: datetime,
) -> None:
    """Say when an approved activity is done, and who answers for it."""
    may_move(ACTIVITY_MOVES, "activity", "plan", activity.state, by)
    all_told(responsible=responsible.strip())
    activity.starts_on, activity.ends_on = starts_on, ends_on
    activity.responsible = responsible.strip()
    move_activity(session, activity, "plan", by=by, at=at)


def start_activity(session: Session, activity: Activity, *, by: Actor, at: datetime) -> None:
    """Start a planned activity.

    Raises
    ------
    NotFunded
        If it has a cost that is not paid for, and the steering group has not said that it may run
        all the same.
    """
    may_move(ACTIVITY_MOVES, "activity", "start", activity.state, by)
    if activity.funding not in MAY_RUN and activity.unfunded_allowed_at is None:
        raise NotFunded(activity.id)
    move_activity(session, activity, "start", by=by, at=at)


def complete_activity(
    session: Session, activity: Activity, *, outcome_figure: int, by: Actor, at: datetime
) -> None:
    """End a running activity with the figure that came of its goal."""
    may_move(ACTIVITY_MOVES, "activity", "complete", activity.state, by)
    activity.outcome_figure = outcome_figure
    move_activity(session, activity, "complete", by=by, at=at)


def evaluate_activity(
    session: Session, activity: Activity, *, learned: str, by: Actor, at: datetime
) -> None:
    """Write down what was learned, for those who propose the next one."""
    may_move(ACTIVITY_MOVES, "activity", "evaluate", activity.state, by)
    all_told(learned=learned.strip())
    activity.learned = learned.strip()
    move_activity(session, activity, "evaluate", by=by, at=at)


def cancel_activity(
    session: Session, activity: Activity, *, reason: str, by: Actor, at: datetime
) -> None:
    """Call it off, with a reason. What it carries (rounds, offers, events) stays as it is."""
    may_move(ACTIVITY_MOVES, "activity", "cancel", activity.state, by)
    all_told(reason=reason.strip())
    activity.reason = reason.strip()
    move_activity(session, activity, "cancel", by=by, at=at)


def move_activity(
    session: Session, activity: Activity, verb: str, *, by: Actor, at: datetime
) -> None:
    """Move an activity along the table and write it down: the one place that sets its state."""
    source = activity.state
    row = may_move(ACTIVITY_MOVES, "activity", verb, source, by)
    activity.state, activity.moved_at = ActivityState(str(row.target)), at
    # Writing the event flushes: what the database asks of the new state is set before.
    details = {"source": source, "target": row.target}
    record(session, "activity", PAST[verb], activity.id, by=by, at=at, **details)


def _is_as_read(activity: Activity, seen: int) -> None:
    if seen != activity.version:
        raise NotTheSame("activity")


def _is_working_group(by: Actor, verb: str) -> None:
    if by.role not in {Role.COORDINATOR, Role.SYSTEM}:
        raise NotAllowed(verb)
