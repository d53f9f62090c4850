"""What a coordinator does with a change of what was looked at: lets it through or sends it back.

Guard, change, record, queue the letter; nothing is changed when they raise.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.changes import Change
from models.employers import Contact, Employer
from models.errors import NotAllowed, NotTheSame
from models.offer_words import parts_from_json
from models.offers import Offer
from models.operations import employers, letters, offers
from models.operations.events import record
from models.operations.guards import all_told, has_no_stake
from models.words import Role


def accept_change(session: Session, change: Change, *, seen: int, by: Actor, at: datetime) -> None:
    """Let a change through: from now on everybody reads it. Matches keep what they were asked.

    Parameters
    ----------
    seen : int
        The version of the change that whoever decides has looked at.

    Raises
    ------
    NotAllowed, ConflictOfInterest
        If the actor is no coordinator, or works for the employer.
    NotTheSame
        If the employer has changed it since.
    TooFewPlaces, AlreadyThere
        If more places are taken by now, or the unit's name is another's.
    """
    _may_decide(change, seen, by)
    fields = sorted(change.wanted)
    if change.offer is not None:
        offers.take_over_change(session, change.offer, parts_from_json(change.wanted), at=at)
    elif change.employer is not None:
        employers.take_over_change(session, change.employer, change.wanted)
    session.delete(change)
    session.flush()
    _record(session, change, "change accepted", by=by, at=at, fields=fields)
    _tell(session, change, "change_accepted", at=at)


def send_back_change(
    session: Session, change: Change, *, seen: int, comment: str, by: Actor, at: datetime
) -> None:
    """Send a change back to be written anew, with a comment that the employer reads.

    Raises
    ------
    Missing
        If there is no comment.
    NotAllowed, ConflictOfInterest, NotTheSame
        As `accept_change`.
    """
    _may_decide(change, seen, by)
    all_told(comment=comment.strip())
    change.comment, change.sent_back_at = comment.strip(), at
    session.flush()
    _record(session, change, "change sent back", by=by, at=at)
    _tell(session, change, "change_sent_back", at=at)


def _may_decide(change: Change, seen: int, by: Actor) -> None:
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("decide")
    has_no_stake(change.whose, "accept_change", by)
    if change.version != seen:
        raise NotTheSame("change")


def _record(
    session: Session, change: Change, verb: str, *, by: Actor, at: datetime, **details: object
) -> None:
    word, thing = _of(change)
    record(session, word, verb, thing.id, by=by, at=at, version=thing.version, **details)


def _of(change: Change) -> tuple[str, Offer | Employer]:
    return ("offer", change.offer) if change.offer is not None else ("employer", change.whose)


def _tell(session: Session, change: Change, subject: str, *, at: datetime) -> None:
    """Tell whom the offer names; of the employer itself, all its contacts."""
    whom: list[Contact] = list(change.whose.contacts)
    if change.offer is not None and change.offer.contact is not None:
        whom = [change.offer.contact]
    for contact in whom:
        letters.queue(session, subject, contact, at=at, offer=change.offer)
