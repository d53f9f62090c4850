"""Two employers host one student: the first asks, the second has to say yes before it is named.

The first one answers candidates. A match keeps who hosted it when both sides were asked.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Employer
from models.errors import AlreadyThere, NotAllowed, NotOpenForMatching, WrongState
from models.offers import Offer, Sharing
from models.operations import letters
from models.operations.events import record
from models.words import EmployerState, OfferState, Role


def ask_to_share(
    session: Session, offer: Offer, employer: Employer, *, by: Actor, at: datetime
) -> Sharing:
    """Ask a second employer to host with the first; a letter tells it. Twice is once.

    Raises
    ------
    NotAllowed
        If whoever asks does not speak for an employer, or it would share with itself.
    WrongState
        If the offer is withdrawn.
    NotOpenForMatching
        If the second employer is not verified.
    AlreadyThere
        If the offer is shared with another.
    """
    if by.speaks_as is not Role.EMPLOYER or employer is offer.employer:
        raise NotAllowed("ask_to_share")
    if offer.state is OfferState.WITHDRAWN:
        raise WrongState("offer", "share", offer.state)
    if employer.state is not EmployerState.VERIFIED:
        raise NotOpenForMatching("employer")
    if offer.sharing is not None:
        if offer.sharing.employer is not employer:
            raise AlreadyThere("uq_sharings_offer_id")
        return offer.sharing
    offer.sharing = Sharing(employer=employer, asked_at=at)
    session.flush()
    record(session, "offer", "sharing asked", offer.id, by=by, at=at, employer=employer.id)
    contacts = sorted(employer.contacts, key=lambda each: (each.account_id is None, each.id))
    for contact in contacts[:1]:
        letters.queue(session, "sharing_asked", contact, at=at, offer=offer)
    return offer.sharing


def accept_sharing(session: Session, sharing: Sharing, *, by: Actor, at: datetime) -> None:
    """Note that the second employer says yes: from now on it is named. Twice is once.

    Raises
    ------
    NotAllowed
        If whoever says so does not speak for an employer.
    WrongState
        If the offer is withdrawn.
    """
    if by.speaks_as is not Role.EMPLOYER:
        raise NotAllowed("accept_sharing")
    if sharing.offer.state is OfferState.WITHDRAWN:
        raise WrongState("offer", "share", sharing.offer.state)
    if sharing.accepted_at is not None:
        return
    sharing.accepted_at = at
    session.flush()
    told = {"employer": sharing.employer_id}
    record(session, "offer", "sharing accepted", sharing.offer_id, by=by, at=at, **told)


def end_sharing(session: Session, sharing: Sharing, *, by: Actor, at: datetime) -> None:
    """End a sharing, or say no to it. Matches that both were asked of keep who hosts them.

    Raises
    ------
    NotAllowed
        If whoever ends it does not speak for an employer.
    """
    if by.speaks_as is not Role.EMPLOYER:
        raise NotAllowed("end_sharing")
    offer, employer_id = sharing.offer, sharing.employer_id
    offer.sharing = None
    session.flush()
    record(session, "offer", "sharing ended", offer.id, by=by, at=at, employer=employer_id)
