"""Searches that students keep, and which offers a weekly letter has told them of."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime
from models.offers import Offer
from models.people import Student

LENGTH_OF_NAME = 80


class Search(Base):
    """What a student asks for among the offers, under a name, perhaps with a letter each week."""

    __tablename__ = "searches"
    __table_args__ = (
        UniqueConstraint("student_id", "name"),
        CheckConstraint("name <> ''", name="name_told"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LENGTH_OF_NAME))
    # As in the address of the list of offers: name to value.
    asked: Mapped[dict[str, str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Letters tell what is published after this; none: no letters.
    letter_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When the weekly job last looked, so that it does so once a week.
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    student: Mapped[Student] = relationship()

    @property
    def has_letter(self) -> bool:
        """Whether new offers are told by letter."""
        return self.letter_since is not None


class ToldOffer(Base):
    """An offer that a weekly letter has told a student of: never twice."""

    __tablename__ = "told_offers"
    __table_args__ = (UniqueConstraint("student_id", "offer_id"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"))
    letter_id: Mapped[int | None] = mapped_column(
        ForeignKey("letters.id", ondelete="SET NULL"), index=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    offer: Mapped[Offer] = relationship()
