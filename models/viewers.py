"""Who looks at an offer in the review just now, so that two do not work on it unawares."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, UtcDateTime
from models.people import Account

# A page says every half minute that it is looked at; whoever is silent for so long has left.
GONE_AFTER = timedelta(minutes=2)


class Viewer(Base):
    """A coordinator who looks at an offer: one row each, since nobody looks at two at once."""

    __tablename__ = "viewers"
    __table_args__ = (Index("ix_viewers_round_offer", "round_id", "offer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()
