"""What the service itself can count of an activity's goal."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.activities import Activity
from models.matches import Match
from models.offers import Offer
from models.queries.occasions import count_booked, count_took_part
from models.rounds import Round
from models.words import MatchState, Measure

Count = Callable[[Session, Activity], int]


def count_placed(session: Session, activity: Activity) -> int:
    """Count the people who were placed: whoever changes mentor is still one."""
    query = select(func.count(Match.student_id.distinct()))
    return session.scalar(query.where(_carried_by(activity), Match.placed_at.is_not(None))) or 0


def count_completed(session: Session, activity: Activity) -> int:
    """Count the placements that were carried through."""
    query = select(func.count(Match.id))
    is_completed = Match.state == MatchState.COMPLETED
    return session.scalar(query.where(_carried_by(activity), is_completed)) or 0


# What is counted for each measure: the sum of all that an activity carries. Whatever is told by
# hand has none.
COUNTS: dict[Measure, tuple[Count, ...]] = {
    Measure.PLACED: (count_placed,),
    Measure.COMPLETED: (count_completed,),
    Measure.BOOKED: (lambda session, activity: count_booked(session, activity.id),),
    Measure.TOOK_PART: (lambda session, activity: count_took_part(session, activity.id),),
    Measure.TOLD: (),
}


def count_measure(session: Session, activity: Activity) -> int | None:
    """Give what has come of an activity's goal by now; none where nothing counts its measure."""
    counts = COUNTS[activity.goal_measure]
    return sum(count(session, activity) for count in counts) if counts else None


def _carried_by(activity: Activity) -> ColumnElement[bool]:
    rounds = select(Round.id).where(Round.activity_id == activity.id)
    offers = select(Offer.id).where(Offer.activity_id == activity.id)
    return or_(Match.round_id.in_(rounds), Match.offer_id.in_(offers))
