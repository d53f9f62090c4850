"""What an activity carries: matching rounds and offers, the employers that take part, its days."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.activities import Activity, ActivityDay, ActivityHost
from models.actors import Actor
from models.employers import Employer
from models.errors import NotAllowed, WrongState
from models.offers import Offer
from models.operations.events import record
from models.operations.guards import all_told
from models.rounds import Round
from models.words import ActivityState, Role

# What was turned down or called off carries nothing more.
OFF = frozenset({ActivityState.DECLINED, ActivityState.CANCELLED})


def carry(
    session: Session,
    activity: Activity,
    things: Iterable[Round | Offer],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Let an activity carry rounds or offers; each is carried by one activity at a time.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, the activity was turned down or called off, or the
        round is a rolling one, which every activity of its kind has a part in.
    """
    _may_change(activity, "carry", by)
    things = list(things)
    for thing in things:
        if isinstance(thing, Round) and thing.is_rolling:
            raise WrongState("round", "carry", thing.state)
    for thing in things:
        if thing.activity_id != activity.id:
            thing.activity_id = activity.id
            session.flush()
            record(session, "activity", "carries", activity.id, by=by, at=at, **_named(thing))


def let_go(
    session: Session, activity: Activity, thing: Round | Offer, *, by: Actor, at: datetime
) -> None:
    """Let an activity carry a round or an offer no longer. Twice is once.

    Raises
    ------
    NotAllowed, WrongState
        As `carry`.
    """
    _may_change(activity, "let_go", by)
    if thing.activity_id == activity.id:
        thing.activity_id = None
        session.flush()
        record(session, "activity", "lets go", activity.id, by=by, at=at, **_named(thing))


def add_host(
    session: Session, activity: Activity, employer: Employer, *, by: Actor, at: datetime
) -> None:
    """Note that an employer takes part. Twice is once.

    Raises
    ------
    NotAllowed, WrongState
        As `carry`.
    """
    _may_change(activity, "host", by)
    if all(host.employer_id != employer.id for host in activity.hosts):
        activity.hosts.append(ActivityHost(employer=employer))
        session.flush()
        told = {"employer": employer.id}
        record(session, "activity", "host added", activity.id, by=by, at=at, **told)


def remove_host(
    session: Session, activity: Activity, employer_id: int, *, by: Actor, at: datetime
) -> None:
    """Note that an employer does not take part any more. Twice is once.

    Raises
    ------
    NotAllowed, WrongState
        As `carry`.
    """
    _may_change(activity, "host", by)
    for host in [host for host in activity.hosts if host.employer_id == employer_id]:
        activity.hosts.remove(host)
        session.flush()
        told = {"employer": employer_id}
        record(session, "activity", "host removed", activity.id, by=by, at=at, **told)


def add_day(
    session: Session,
    activity: Activity,
    *,
    on_day: date,
    title: str,
    place: str,
    by: Actor,
    at: datetime,
) -> ActivityDay:
    """Set a day: a kick-off, a mid-check, a day that the trainees have in common.

    Raises
    ------
    NotAllowed, WrongState, Missing
        As `carry`; or it has no name.
    """
    _may_change(activity, "day", by)
    all_told(title=title.strip())
    day = ActivityDay(on_day=on_day, title=title.strip(), place=place.strip())
    activity.days.append(day)
    session.flush()
    told = {"day": day.id, "on_day": on_day}
    record(session, "activity", "day set", activity.id, by=by, at=at, **told)
    return day


def remove_day(
    session: Session, activity: Activity, day_id: int, *, by: Actor, at: datetime
) -> None:
    """Take a day away. Twice is once.

    Raises
    ------
    NotAllowed, WrongState
        As `carry`.
    """
    _may_change(activity, "day", by)
    for day in [day for day in activity.days if day.id == day_id]:
        activity.days.remove(day)
        session.flush()
        record(session, "activity", "day removed", activity.id, by=by, at=at, day=day_id)


def _may_change(activity: Activity, verb: str, by: Actor) -> None:
    if by.role is not Role.COORDINATOR:
        raise NotAllowed(verb)
    if activity.state in OFF:
        raise WrongState("activity", verb, activity.state)


def _named(thing: Round | Offer) -> dict[str, int]:
    return {"round" if isinstance(thing, Round) else "offer": thing.id}
