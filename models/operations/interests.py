"""The order in which a student wants what interests them: first hand, second hand, without gaps."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.offers import Offer
from models.operations.students import say_interest
from models.people import Student
from models.queries.offers import get_offer
from models.queries.students import list_interests
from models.words import Choice, OfferState


def choose(
    session: Session,
    student: Student,
    offer: Offer,
    choice: Choice | None,
    *,
    by: Actor,
    at: datetime,
    rank: int | None = None,
) -> None:
    """Say what an offer is to the student, and close up the order of those that have one.

    An offer that is given a rank moves those at that rank and after it one step on.

    Raises
    ------
    NotOpenForMatching
        If the offer is not published.
    """
    say_interest(session, student, offer, choice, by=by, at=at, rank=rank)
    ranked = list_interests(session, student.id, Choice.INTERESTED)
    order = [each.offer_id for each in ranked if each.rank and each.offer_id != offer.id]
    if choice is Choice.INTERESTED and rank is not None:
        order.insert(max(rank, 1) - 1, offer.id)
    stored = {each.offer_id: each.rank for each in ranked}
    for place, offer_id in enumerate(order, start=1):
        other = get_offer(session, offer_id)
        # What is no longer published keeps its rank: nobody can say anything of it now.
        if stored[offer_id] != place and other.state is OfferState.PUBLISHED:
            say_interest(session, student, other, Choice.INTERESTED, by=by, at=at, rank=place)
