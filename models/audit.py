"""What happened, in a chain in which nothing can be changed, removed, inserted or reordered unseen."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from models.base import NEVER_REUSED, Base, UtcDateTime, Word
from models.errors import NeverChanged
from models.words import Role


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


@event.listens_for(Event, "before_update")
@event.listens_for(Event, "before_delete")
def _refuse_change(_mapper: object, _connection: object, target: Event) -> None:
    raise NeverChanged(thing=target.__tablename__)
