"""Questions that the report to the steering group asks of a span of days."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.activities import Activity
from models.audit import Event
from models.courses import Course
from models.funding import FundingSource
from models.needs import Need
from models.occasions import OccasionSession
from models.rounds import Round
from models.schools import ClassBooking, SchoolRequest
from models.study_places import StudySlot
from models.words import ActivityState, Kind, Measure, MetHow, NeedState, Stage

# What is under way, or was.
RAN = frozenset({ActivityState.RUNNING, ActivityState.COMPLETED, ActivityState.EVALUATED})


def list_activities_that_ran(session: Session, first: date, end: date) -> Sequence[Activity]:
    """Give the activities that ran on some day from the first until before the end, by stage."""
    query = (
        select(Activity)
        .options(selectinload(Activity.sources))
        .where(Activity.state.in_(RAN), Activity.starts_on < end, Activity.ends_on >= first)
        .order_by(Activity.starts_on, Activity.id)
    )
    order = list(Stage)
    return sorted(session.scalars(query), key=lambda activity: order.index(activity.stage))


def goal_of(
    activities: Iterable[Activity], measure: Measure, *, stage: Stage, kind: Kind | None = None
) -> int | None:
    """Add up the goals of a stage's activities that count by a measure; None where none does."""
    goals = [
        activity.goal_figure
        for activity in activities
        if activity.goal_measure is measure
        and activity.stage is stage
        and activity.kind is kind
        and activity.goal_figure is not None
    ]
    return sum(goals) if goals else None


def sum_granted(session: Session, first: date, end: date) -> int:
    """Add up the kronor that were granted on the days of a span."""
    query = select(func.coalesce(func.sum(FundingSource.granted_sek), 0))
    return (
        session.scalar(
            query.where(FundingSource.decided_on >= first, FundingSource.decided_on < end)
        )
        or 0
    )


def list_rounds_of_span(session: Session, first: date, end: date) -> Sequence[Round]:
    """Give the dated rounds that were open on some day of a span."""
    query = select(Round).where(
        Round.is_rolling.is_(False), Round.opens_on < end, Round.closes_on >= first
    )
    return session.scalars(query.order_by(Round.opens_on, Round.id)).all()


def count_pupils_who_came(session: Session, since: datetime, until: datetime) -> int:
    """Count the pupils who came to events for schools in a span of time."""
    query = (
        select(func.coalesce(func.sum(ClassBooking.pupils_came), 0))
        .join(OccasionSession, OccasionSession.id == ClassBooking.session_id)
        .where(OccasionSession.starts_at >= since, OccasionSession.starts_at < until)
    )
    return session.scalar(query) or 0


def count_classes_that_came(session: Session, since: datetime, until: datetime) -> int:
    """Count the classes that came to events for schools in a span of time."""
    query = (
        select(func.count(ClassBooking.id))
        .join(OccasionSession, OccasionSession.id == ClassBooking.session_id)
        .where(
            ClassBooking.pupils_came > 0,
            OccasionSession.starts_at >= since,
            OccasionSession.starts_at < until,
        )
    )
    return session.scalar(query) or 0


def count_requests_answered(session: Session, since: datetime, until: datetime) -> int:
    """Count the requests of teachers that were answered in a span of time."""
    query = select(func.count(SchoolRequest.id)).where(
        SchoolRequest.answered_at >= since, SchoolRequest.answered_at < until
    )
    return session.scalar(query) or 0


def count_courses_begun(session: Session, first: date, end: date) -> int:
    """Count the courses that began on the days of a span."""
    query = select(func.count(Course.id)).where(Course.starts_on >= first, Course.starts_on < end)
    return session.scalar(query) or 0


def count_study_places_taken(session: Session, since: datetime, until: datetime) -> int:
    """Count the times that a place in a learning centre was taken in a span of time."""
    query = select(func.coalesce(func.sum(StudySlot.taken), 0)).where(
        StudySlot.starts_at >= since, StudySlot.starts_at < until
    )
    return session.scalar(query) or 0


def count_needs_met(
    session: Session, since: datetime, until: datetime, by: Collection[MetHow] = tuple(MetHow)
) -> int:
    """Count the competence needs that were met in a span of time, by some means or by any."""
    query = select(func.count(Need.id)).where(
        Need.state == NeedState.MET,
        Need.met_how.in_(by),
        Need.closed_at >= since,
        Need.closed_at < until,
    )
    return session.scalar(query) or 0


def count_needs_met_by_matches(session: Session, since: datetime, until: datetime) -> int:
    """Count the competence needs that matches met in a span of time."""
    return count_needs_met(session, since, until, (MetHow.MATCH,))


def count_needs_met_by_teaching(session: Session, since: datetime, until: datetime) -> int:
    """Count the competence needs that activities or courses met in a span of time."""
    return count_needs_met(session, since, until, (MetHow.ACTIVITY, MetHow.COURSE))


def find_first_year(session: Session) -> int | None:
    """Give the year of the first day that an activity or an event of the chain tells of."""
    days: list[date | datetime | None] = [
        session.scalar(select(func.min(Activity.starts_on))),
        session.scalar(select(Event.at).order_by(Event.id).limit(1)),
    ]
    return min((day.year for day in days if day is not None), default=None)
