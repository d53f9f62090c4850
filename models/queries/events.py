"""Questions about what happened: the history of a thing, and whether the chain is whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from models.audit import FIRST, Event, EventChain, hash_of
from models.people import Account, RoleRow
from models.words import STAFF

ROWS_AT_ONCE = 1000
# The chain has one end.
THE_ONE = 1


@dataclass(frozen=True)
class ChainReport:
    """Whether the chain of events is whole, and where it first is not."""

    count: int
    is_whole: bool
    broken_at: int | None = None


def list_events_of(session: Session, thing: str, thing_id: int) -> Sequence[Event]:
    """List what happened to a thing, oldest first."""
    query = select(Event).where(Event.thing == thing, Event.thing_id == thing_id)
    return session.scalars(query.order_by(Event.id)).all()


def list_latest_events(session: Session, limit: int = 50, offset: int = 0) -> Sequence[Event]:
    """List what happened last, newest first."""
    query = select(Event).order_by(Event.id.desc()).limit(limit).offset(offset)
    return session.scalars(query).all()


def list_events_since(
    session: Session, event_id: int, things: Iterable[tuple[str, int]], limit: int = 20
) -> Sequence[Event]:
    """List what happened to some things after an event, oldest first."""
    about = or_(*(and_(Event.thing == thing, Event.thing_id == key) for thing, key in things))
    query = select(Event).where(Event.id > event_id, about)
    return session.scalars(query.order_by(Event.id).limit(limit)).all()


def get_newest_event_id(session: Session) -> int:
    """Give the id of what happened last, of anything; 0 before anything has."""
    return session.scalar(select(func.max(Event.id))) or 0


def count_events(session: Session) -> int:
    """Count what happened."""
    return session.scalar(select(func.count(Event.id))) or 0


def get_names_of_actors(session: Session, events: Sequence[Event]) -> dict[int, str]:
    """Give the names of the accounts that did some events, by id."""
    ids = {event.account_id for event in events if event.account_id is not None}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    return dict(rows.all())


def get_names_of_staff(session: Session, events: Sequence[Event]) -> dict[int, str]:
    """Give the names of those who work here among the accounts that did some events, by id."""
    ids = {event.account_id for event in events if event.account_id is not None}
    is_staff = Account.roles.any(RoleRow.name.in_([role.value for role in STAFF]))
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids), is_staff))
    return dict(rows.all())


def check_chain(session: Session) -> ChainReport:
    """Recompute the chain: a changed, removed, inserted, reordered or cut-off event breaks it."""
    previous, count = FIRST, 0
    chain = session.get(EventChain, THE_ONE)
    end = (chain.count, chain.last_hash) if chain else (0, FIRST)
    # With the end in the same statement: what is added while it is read breaks nothing.
    query = select(Event, EventChain.count, EventChain.last_hash).outerjoin(
        EventChain, EventChain.id == THE_ONE
    )
    with session.execute(
        query.order_by(Event.id).execution_options(yield_per=ROWS_AT_ONCE)
    ) as rows:
        for event, known_count, known_hash in rows:
            if event.previous_hash != previous or event.hash != hash_of(event):
                return ChainReport(count, is_whole=False, broken_at=event.id)
            previous, count, end = event.hash, count + 1, (known_count, known_hash)
    return ChainReport(count, is_whole=end == (count, previous))
