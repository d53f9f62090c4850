"""Residents: people without an account, known by an e-mail address, each row for one purpose."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.courses import Course
from models.study_places import StudySlot
from models.words import Language, ResidentPurpose

# An address that nobody confirmed tells nothing that is needed; what was taken back is shown as
# such for a day, to whoever presses the button twice.
DAYS_TO_CONFIRM, DAYS_AFTER_END = 7, 1
# After the course has begun, or the booked time is over.
DAYS_KEPT = 30
# Of a course that does not say when it begins.
DAYS_WITHOUT_START = 365


class Resident(Base):
    """Somebody who is interested in a course, or books a place to study. No name is asked for."""

    __tablename__ = "residents"
    __table_args__ = (
        UniqueConstraint("course_id", "email"),
        UniqueConstraint("slot_id", "email"),
        one_of("purpose", ResidentPurpose),
        one_of("language", Language),
        CheckConstraint("email <> ''", name="email_told"),
        is_set_exactly_when("course_id", "purpose = 'interest'"),
        is_set_exactly_when("slot_id", "purpose = 'study_place'"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[ResidentPurpose] = mapped_column(Word(ResidentPurpose))
    email: Mapped[str] = mapped_column(String(255))
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    slot_id: Mapped[int | None] = mapped_column(ForeignKey("study_slots.id", ondelete="CASCADE"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The daily job erases it then.
    kept_until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    course: Mapped[Course | None] = relationship()
    slot: Mapped[StudySlot | None] = relationship()

    # Letters name their receiver; of a resident nobody knows it.
    name = ""

    @property
    def counts(self) -> bool:
        """Whether it is confirmed, and not taken back."""
        return self.confirmed_at is not None and self.ended_at is None

    @property
    def link_until(self) -> datetime:
        """Until when a link made now opens it: the row is gone afterwards."""
        return self.kept_until + timedelta(days=1)


class ResidentLink(Base):
    """A link that lets its holder confirm and take back. Only its hash is stored."""

    __tablename__ = "resident_links"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    resident_id: Mapped[int] = mapped_column(
        ForeignKey("residents.id", ondelete="CASCADE"), index=True
    )
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    resident: Mapped[Resident] = relationship()
