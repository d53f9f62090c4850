"""What a side says, some weeks into a placement, of how it is going."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.matches import Match
from models.words import Going, Side


class CheckIn(Base):
    """How a placement goes, told once by a side. What a student tells no employer ever reads."""

    __tablename__ = "check_ins"
    __table_args__ = (
        UniqueConstraint("match_id", "side"),
        one_of("side", Side),
        one_of("going", Going),
        is_set_exactly_when("looked_after_by_id", "looked_after_at IS NOT NULL"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    match_id: Mapped[int] = mapped_column(ForeignKey("matches.id"))
    side: Mapped[Side] = mapped_column(Word(Side))
    going: Mapped[Going] = mapped_column(Word(Going))
    # Read by the working group alone.
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Who told it or wrote it down: an account, or an employer's contact who holds a link.
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    # When somebody of the working group has done something about what did not sound well.
    looked_after_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    looked_after_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    match: Mapped[Match] = relationship()
