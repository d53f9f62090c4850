"""Questions about employers who asked about a student."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.enquiries import Enquiry
from models.errors import NotFound
from models.offers import Offer
from models.queries.at_once import Sort

# What no coordinator has looked at yet, oldest first.
TO_SETTLE = Sort(
    Enquiry,
    Enquiry.id,
    Enquiry.settled_at.is_(None),
    Enquiry.at,
    [
        joinedload(Enquiry.student),
        joinedload(Enquiry.employer),
        joinedload(Enquiry.offer).lazyload(Offer.levels),
    ],
)


def get_enquiry(session: Session, enquiry_id: int) -> Enquiry:
    """Give an enquiry, or raise NotFound."""
    enquiry = session.get(Enquiry, enquiry_id)
    if enquiry is None:
        raise NotFound("enquiry", enquiry_id)
    return enquiry


def find_enquiry(session: Session, employer_id: int, student_id: int) -> Enquiry | None:
    """Give what an employer has asked about a student, if it has."""
    return session.scalar(
        select(Enquiry).where(Enquiry.employer_id == employer_id, Enquiry.student_id == student_id)
    )


def list_enquiries_of_employer(session: Session, employer_id: int) -> Sequence[Enquiry]:
    """List what an employer has asked about, oldest first."""
    query = select(Enquiry).where(Enquiry.employer_id == employer_id)
    return session.scalars(query.order_by(Enquiry.id)).all()


def list_enquiries_to_settle(session: Session, student_id: int) -> Sequence[Enquiry]:
    """List what no coordinator has looked at yet about a student, oldest first."""
    return session.scalars(TO_SETTLE.query.where(Enquiry.student_id == student_id)).all()
