"""Who looks at an offer or a student in the review just now, so that two do not work unawares."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, UtcDateTime
from models.people import Account

# A page says every half minute that it is looked at; whoever is silent for so long has left.
GONE_AFTER = timedelta(minutes=2)


class Viewer(Base):
    """A coordinator who looks at an offer or a student: one row each, for nobody looks at two."""

    __tablename__ = "viewers"
    __table_args__ = (
        CheckConstraint("(offer_id IS NULL) <> (student_id IS NULL)", name="one_is_looked_at"),
        Index("ix_viewers_round_offer", "round_id", "offer_id"),
        Index("ix_viewers_round_student", "round_id", "student_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offers.id"))
    student_id: Mapped[int | None] = mapped_column(ForeignKey("students.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()
