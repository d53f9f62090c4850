"""Spreadsheets that somebody handed in, kept until they are taken over or dropped."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.words import Role


class Holds(StrEnum):
    """What the rows of a spreadsheet are."""

    STUDENTS = "students"
    OFFERS = "offers"
    EMPLOYERS = "employers"
    # Of the employer that hands them in.
    OWN_OFFERS = "own_offers"


# What the rows may be that somebody hands in.
HANDED_IN_BY = {
    Role.COORDINATOR: (Holds.STUDENTS, Holds.OFFERS, Holds.EMPLOYERS),
    Role.EMPLOYER: (Holds.OWN_OFFERS,),
}


def holds_of(role: Role) -> tuple[Holds, ...]:
    """Give what the rows of a spreadsheet may be that somebody in a role hands in."""
    return HANDED_IN_BY.get(role, ())


class Upload(Base):
    """A spreadsheet, as it was read, with what its owner has said of it so far.

    It is a draft of its owner alone: nothing of it stands in a profile or an offer yet. When it is
    taken over, its rows go and the counts stay.
    """

    __tablename__ = "uploads"
    __table_args__ = (
        one_of("holds", Holds),
        is_set_exactly_when("imported_at", "rows IS NULL"),
        is_set_exactly_when("counts", "imported_at IS NOT NULL"),
        CheckConstraint("taken >= 0", name="taken_counted"),
        CheckConstraint("asked_at IS NULL OR imported_at IS NULL", name="asked_until_imported"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    holds: Mapped[Holds] = mapped_column(Word(Holds))
    file: Mapped[str] = mapped_column(String(200))
    headings: Mapped[list[str]] = mapped_column(JSON)
    # [number of the row, {heading: text}], as the file has it.
    rows: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    # What each heading means: the name of a column of ``web/tables/columns.py``, or nothing.
    columns: Mapped[dict[str, str]] = mapped_column(JSON)
    # By column: what every row says that says nothing itself.
    for_all: Mapped[dict[str, str]] = mapped_column(JSON)
    # By row and column: what its owner wrote in the place of a cell.
    mended: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)
    # By question: whether a row is somebody that is known, is new, or is left out.
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    imported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # A large one is taken over by the worker: since when it is to, how far what is complete is
    # brought, how many rows are done, and what became of them.
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submits: Mapped[bool] = mapped_column(default=False)
    taken: Mapped[int] = mapped_column(default=0)
    so_far: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON, default=dict)
    # The name of what went wrong when it was taken over last.
    failure: Mapped[str] = mapped_column(String(120), default="")
    # By thing ("students") and outcome ("new"): how many.
    counts: Mapped[dict[str, dict[str, int]] | None] = mapped_column(JSON(none_as_null=True))
