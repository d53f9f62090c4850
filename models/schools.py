"""What schools ask for: classes booked, and requests; and the teacher behind each.

No pupil is in any table: a class is a school, a year and a number. The teacher's row can go while
the class stays, so that figures of earlier years are whole when nobody is named any more.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.occasions import OccasionSession
from models.words import (
    ClassBookingState,
    Language,
    SchoolRequestKind,
    SchoolRequestState,
    SchoolYear,
)

LONGEST_SCHOOL, LONGEST_NAME, LONGEST_WHEN = 160, 120, 200
LONGEST_NEEDS, LONGEST_WORDS = 500, 2000
MOST_PUPILS = 300


class ClassBooking(Base):
    """A class's seats at a session. ``operations/class_bookings.py`` alone moves it."""

    __tablename__ = "class_bookings"
    __table_args__ = (
        one_of("state", ClassBookingState),
        one_of("school_year", SchoolYear),
        CheckConstraint("school <> ''", name="school_told"),
        CheckConstraint(f"pupils >= 1 AND pupils <= {MOST_PUPILS}", name="pupils_possible"),
        is_set_exactly_when("asked_until", "state = 'asked'"),
        is_set_exactly_when("waits_since", "state = 'waiting'"),
        CheckConstraint(
            "state NOT IN ('confirmed', 'attended', 'absent') OR confirmed_at IS NOT NULL",
            name="confirmed_at_told",
        ),
        is_set_exactly_when("pupils_came", "state = 'attended'"),
        CheckConstraint(
            f"pupils_came IS NULL OR (pupils_came >= 1 AND pupils_came <= {MOST_PUPILS})",
            name="pupils_came_possible",
        ),
        is_set_exactly_when("good", "evaluated_at IS NOT NULL"),
        is_set_exactly_when("curious", "evaluated_at IS NOT NULL"),
        CheckConstraint("good IS NULL OR (good >= 1 AND good <= 5)", name="good_known"),
        CheckConstraint("curious IS NULL OR (curious >= 1 AND curious <= 5)", name="curious_known"),
        CheckConstraint("evaluated_at IS NULL OR state = 'attended'", name="evaluated_attended"),
        Index("ix_class_bookings_session_state", "session_id", "state"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("occasion_sessions.id", ondelete="CASCADE"))
    school: Mapped[str] = mapped_column(String(LONGEST_SCHOOL))
    # The code of the municipality that the school is in.
    school_place: Mapped[str] = mapped_column(String(4))
    school_year: Mapped[SchoolYear] = mapped_column(Word(SchoolYear))
    pupils: Mapped[int]
    state: Mapped[ClassBookingState] = mapped_column(Word(ClassBookingState))
    version: Mapped[int] = mapped_column()
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Until when the letter's link confirms it; it is erased a while after, with who asked.
    asked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waits_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    pupils_came: Mapped[int | None]
    # The three questions: how good it was, whether it made them curious, what to change.
    good: Mapped[int | None]
    curious: Mapped[int | None]
    change_words: Mapped[str] = mapped_column(Text, default="")
    evaluated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    session: Mapped[OccasionSession] = relationship()
    teacher: Mapped["Teacher | None"] = relationship(
        back_populates="booking", cascade="all, delete-orphan", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    def can_be_confirmed(self, at: datetime) -> bool:
        """Whether the link of its letter still confirms it."""
        return self.asked_until is not None and at <= self.asked_until


class SchoolRequest(Base):
    """A teacher asks for a researcher's visit, or for topics for the pupils' own projects."""

    __tablename__ = "school_requests"
    __table_args__ = (
        one_of("kind", SchoolRequestKind),
        one_of("state", SchoolRequestState),
        one_of("school_year", SchoolYear),
        CheckConstraint("school <> '' AND topic <> ''", name="asks_for_something"),
        CheckConstraint(f"pupils >= 1 AND pupils <= {MOST_PUPILS}", name="pupils_possible"),
        is_set_exactly_when("asked_until", "state = 'asked'"),
        CheckConstraint("(answer <> '') = (state = 'answered')", name="answer_told"),
        is_set_exactly_when("answered_at", "state = 'answered'"),
        Index("ix_school_requests_state", "state"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SchoolRequestKind] = mapped_column(Word(SchoolRequestKind))
    school: Mapped[str] = mapped_column(String(LONGEST_SCHOOL))
    school_place: Mapped[str] = mapped_column(String(4))
    school_year: Mapped[SchoolYear] = mapped_column(Word(SchoolYear))
    pupils: Mapped[int]
    # About what, and when, in the teacher's own words.
    topic: Mapped[str] = mapped_column(Text)
    wanted_when: Mapped[str] = mapped_column(String(LONGEST_WHEN), default="")
    state: Mapped[SchoolRequestState] = mapped_column(Word(SchoolRequestState))
    version: Mapped[int] = mapped_column()
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    teacher: Mapped["Teacher | None"] = relationship(
        back_populates="request", cascade="all, delete-orphan", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    def can_be_confirmed(self, at: datetime) -> bool:
        """Whether the link of its letter still confirms it."""
        return self.asked_until is not None and at <= self.asked_until


class Teacher(Base):
    """Who booked or asked: one row for each time, erased a year after what it was about."""

    __tablename__ = "teachers"
    __table_args__ = (
        one_of("language", Language),
        CheckConstraint("(booking_id IS NULL) <> (request_id IS NULL)", name="one_matter"),
        CheckConstraint("name <> ''", name="name_told"),
        Index("ix_teachers_email", "email"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int | None] = mapped_column(
        ForeignKey("class_bookings.id", ondelete="CASCADE"), unique=True
    )
    request_id: Mapped[int | None] = mapped_column(
        ForeignKey("school_requests.id", ondelete="CASCADE"), unique=True
    )
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    # Empty where a coordinator wrote it down and nobody told one: news is then told by phone.
    email: Mapped[str] = mapped_column(String(255), default="")
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    # What the class needs, in general words; never about one pupil.
    needs: Mapped[str] = mapped_column(Text, default="")
    # When what it is about takes place, or was asked: from then on the year is reckoned.
    about_at: Mapped[datetime] = mapped_column(UtcDateTime)

    booking: Mapped[ClassBooking | None] = relationship(back_populates="teacher")
    request: Mapped[SchoolRequest | None] = relationship(back_populates="teacher")
