"""The ground of every table: names of constraints, and the types of columns."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import Enum
from typing import Generic, TypeVar

from sqlalchemy import CheckConstraint, DateTime, Integer, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from models.words import CEFR

# An IntegrityError becomes a domain error by the name of the constraint, so every one has a name.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

# Ids are never used twice, also not after a row was removed: the history refers to them.
NEVER_REUSED = {"sqlite_autoincrement": True}

# Stored keys are compared byte by byte on every database, so that an index serves prefixes and
# å ä ö stay last.
KeyText = String(300).with_variant(String(300, collation="C"), "postgresql")


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored as UTC on every database, refused when naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the database UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"a time without a zone cannot be stored: {value!r}"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the program an aware time (SQLite forgets the zone)."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


E = TypeVar("E", bound=Enum)


class Word(TypeDecorator[E], Generic[E]):
    """One word of a closed list, stored as its value and refused when unknown."""

    impl = String(20)
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | str | None, dialect: Dialect) -> str | None:
        """Store the value of the word."""
        return None if value is None else str(self.words(value).value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Give the word back."""
        return None if value is None else self.words(value)


class LanguageLevel(TypeDecorator[CEFR]):
    """A level of the Common European Framework, stored as 1 (A1) to 6 (C2)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: CEFR | None, dialect: Dialect) -> int | None:
        """Store the number."""
        return None if value is None else int(CEFR(value))

    def process_result_value(self, value: int | None, dialect: Dialect) -> CEFR | None:
        """Give the level back."""
        return None if value is None else CEFR(value)


def one_of(column: str, words: Iterable[Enum]) -> CheckConstraint:
    """Let the database hold a column to a closed list too."""
    allowed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({allowed})", name=f"{column}_known")


def is_set_exactly_when(column: str, condition: str) -> CheckConstraint:
    """Refuse a half-truth: the column has a value exactly when the condition holds."""
    return CheckConstraint(f"({column} IS NOT NULL) = ({condition})", name=f"{column}_told")
