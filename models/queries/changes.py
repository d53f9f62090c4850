"""Questions about what employers want to change in what has been looked at."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.changes import Change
from models.employers import Employer
from models.errors import NotFound
from models.offers import Offer
from models.queries.at_once import Sort

# Those that wait for a coordinator, who asked first first.
TO_REVIEW = Sort(
    Change,
    Change.id,
    Change.sent_back_at.is_(None),
    Change.asked_at,
    [joinedload(Change.offer).lazyload(Offer.levels), joinedload(Change.employer)],
)


def get_change(session: Session, change_id: int) -> Change:
    """Give a change, or raise NotFound."""
    change = session.get(Change, change_id)
    if change is None:
        raise NotFound("change", change_id)
    return change


def find_change(session: Session, thing: Offer | Employer) -> Change | None:
    """Give the change that an employer wants in an offer or of itself, if it wants one."""
    of_thing = Change.offer_id if isinstance(thing, Offer) else Change.employer_id
    return session.scalar(select(Change).where(of_thing == thing.id))


def list_changes_of_employer(session: Session, employer_id: int) -> Sequence[Change]:
    """List what an employer wants changed, those that were sent back first."""
    offers = select(Offer.id).where(Offer.employer_id == employer_id)
    query = select(Change).where((Change.employer_id == employer_id) | Change.offer_id.in_(offers))
    return session.scalars(query.order_by(Change.sent_back_at.is_(None), Change.id)).all()
