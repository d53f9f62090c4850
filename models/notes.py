"""What coordinators write to each other of a pair: no wish, no reason, and nothing that counts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime
from models.offers import Offer
from models.people import Account, Student


class Note(Base):
    """A note on a pair in a round. It is never changed, only removed by whoever wrote it."""

    __tablename__ = "notes"
    __table_args__ = (
        CheckConstraint("words <> ''", name="words_told"),
        Index("ix_notes_round_offer", "round_id", "offer_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), index=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"))
    # About a person, read by the working group alone; the history does not take it over.
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    student: Mapped[Student] = relationship()
    offer: Mapped[Offer] = relationship()
    by: Mapped[Account] = relationship()
