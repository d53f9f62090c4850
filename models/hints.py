"""What the working group says of a pair before anything is matched: for, against, always, never."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, one_of
from models.offers import Offer
from models.people import Account, Student
from models.rounds import Round
from models.words import HintReason, HintWish


class Hint(Base):
    """A hint on a pair, one per round, student and offer. Later runs of the round respect it."""

    __tablename__ = "hints"
    __table_args__ = (
        UniqueConstraint("round_id", "student_id", "offer_id"),
        one_of("wish", HintWish),
        one_of("reason", HintReason),
        CheckConstraint("reason <> 'other' OR words <> ''", name="other_in_words"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), index=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), index=True)
    wish: Mapped[HintWish] = mapped_column(Word(HintWish))
    reason: Mapped[HintReason] = mapped_column(Word(HintReason))
    # Read by the working group alone; neither runs nor the history take them over.
    words: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    round: Mapped[Round] = relationship()
    student: Mapped[Student] = relationship()
    offer: Mapped[Offer] = relationship()
    by: Mapped[Account] = relationship()
