"""What happens when a need is met: said by which matches, activities or courses."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.courses import Course
from models.errors import NotAllowed
from models.matches import Match
from models.needs import Means, Need
from models.operations.guards import all_told
from models.operations.needs import may_close, move_need
from models.queries.met_needs import list_activities_for, list_courses_for, list_matches_for
from models.words import MetHow

# Where what can have met a need is listed.
LISTED_FOR: dict[MetHow, Callable[[Session, Need], Sequence[Any]]] = {
    MetHow.MATCH: list_matches_for,
    MetHow.ACTIVITY: list_activities_for,
    MetHow.COURSE: list_courses_for,
}


def meet_need(
    session: Session,
    need: Need,
    how: MetHow,
    means: Sequence[Match | Activity | Course] = (),
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Note that a need is met, and by which matches, activities or courses.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says, or if something else than what ``queries/met_needs.py`` lists
        is said to have met it.
    Missing
        If it is not said which match, activity or course did.
    """
    may_close(need, "meet", by)
    listed: Sequence[Any] = ()
    if how in LISTED_FOR:
        all_told(met_by=means)
        listed = LISTED_FOR[how](session, need)
    if any(thing not in listed for thing in means):
        raise NotAllowed("meet")
    need.met_by = [Means(**{how.value: thing}) for thing in means]
    need.met_how, need.closed_at = how, at
    move_need(
        session, need, "meet", "met", by=by, at=at, how=how, by_ids=[each.id for each in means]
    )
