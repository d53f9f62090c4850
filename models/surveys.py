"""What came of it: each person is asked some months afterwards, and may say no.

Surveys are of a person, not of a match: somebody with two placements is asked once at a time.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.employers import Employer
from models.people import Student
from models.words import Degree, InField, Kind, Residence, SurveyState

LONGEST_WORDS = 2000


class Survey(Base):
    """One person, asked once: so many months after the end of what they did here."""

    __tablename__ = "surveys"
    __table_args__ = (
        UniqueConstraint("student_id", "wave"),
        one_of("state", SurveyState),
        one_of("kind", Kind),
        one_of("degree", Degree),
        one_of("in_field", InField),
        one_of("residence", Residence),
        CheckConstraint("wave > 0", name="wave_counts"),
        CheckConstraint(
            "(state NOT IN ('asked', 'answered') OR asked_at IS NOT NULL)"
            " AND (state <> 'waiting' OR asked_at IS NULL)",
            name="asked_at_told",
        ),
        CheckConstraint("reminded_at IS NULL OR asked_at IS NOT NULL", name="reminded_of_asked"),
        is_set_exactly_when("ended_at", "state IN ('answered', 'refused', 'closed')"),
        is_set_exactly_when("degree", "state = 'answered'"),
        is_set_exactly_when("lives_in", "state = 'answered'"),
        is_set_exactly_when("in_field", "state = 'answered'"),
        is_set_exactly_when("met_employer", "state = 'answered'"),
        CheckConstraint("residence IS NULL OR state = 'answered'", name="residence_of_answer"),
        CheckConstraint("works_in = '' OR state = 'answered'", name="works_in_of_answer"),
        CheckConstraint("words = '' OR state = 'answered'", name="words_of_answer"),
        CheckConstraint("employer_id IS NULL OR met_employer", name="employer_was_met"),
        Index("ix_surveys_state_due_on", "state", "due_on"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    # How many months afterwards.
    wave: Mapped[int]
    due_on: Mapped[date]
    # The kind of the last placement; none for somebody who took part and was placed nowhere.
    kind: Mapped[Kind | None] = mapped_column(Word(Kind))
    state: Mapped[SurveyState] = mapped_column(Word(SurveyState), default=SurveyState.WAITING)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    degree: Mapped[Degree | None] = mapped_column(Word(Degree))
    # A municipality's code, or `residences.ABROAD`; works_in is empty for who does not work.
    lives_in: Mapped[str | None] = mapped_column(String(6))
    works_in: Mapped[str] = mapped_column(String(6), default="")
    # Derived once, when it is answered: the profile that it is derived from may be erased first.
    residence: Mapped[Residence | None] = mapped_column(Word(Residence))
    in_field: Mapped[InField | None] = mapped_column(Word(InField))
    met_employer: Mapped[bool | None]
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id"))
    # Read by the working group alone.
    words: Mapped[str] = mapped_column(Text, default="")

    student: Mapped[Student] = relationship()
    employer: Mapped[Employer | None] = relationship()


class SurveyAddress(Base):
    """A private address, for these questions alone: the university's is closed after a degree."""

    __tablename__ = "survey_addresses"
    __table_args__ = (CheckConstraint("email <> ''", name="email_told"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), unique=True)
    email: Mapped[str] = mapped_column(String(255))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Nothing but the letter that asks for it goes to an address that is not confirmed.
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    student: Mapped[Student] = relationship()


class SurveyCount(Base):
    """How many gave an answer, of people who were erased since: each question by itself."""

    __tablename__ = "survey_counts"
    __table_args__ = (
        UniqueConstraint("year", "kind", "question", "answer"),
        CheckConstraint("count >= 1", name="count_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    # A word of `Kind`, or empty.
    kind: Mapped[str] = mapped_column(String(20))
    question: Mapped[str] = mapped_column(String(20))
    answer: Mapped[str] = mapped_column(String(20))
    count: Mapped[int]


class Publication(Base):
    """What came of it as it was published in a half-year: counts, tied to nobody."""

    __tablename__ = "publications"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    # Such as "2027-1": one is published in each at most.
    half: Mapped[str] = mapped_column(String(6), unique=True)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # By year and kind, how many gave each answer; told by the blocks of `models.groups` alone.
    tallies: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON)


@dataclass(frozen=True)
class SurveyAnswers:
    """Everything that somebody answers. ``works_in`` is empty for who does not work."""

    degree: Degree
    lives_in: str
    works_in: str
    in_field: InField
    met_employer: bool
    employer_id: int | None = None
    words: str = ""


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later, or the last of a month that is shorter.

    Examples
    --------
    >>> months_after(date(2027, 8, 31), 6)
    datetime.date(2028, 2, 29)
    """
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
