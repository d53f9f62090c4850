"""An employer tells the working group that a student interests them; a coordinator looks at it."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Employer
from models.enquiries import Enquiry
from models.errors import NotAllowed, NotFound, NotOpenForMatching
from models.offers import Offer
from models.operations.events import record
from models.people import Student
from models.queries.enquiries import find_enquiry
from models.queries.sight import is_listed
from models.words import EmployerState, OfferState, Role


def enquire(
    session: Session,
    employer: Employer,
    student: Student,
    offer: Offer | None,
    *,
    by: Actor,
    at: datetime,
) -> Enquiry:
    """Tell the working group that a student interests an employer, perhaps for an offer of theirs.

    The student learns nothing of it here, and nobody is given how to reach the other. Twice is
    once; asked anew after a coordinator has looked at it, it waits again.

    Raises
    ------
    NotOpenForMatching
        If the employer is not verified, or the offer is not published.
    NotFound
        If the student is not shown to every employer, or the offer is another employer's.
    """
    if employer.state is not EmployerState.VERIFIED:
        raise NotOpenForMatching("employer")
    if not is_listed(student):
        raise NotFound("student", student.id)
    if offer is not None and offer.employer_id != employer.id:
        raise NotFound("offer", offer.id)
    if offer is not None and offer.state is not OfferState.PUBLISHED:
        raise NotOpenForMatching("offer")
    known = find_enquiry(session, employer.id, student.id)
    if known is not None and known.settled_at is None and known.offer_id == _id_of(offer):
        return known
    enquiry = known or Enquiry(employer=employer, student=student)
    enquiry.offer, enquiry.by_id, enquiry.at = offer, by.account_id, at
    enquiry.settled_at = enquiry.settled_by_id = None
    session.add(enquiry)
    session.flush()
    told = {"employer": employer.id, "student": student.id, "offer": _id_of(offer)}
    record(session, "enquiry", "made", enquiry.id, by=by, at=at, **told)
    return enquiry


def settle(session: Session, enquiry: Enquiry, *, by: Actor, at: datetime) -> None:
    """Note that a coordinator has looked at an enquiry. Twice is once.

    Raises
    ------
    NotAllowed
        If it is no coordinator.
    """
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("settle")
    if enquiry.settled_at is not None:
        return
    enquiry.settled_at, enquiry.settled_by_id = at, by.account_id
    session.flush()
    record(session, "enquiry", "settled", enquiry.id, by=by, at=at)


def _id_of(offer: Offer | None) -> int | None:
    return offer.id if offer else None
