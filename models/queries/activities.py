"""Questions about activities, and about what they carry."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload

from models.activities import Activity, ActivityDay
from models.employers import Employer
from models.errors import NotFound
from models.offers import Offer
from models.rounds import Round
from models.words import ActivityState, EmployerState, OfferState, Stage

MOST_TO_CHOOSE = 200


def get_activity(session: Session, activity_id: int) -> Activity:
    """Give an activity, or raise NotFound."""
    activity = session.get(Activity, activity_id)
    if activity is None:
        raise NotFound("activity", activity_id)
    return activity


def get_proposed_activity(session: Session, activity_id: int) -> Activity:
    """Give an activity that is no draft, or raise NotFound: a draft is the working group's own."""
    activity = get_activity(session, activity_id)
    if activity.state is ActivityState.DRAFT:
        raise NotFound("activity", activity_id)
    return activity


def list_activities(
    session: Session, *, stage: Stage | None = None, states: Iterable[ActivityState] = ()
) -> Sequence[Activity]:
    """Give activities with what they seek, in the order of stages, the latest first in each."""
    query = select(Activity).options(selectinload(Activity.sources))
    if stage is not None:
        query = query.where(Activity.stage == stage)
    if wanted := list(states):
        query = query.where(Activity.state.in_(wanted))
    activities = session.scalars(query.order_by(Activity.id.desc())).all()
    order = list(Stage)
    return sorted(activities, key=lambda activity: order.index(activity.stage))


def list_activities_waiting(session: Session, today: date) -> Sequence[Activity]:
    """List what waits for the working group: proposals, and what runs past its last day."""
    is_over = and_(Activity.state == ActivityState.RUNNING, Activity.ends_on < today)
    query = select(Activity).where(or_(Activity.state == ActivityState.PROPOSED, is_over))
    return session.scalars(query.order_by(Activity.ends_on, Activity.id)).all()


def list_rounds_of_activity(session: Session, activity_id: int) -> Sequence[Round]:
    """List the rounds that an activity carries, the latest first."""
    query = select(Round).where(Round.activity_id == activity_id)
    return session.scalars(query.order_by(Round.opens_on.desc(), Round.id.desc())).all()


def list_offers_of_activity(session: Session, activity_id: int) -> Sequence[Offer]:
    """List the offers that an activity carries, with their employers, by title."""
    query = select(Offer).options(lazyload(Offer.levels), joinedload(Offer.employer))
    query = query.where(Offer.activity_id == activity_id)
    return session.scalars(query.order_by(Offer.title, Offer.id)).all()


def list_rounds_to_carry(session: Session, activity: Activity) -> Sequence[Round]:
    """List the dated rounds that no activity carries, of its kind if it has one."""
    query = select(Round).where(Round.is_rolling.is_(False), Round.activity_id.is_(None))
    if activity.kind is not None:
        query = query.where(Round.kind == activity.kind)
    return session.scalars(query.order_by(Round.id.desc()).limit(MOST_TO_CHOOSE)).all()


def list_offers_to_carry(session: Session, activity: Activity) -> Sequence[Offer]:
    """List the published offers that no activity carries, of its kind if it has one."""
    query = select(Offer).options(lazyload(Offer.levels), joinedload(Offer.employer))
    query = query.where(Offer.state == OfferState.PUBLISHED, Offer.activity_id.is_(None))
    if activity.kind is not None:
        query = query.where(Offer.kind == activity.kind)
    return session.scalars(query.order_by(Offer.title, Offer.id).limit(MOST_TO_CHOOSE)).all()


def list_hosts_to_choose(session: Session, activity: Activity) -> Sequence[Employer]:
    """List the verified employers that do not take part in an activity, by name."""
    known = [host.employer_id for host in activity.hosts]
    query = select(Employer).where(
        Employer.state == EmployerState.VERIFIED, Employer.id.not_in(known)
    )
    return session.scalars(query.order_by(Employer.sort_key, Employer.id)).all()


def list_days_to_come(session: Session, today: date, limit: int = 10) -> Sequence[ActivityDay]:
    """List the next days of activities that are not called off."""
    query = (
        select(ActivityDay)
        .join(Activity, Activity.id == ActivityDay.activity_id)
        .where(ActivityDay.on_day >= today, Activity.state != ActivityState.CANCELLED)
    )
    return session.scalars(query.order_by(ActivityDay.on_day, ActivityDay.id).limit(limit)).all()
