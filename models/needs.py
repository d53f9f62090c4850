"""Competence needs: what an employer, or a branch, will lack, how many, by when and how sure."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.activities import Activity
from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.courses import Course
from models.employers import Employer
from models.matches import Match
from models.offers import Offer
from models.words import Language, Level, MetHow, NeedState, Sureness

LONGEST_TITLE, LONGEST_BRANCH, LONGEST_WORDS, LONGEST_TEXT = 160, 120, 120, 4000
FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_PEOPLE = 1000
MOST_WORDS = 4


class Need(Base):
    """People that somebody will need: an employer says so, or the working group for a branch."""

    __tablename__ = "needs"
    __table_args__ = (
        one_of("sureness", Sureness),
        one_of("state", NeedState),
        one_of("language", Language),
        CheckConstraint("level IS NULL OR level IN ('bachelor', 'master')", name="level_known"),
        CheckConstraint(
            "met_how IS NULL OR met_how IN ('match', 'activity', 'course', 'otherwise')",
            name="met_how_known",
        ),
        CheckConstraint("title <> ''", name="title_told"),
        CheckConstraint("(employer_id IS NULL) = (branch <> '')", name="somebody_says_it"),
        CheckConstraint(f"people BETWEEN 1 AND {MOST_PEOPLE}", name="people_count"),
        CheckConstraint(f"year BETWEEN {FIRST_YEAR} AND {LAST_YEAR}", name="year_possible"),
        is_set_exactly_when("met_how", "state = 'met'"),
        is_set_exactly_when("closed_at", "state <> 'open'"),
        Index("ix_needs_state_year", "state", "year"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id"), index=True)
    # For whom the working group says it, where it is no single employer.
    branch: Mapped[str] = mapped_column(String(LONGEST_BRANCH), default="")
    # The offer that nobody took, where the need was seen in one.
    offer_id: Mapped[int | None] = mapped_column(
        ForeignKey("offers.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    text: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    # The field of study that it counts in; none, when neither chosen nor known by the words.
    field_id: Mapped[str | None] = mapped_column(ForeignKey("concepts.id"))
    place: Mapped[str] = mapped_column(String(4), default="")
    level: Mapped[Level | None] = mapped_column(Word(Level))
    people: Mapped[int] = mapped_column(default=1)
    # By when: a year, and the day where it is known.
    year: Mapped[int]
    needed_on: Mapped[date | None]
    sureness: Mapped[Sureness] = mapped_column(Word(Sureness))
    # Whether an education bought for the purpose would do: see ``guards.may_buy_education``.
    wants_commissioned: Mapped[bool] = mapped_column(default=False)

    state: Mapped[NeedState] = mapped_column(Word(NeedState), default=NeedState.OPEN)
    met_how: Mapped[MetHow | None] = mapped_column(Word(MetHow))
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When the working group read what an employer registered.
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Grows with every change.
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    employer: Mapped[Employer | None] = relationship()
    offer: Mapped[Offer | None] = relationship()
    words: Mapped[list["NeedWord"]] = relationship(
        cascade="all, delete-orphan", order_by="NeedWord.position"
    )
    activities: Mapped[list[Activity]] = relationship(
        secondary="need_activities", order_by="Activity.id", viewonly=True
    )
    met_by: Mapped[list["Means"]] = relationship(cascade="all, delete-orphan", order_by="Means.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    @property
    def whose(self) -> str:
        """Who needs them, as people say it."""
        return self.employer.shown_name if self.employer else self.branch


class NeedWord(Base):
    """An occupation or a skill that is needed, in the words of whoever said so."""

    __tablename__ = "need_words"
    __table_args__ = (
        UniqueConstraint("need_id", "words"),
        CheckConstraint("words <> ''", name="words_told"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    concept_id: Mapped[str | None] = mapped_column(ForeignKey("concepts.id"))


class NeedActivity(Base):
    """An activity that was drafted to meet a need."""

    __tablename__ = "need_activities"

    need_id: Mapped[int] = mapped_column(
        ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True
    )
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Means(Base):
    """One of the things that met a need: a match, an activity or a course."""

    __tablename__ = "need_means"
    __table_args__ = (
        CheckConstraint(
            " + ".join(
                f"CASE WHEN {one}_id IS NULL THEN 0 ELSE 1 END"
                for one in ("match", "activity", "course")
            )
            + " = 1",
            name="one_thing",
        ),
        UniqueConstraint("need_id", "match_id"),
        UniqueConstraint("need_id", "activity_id"),
        UniqueConstraint("need_id", "course_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"))
    match_id: Mapped[int | None] = mapped_column(
        ForeignKey("matches.id", ondelete="CASCADE"), index=True
    )
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), index=True
    )
    course_id: Mapped[int | None] = mapped_column(
        ForeignKey("courses.id", ondelete="CASCADE"), index=True
    )

    match: Mapped[Match | None] = relationship()
    activity: Mapped[Activity | None] = relationship()
    course: Mapped[Course | None] = relationship()
