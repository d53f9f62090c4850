"""Keep what an employer wants to change in what was looked at, until a coordinator has looked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.actors import Actor
from models.changes import Change
from models.employers import Employer
from models.offers import Offer
from models.operations.events import record
from models.operations.guards import is_at_stake
from models.queries.changes import find_change
from models.words import Role


def needs_a_look(employer: Employer, by: Actor) -> bool:
    """Whether a coordinator has to look at what somebody changes for an employer.

    A coordinator who changes it has looked, unless they work there or speak for it (jäv).
    """
    if by.role is Role.EMPLOYER:
        return True
    return is_at_stake(employer, account_id=by.account_id, works_for_id=by.works_for_id)


def want(
    session: Session, thing: Offer | Employer, wanted: Mapping[str, Any], *, by: Actor, at: datetime
) -> None:
    """Keep what shall be changed in a thing, in place of what was wanted before; nothing: no more.

    Parameters
    ----------
    wanted : mapping
        The names of what shall be changed, to what JSON can hold of it.
    """
    change = find_change(session, thing)
    if not wanted:
        _want_no_more(session, thing, change, by=by, at=at)
        return
    if change is None:
        is_offer = isinstance(thing, Offer)
        change = Change(
            offer_id=thing.id if is_offer else None, employer_id=None if is_offer else thing.id
        )
        session.add(change)
    elif change.wanted == wanted and change.sent_back_at is None:
        return
    change.wanted, change.asked_at = dict(wanted), at
    change.comment, change.sent_back_at = "", None
    session.flush()
    record(session, _word(thing), "change asked", thing.id, by=by, at=at, fields=sorted(wanted))


def want_no_more(session: Session, thing: Offer | Employer, *, by: Actor, at: datetime) -> None:
    """Forget what was wanted of a thing. Twice is once."""
    _want_no_more(session, thing, find_change(session, thing), by=by, at=at)


def _want_no_more(
    session: Session, thing: Offer | Employer, change: Change | None, *, by: Actor, at: datetime
) -> None:
    if change is not None:
        session.delete(change)
        session.flush()
        record(session, _word(thing), "change dropped", thing.id, by=by, at=at)


def _word(thing: Offer | Employer) -> str:
    return "offer" if isinstance(thing, Offer) else "employer"
