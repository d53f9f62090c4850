"""Checks of single values, each raising an error that names the field and the row.

The records are built on these; they know types and ranges, not what a record is for.
"""

import math
import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import Enum, IntEnum
from typing import TypeVar

from matcher.errors import DuplicateIdError, InvalidValueError, NotFiniteError

EnumT = TypeVar("EnumT", bound=Enum)
LevelT = TypeVar("LevelT", bound=IntEnum)

_PLACE = re.compile(r"[0-9]{4}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
LOWEST_SKILL, HIGHEST_SKILL = 1, 5


def check_id(value: object, field: str = "id") -> str:
    """Return an id, a string with something in it."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError(
            field=field, row=None, value=value, expected="a text that is not empty"
        )
    return value


def check_text(field: str, row: str, value: object) -> None:
    """Refuse anything but a string, which may be empty."""
    if not isinstance(value, str):
        raise InvalidValueError(field=field, row=row, value=value, expected="a text")


def check_place(row: str, value: object) -> None:
    """Refuse anything but four digits or the empty string."""
    if not isinstance(value, str) or (value and not _PLACE.fullmatch(value)):
        raise InvalidValueError(
            field="place", row=row, value=value, expected="a municipality code of four digits"
        )


def check_flag(field: str, row: str, value: object) -> None:
    """Refuse anything but True and False."""
    if not isinstance(value, bool):
        raise InvalidValueError(field=field, row=row, value=value, expected="True or False")


def check_date(field: str, row: str, value: object) -> None:
    """Refuse anything but a day; a time of day is a mistake."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise InvalidValueError(field=field, row=row, value=value, expected="a date")


def check_whole(field: str, row: str, value: object, lowest: int, highest: int) -> None:
    """Refuse anything but a whole number within the range."""
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise InvalidValueError(
            field=field, row=row, value=value, expected=f"a whole number from {lowest} to {highest}"
        )


def check_number(field: str, row: str, value: object, lowest: float, highest: float) -> None:
    """Refuse anything but None and a finite number within the range."""
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidValueError(field=field, row=row, value=value, expected="a number or None")
    if not math.isfinite(value):
        raise NotFiniteError(field=field, row=row, value=value, expected="a finite number")
    if not lowest <= value <= highest:
        raise InvalidValueError(
            field=field, row=row, value=value, expected=f"a number from {lowest} to {highest}"
        )


def check_member(field: str, row: str, value: object, enum: type[EnumT]) -> EnumT:
    """Return a member of a closed list, given as itself or as its value."""
    try:
        return enum(value)
    except ValueError:
        expected = "one of " + ", ".join(str(member.value) for member in enum)
        raise InvalidValueError(field=field, row=row, value=value, expected=expected) from None


def check_members(field: str, row: str, values: object, enum: type[EnumT]) -> frozenset[EnumT]:
    """Return the set of members given."""
    if isinstance(values, str) or not isinstance(values, Collection):
        raise InvalidValueError(field=field, row=row, value=values, expected="a set")
    return frozenset(check_member(field, row, value, enum) for value in values)


def check_ids(field: str, row: str, values: object) -> tuple[str, ...]:
    """Return ids in the order given, each of them once."""
    if isinstance(values, str) or not isinstance(values, Collection):
        raise InvalidValueError(field=field, row=row, value=values, expected="a list of ids")
    ids: list[str] = []
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise InvalidValueError(
                field=field, row=row, value=value, expected="a text that is not empty"
            )
        ids.append(value)
    seen: set[str] = set()
    for value in ids:
        if value in seen:
            raise DuplicateIdError(field=field, row=row, value=value, expected="each id once")
        seen.add(value)
    return tuple(ids)


def check_skills(field: str, row: str, values: object) -> dict[str, int]:
    """Return a copy of levels by word, from 1 to 5."""
    if not isinstance(values, Mapping):
        raise InvalidValueError(field=field, row=row, value=values, expected="levels by word")
    for word, level in values.items():
        if not isinstance(word, str) or not word.strip():
            raise InvalidValueError(
                field=field, row=row, value=word, expected="a text that is not empty"
            )
        check_whole(field, row, level, LOWEST_SKILL, HIGHEST_SKILL)
    return dict(values)


def check_language_levels(row: str, values: object, enum: type[LevelT]) -> dict[str, LevelT]:
    """Return a copy of levels by language code."""
    if not isinstance(values, Mapping):
        raise InvalidValueError(
            field="languages", row=row, value=values, expected="levels by language"
        )
    levels = {}
    for code, level in values.items():
        if not isinstance(code, str) or not _LANGUAGE.fullmatch(code):
            raise InvalidValueError(
                field="languages", row=row, value=code, expected="a language code such as sv"
            )
        if isinstance(level, bool):
            raise InvalidValueError(
                field="languages", row=row, value=level, expected="a level from A1 to C2"
            )
        levels[code] = check_member("languages", row, level, enum)
    return levels
