"""A person's own way through the stages: what they choose to tell of it, for themselves alone."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, one_of
from models.people import Student
from models.words import Kind, Stage

LONGEST_STEP = 120
MOST_STEPS = 30
FIRST_YEAR = 1990

# The stage that each kind of placement belongs to.
STAGE_OF: dict[Kind, Stage] = {
    Kind.MENTORSHIP: Stage.STIMULATE,
    Kind.INTERNSHIP: Stage.STIMULATE,
    Kind.THESIS: Stage.STIMULATE,
    Kind.TRAINEESHIP: Stage.RETAIN,
}


class PathStep(Base):
    """A step that a person tells of, such as a class visit. Nobody else reads it."""

    __tablename__ = "path_steps"
    __table_args__ = (
        UniqueConstraint("student_id", "stage", "what", "year"),
        one_of("stage", Stage),
        CheckConstraint("what <> ''", name="what_told"),
        CheckConstraint("year BETWEEN 1990 AND 2100", name="year_possible"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"))
    stage: Mapped[Stage] = mapped_column(Word(Stage))
    what: Mapped[str] = mapped_column(String(LONGEST_STEP))
    year: Mapped[int]
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)

    student: Mapped[Student] = relationship()
