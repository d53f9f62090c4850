"""Versions of the matcher's weights, and which of them was adopted when, by whom, and why."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime
from models.errors import NeverChanged


class Weights(Base):
    """A version of the matcher's weights. Never changed: other numbers are another version."""

    __tablename__ = "weights"

    version: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    adopted_on: Mapped[date]
    numbers: Mapped[dict[str, Any]] = mapped_column(JSON)


class Adoption(Base):
    """A version came into force, and holds until the next one does; an earlier one may come back.

    Those that ship with the service are adopted by the system, the others by an administrator.
    """

    __tablename__ = "adoptions"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason_told"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(ForeignKey("weights.version"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)

    weights: Mapped[Weights] = relationship()


@event.listens_for(Weights, "before_update")
@event.listens_for(Adoption, "before_update")
@event.listens_for(Adoption, "before_delete")
def _refuse_change(_mapper: object, _connection: object, target: Weights | Adoption) -> None:
    raise NeverChanged(thing=target.__tablename__)
