"""Courses: what residents may apply for, and what is held for one employer on commission."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.activities import Activity
from models.base import NEVER_REUSED, Base, KeyText, UtcDateTime, Word, is_set_exactly_when, one_of
from models.concepts import Concept
from models.employers import Employer
from models.words import CourseForm, CourseState, Language

LONGEST_NAME, LONGEST_TEXT, LONGEST_ADDRESS = 200, 20_000, 500
MOST_CREDITS, MOST_PRICE_SEK = 5000, 10_000_000


class Course(Base):
    """An occasion of a course, as the file that it came from tells it."""

    __tablename__ = "courses"
    __table_args__ = (
        UniqueConstraint("source", "key"),
        one_of("form", CourseForm),
        one_of("state", CourseState),
        one_of("language", Language),
        CheckConstraint("title <> ''", name="title_told"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("credits IS NULL OR credits >= 0", name="credits_positive"),
        CheckConstraint(
            "pace_percent IS NULL OR (pace_percent >= 1 AND pace_percent <= 100)",
            name="pace_is_a_share",
        ),
        CheckConstraint("price_sek IS NULL OR price_sek >= 0", name="price_positive"),
        CheckConstraint("seats IS NULL OR seats >= 0", name="seats_positive"),
        # Opened, it would lead wherever a file says: nothing but a page on the web.
        CheckConstraint("url = '' OR url LIKE 'https://%'", name="url_is_https"),
        CheckConstraint("form <> 'commissioned' OR NOT is_open", name="commissioned_is_closed"),
        CheckConstraint(
            "employer_id IS NULL OR form = 'commissioned'", name="employer_commissions"
        ),
        is_set_exactly_when("retired_at", "state = 'retired'"),
        Index("ix_courses_state_starts_on", "state", "starts_on"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # The list that it stands in, and what it is called there: imported again, it is found again.
    source: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(LONGEST_NAME))
    provider: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    form: Mapped[CourseForm] = mapped_column(Word(CourseForm))
    # The municipality's code where it is known, and the words that the source has.
    place: Mapped[str] = mapped_column(String(4), default="")
    location: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    apply_from: Mapped[date | None] = mapped_column(Date)
    apply_by: Mapped[date | None] = mapped_column(Date)
    credits: Mapped[float | None] = mapped_column()
    pace_percent: Mapped[int | None] = mapped_column()
    # None where nobody has said; 0 is free of charge.
    price_sek: Mapped[int | None] = mapped_column()
    seats: Mapped[int | None] = mapped_column()
    url: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    level: Mapped[str] = mapped_column(String(120), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    is_open: Mapped[bool] = mapped_column(default=True)
    search_key: Mapped[str] = mapped_column(KeyText, default="")

    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL"), index=True
    )
    # Who has ordered it. The course is kept, for the figures, when the employer is not.
    employer_id: Mapped[int | None] = mapped_column(
        ForeignKey("employers.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[CourseState] = mapped_column(Word(CourseState), default=CourseState.LISTED)
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When those who are interested were told that it takes applications.
    opening_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    activity: Mapped[Activity | None] = relationship()
    employer: Mapped[Employer | None] = relationship()
    concepts: Mapped[list["CourseConcept"]] = relationship(
        cascade="all, delete-orphan", order_by="CourseConcept.id"
    )

    def takes_applications(self, on: date) -> bool:
        """Whether one may apply on a day, as far as its dates tell."""
        begun = self.apply_from is None or self.apply_from <= on
        last = self.apply_by or self.starts_on
        return self.state is CourseState.LISTED and begun and (last is None or on <= last)


class CourseConcept(Base):
    """What a course teaches, as its source says it, linked to the vocabulary where it knows it."""

    __tablename__ = "course_concepts"
    __table_args__ = (UniqueConstraint("course_id", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(String(120))
    concept_id: Mapped[str | None] = mapped_column(ForeignKey("concepts.id"), index=True)

    concept: Mapped[Concept | None] = relationship()
