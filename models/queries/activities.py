"""Questions about activities."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.activities import Activity
from models.errors import NotFound
from models.words import ActivityState, Stage


def get_activity(session: Session, activity_id: int) -> Activity:
    """Give an activity, or raise NotFound."""
    activity = session.get(Activity, activity_id)
    if activity is None:
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
