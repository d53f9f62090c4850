"""What happened, in a chain: nothing is changed, removed, inserted or reordered unseen."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from models.base import NEVER_REUSED, Base, UtcDateTime, Word
from models.errors import NeverChanged
from models.words import Role

# What the first event says that came before it.
FIRST = "0" * 64


class Event(Base):
    """One thing that somebody did. Holds ids and words of the system, never free text."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_thing", "thing", "thing_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    # What happened, in the past tense of the system's own words: "match confirmed".
    verb: Mapped[str] = mapped_column(String(40))
    thing: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int | None]
    # Who did it: an account, or an employer's contact by link, or the system.
    role: Mapped[Role] = mapped_column(Word(Role))
    account_id: Mapped[int | None]
    contact_id: Mapped[int | None]
    # On whose behalf, when a coordinator wrote down what somebody else said.
    for_role: Mapped[Role | None] = mapped_column(Word(Role))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    previous_hash: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class EventChain(Base):
    """The end of the chain, one row: without it, nobody would miss events cut off at the end."""

    __tablename__ = "event_chain"

    id: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_hash: Mapped[str] = mapped_column(String(64))


def hash_of(said: Event) -> str:
    """Give the hash that an event must carry: of everything it says, and of the one before it."""
    content = {
        "at": said.at.astimezone(UTC).isoformat(),
        "verb": said.verb,
        "thing": said.thing,
        "thing_id": said.thing_id,
        "role": str(said.role),
        "account_id": said.account_id,
        "contact_id": said.contact_id,
        "for_role": None if said.for_role is None else str(said.for_role),
        "details": said.details,
        "previous_hash": said.previous_hash,
    }
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


@event.listens_for(Event, "before_update")
@event.listens_for(Event, "before_delete")
def _refuse_change(_mapper: object, _connection: object, target: Event) -> None:
    raise NeverChanged(thing=target.__tablename__)
