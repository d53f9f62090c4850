"""What a student says of published offers, and the order in which they want them."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotOpenForMatching
from models.offers import Offer
from models.operations.events import record
from models.people import Interest, Student
from models.queries.offers import get_offer
from models.queries.students import find_interest, list_interests
from models.queries.teams import find_partner
from models.words import Choice, Kind, OfferState


def say_interest(
    session: Session,
    student: Student,
    offer: Offer,
    choice: Choice | None,
    *,
    by: Actor,
    at: datetime,
    rank: int | None = None,
) -> None:
    """Note that a published offer interests the student, or is not for them; None takes it back.

    Raises
    ------
    NotOpenForMatching
        If the offer is not published.
    """
    if offer.state is not OfferState.PUBLISHED:
        raise NotOpenForMatching("offer")
    said = find_interest(session, student.id, offer.id)
    if choice is None:
        if said is not None:
            student.interests.remove(said)
    else:
        if said is None:
            said = Interest(offer_id=offer.id)
            student.interests.append(said)
        said.choice, said.said_at = choice, at
        said.rank = rank if choice is Choice.INTERESTED else None
    session.flush()
    told = {"offer": offer.id, "choice": choice, "rank": rank}
    record(session, "interest", "said", student.id, by=by, at=at, **told)


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

    An offer that is given a rank moves those at that rank and after it one step on. What is said of
    a thesis is said for both of two who seek one together.

    Raises
    ------
    NotOpenForMatching
        If the offer is not published.
    """
    partner = find_partner(session, student.id) if offer.kind is Kind.THESIS else None
    for each in (student, partner) if partner else (student,):
        _choose(session, each, offer, choice, by=by, at=at, rank=rank)


def _choose(
    session: Session,
    student: Student,
    offer: Offer,
    choice: Choice | None,
    *,
    by: Actor,
    at: datetime,
    rank: int | None,
) -> None:
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
