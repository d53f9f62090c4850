"""What makes doing it twice doing it once: the first answer to every form that was sent."""

from datetime import datetime

from sqlalchemy import Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, UtcDateTime


class SentForm(Base):
    """A form that was carried out, and where its sender was led. Stored with its effect."""

    __tablename__ = "sent_forms"
    __table_args__ = (UniqueConstraint("actor", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # "account:7", "link:12" or "visitor:<session>": a key belongs to the one who was given it.
    actor: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(Integer)
    location: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class WorkerSign(Base):
    """The worker's sign of life, one row: ``/readyz`` reads it."""

    __tablename__ = "worker_signs"

    id: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
