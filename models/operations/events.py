"""Write down what happened, in the transaction in which it happened."""

import json
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy.orm import Session

from models.actors import Actor
from models.audit import FIRST, Event, EventChain, hash_of

# Where a session keeps the end of the chain, with the transaction in which it was read.
END_OF_CHAIN = "end of chain"


def record(
    session: Session,
    thing: str,
    verb: str,
    thing_id: int | None,
    *,
    by: Actor,
    at: datetime,
    **details: Any,
) -> Event:
    """Add an event to the end of the chain.

    Parameters
    ----------
    session : Session
        A session that began as a writer, so that the chain has one end.
    thing, verb : str
        What it happened to and what happened, in the system's own words, past tense.
    thing_id : int or None
        The id of the thing.
    by : Actor
        Who did it.
    at : datetime
        When, aware.
    **details
        Ids, dates and words of the system; never free text about a person.
    """
    chain = _end_of_chain(session)
    event = Event(
        at=at.astimezone(UTC),
        verb=verb,
        thing=thing,
        thing_id=thing_id,
        role=by.role,
        account_id=by.account_id,
        contact_id=by.contact_id,
        for_role=by.for_role,
        details=json.loads(json.dumps(details, default=str)),
        previous_hash=chain.last_hash,
    )
    event.hash = hash_of(event)
    chain.count += 1
    chain.last_hash = event.hash
    session.add_all([event, chain])
    # Written at once: two events of one transaction would otherwise be stored in no certain order.
    session.flush()
    return event


def _end_of_chain(session: Session) -> EventChain:
    """Give the end of the chain, read once in a transaction: meanwhile nobody else writes.

    In a new one it is read anew: others may have added to the end that the session holds.
    """
    transaction, known = session.info.get(END_OF_CHAIN, (None, None))
    # The first event, taken back to a savepoint, takes the row out of the session.
    if known is not None and transaction is session.get_transaction() and known in session:
        return cast(EventChain, known)
    found = session.get(EventChain, 1, populate_existing=True)
    chain = found or EventChain(id=1, count=0, last_hash=FIRST)
    session.info[END_OF_CHAIN] = session.get_transaction(), chain
    return chain
