"""Ideas of students, posted for employers to take up."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.offers import Offer
from models.people import Student
from models.words import IdeaState, Kind, Language

LONGEST_TITLE, LONGEST_TEXT = 160, 4000


class Idea(Base):
    """What a student would like to do at some employer. Once taken up, an offer goes on with it."""

    __tablename__ = "ideas"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("state", IdeaState),
        one_of("language", Language),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("title <> ''", name="title_told"),
        CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name="published_told"),
        is_set_exactly_when("taken_at", "state = 'taken'"),
        Index("ix_ideas_state_kind", "state", "kind"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(
        ForeignKey("students.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    text: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[Language] = mapped_column(Word(Language))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[IdeaState] = mapped_column(Word(IdeaState), default=IdeaState.DRAFT)
    # Grows with every change: an employer takes up, and a coordinator lets through, what they read.
    version: Mapped[int] = mapped_column()
    # What a coordinator wrote when sending it back.
    review_comment: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The offer that goes on with it, as long as there is one.
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offers.id", ondelete="SET NULL"))

    student: Mapped[Student] = relationship()
    offer: Mapped[Offer | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so
