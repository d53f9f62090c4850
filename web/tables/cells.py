"""What the text of a cell means. Each function gives a value or says what it expected.

Swedish words are taken where a person would type them: ja, kandidat, sommarpraktik.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import TypeVar

from models.keys import fold
from models.words import CEFR, Kind
from web.bridge.fields import field_ids
from web.bridge.places import names_of_places
from web.tables.faults import CellRefused, said, written
from web.tables.typed_words import WORDS

W = TypeVar("W", bound=Enum)
T = TypeVar("T")

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
LANGUAGE = re.compile(r"[a-z]{2,3}")
USUAL_LEVEL = 3
LOWEST_LEVEL, HIGHEST_LEVEL = 1, 5

TRUE = frozenset({"yes", "ja", "true", "sant", "x", "1"})
FALSE = frozenset({"no", "nej", "false", "falskt", "0", ""})


def text(cell: str) -> str:
    """Take the text as it is, without space around it."""
    return cell.strip()


def key(cell: str) -> str:
    """Take a text that names something and may not be empty."""
    return _something(cell, said("a text that is not empty"))


def short(most: int, *, needed: bool = False) -> Callable[[str], str]:
    """Take a text of at most so many characters."""

    def take(cell: str) -> str:
        stripped = cell.strip()
        if (needed and not stripped) or len(stripped) > most:
            least = 1 if needed else 0
            msg = said("a text of %(least)s to %(most)s characters", least=least, most=most)
            raise CellRefused(msg)
        return stripped

    return take


def flag(cell: str) -> bool:
    """Take yes or no."""
    folded = fold(cell)
    if folded in TRUE:
        return True
    if folded in FALSE:
        return False
    msg = said("yes or no")
    raise CellRefused(msg)


def number(lowest: float, highest: float) -> Callable[[str], float | None]:
    """Take a number within a range, or nothing. A decimal comma is one too."""

    def take(cell: str) -> float | None:
        plain = cell.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
        if not plain:
            return None
        try:
            value = float(plain)
        except ValueError:
            value = math.nan
        if not lowest <= value <= highest:
            msg = said(
                "a number from %(lowest)s to %(highest)s, or nothing",
                lowest=f"{lowest:g}",
                highest=f"{highest:g}",
            )
            raise CellRefused(msg)
        return value

    return take


def whole(lowest: int, highest: int, *, default: int | None = None) -> Callable[[str], int | None]:
    """Take a whole number within a range; an empty cell is the default."""

    def take(cell: str) -> int | None:
        plain = cell.strip()
        if not plain:
            return default
        if not (plain.isascii() and plain.isdigit()) or not lowest <= int(plain[:12]) <= highest:
            msg = said(
                "a whole number from %(lowest)s to %(highest)s", lowest=lowest, highest=highest
            )
            raise CellRefused(msg)
        return int(plain)

    return take


def day(cell: str) -> date:
    """Take a day, written 2027-06-07."""
    found = DAY.fullmatch(cell.strip())
    try:
        if found:
            return date(*(int(part) for part in found.groups()))
    except ValueError:
        pass
    msg = said("a day such as 2027-06-07")
    raise CellRefused(msg)


def day_or_nothing(cell: str) -> date | None:
    """Take a day, or nothing."""
    return day(cell) if cell.strip() else None


def period(cell: str) -> tuple[date, date]:
    """Take the first and the last day, written 2027-06-07/2027-08-13."""
    parts = cell.split("/")
    try:
        first, last = (day(part) for part in parts)
    except ValueError:
        msg = said("two days such as 2027-06-07/2027-08-13")
        raise CellRefused(msg) from None
    if last < first:
        msg = said("a last day that is not before the first")
        raise CellRefused(msg)
    return first, last


def word(words: type[W]) -> Callable[[str], W]:
    """Take one word of a closed list."""

    def take(cell: str) -> W:
        found: W | None = _known(words).get(fold(cell))
        if found is None:
            msg = said("one of %(words)s", words=tuple(words))
            raise CellRefused(msg)
        return found

    return take


def word_or_nothing(words: type[W]) -> Callable[[str], W | None]:
    """Take one word of a closed list, or nothing."""
    one = word(words)
    return lambda cell: one(cell) if cell.strip() else None


def words(kind: type[W], *, needed: bool = False) -> Callable[[str], frozenset[W]]:
    """Take several words of a closed list, separated by semicolons."""
    one = word(kind)

    def take(cell: str) -> frozenset[W]:
        found = frozenset(one(part) for part in parts_of(cell))
        if needed and not found:
            msg = said("some of %(words)s", words=tuple(kind))
            raise CellRefused(msg)
        return found

    return take


def ids(cell: str) -> tuple[str, ...]:
    """Take several ids, separated by semicolons, each once."""
    found = parts_of(cell)
    if len(set(found)) < len(found):
        msg = said("each id once")
        raise CellRefused(msg)
    return found


def skills(cell: str) -> dict[str, int]:
    """Take skills, each with its level from 1 to 5: ``python:3;redovisning``; 3 if none is told."""
    found: dict[str, int] = {}
    for part in parts_of(cell):
        name, colon, level = part.rpartition(":")
        # Without a level, or with a colon of its own ("C: the language"), it is all a name.
        if not colon or not level.strip().isdigit():
            name, level = part, str(USUAL_LEVEL)
        if not name.strip() or not LOWEST_LEVEL <= int(level.strip()[:3]) <= HIGHEST_LEVEL:
            msg = said("skills such as python:3;redovisning:4, levels 1 to 5")
            raise CellRefused(msg)
        found[name.strip()] = max(int(level), found.get(name.strip(), 0))
    return found


def languages(cell: str) -> dict[str, CEFR]:
    """Take languages, each with its level: ``sv:C1;en:B2``."""
    found = {}
    for part in parts_of(cell):
        code, _, level = part.partition(":")
        code, level = code.strip().lower(), level.strip().upper()
        if not LANGUAGE.fullmatch(code) or level not in CEFR.__members__:
            msg = said("languages such as sv:C1;en:B2, levels A1 to C2")
            raise CellRefused(msg)
        found[code] = CEFR[level]
    return found


def available(cell: str) -> dict[Kind, tuple[date, date]]:
    """Take periods by kind: ``internship=2027-06-07/2027-08-13;thesis=2027-01-18/2027-06-06``."""
    one, found = word(Kind), {}
    for part in parts_of(cell):
        kind, equals, days = part.partition("=")
        if not equals:
            msg = said("kinds with days such as internship=2027-06-07/2027-08-13")
            raise CellRefused(msg)
        found[one(kind)] = period(days)
    return found


def place(cell: str) -> str:
    """Take a municipality, by its code or its name, or nothing."""
    plain = cell.strip()
    if not plain:
        return ""
    # A spreadsheet that takes a code for a number drops the nought before it.
    code = plain.zfill(4) if plain.isdigit() else _places_by_name().get(fold(plain), plain)
    if code not in names_of_places():
        msg = said("a municipality, such as 2280 or Härnösand")
        raise CellRefused(msg)
    return code


def fields(cell: str) -> frozenset[str]:
    """Take fields of study, by their id or their name."""
    known = field_ids()
    found = [known.get(fold(part)) for part in parts_of(cell)]
    if None in found:
        msg = said("fields of the vocabulary, such as field/informatics")
        raise CellRefused(msg)
    return frozenset(field for field in found if field)


def email(cell: str) -> str:
    """Take an address, or nothing."""
    plain = cell.strip()
    local, _, domain = plain.rpartition("@")
    if plain and (not local or "." not in domain or len(plain) > 255 or len(plain.split()) > 1):
        msg = said("an e-mail address")
        raise CellRefused(msg)
    return plain


def web_address(cell: str) -> str:
    """Take a web address, or nothing."""
    plain = cell.strip()
    if plain and (not plain.startswith(("https://", "http://")) or len(plain) > 500):
        msg = said("an address that begins with https://")
        raise CellRefused(msg)
    return plain


def parts_of(cell: str) -> tuple[str, ...]:
    """Give the values of a cell that holds several."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def needed(take: Callable[[str], T]) -> Callable[[str], T]:
    """Refuse an empty cell."""

    def take_something(cell: str) -> T:
        _something(cell, said("something: this cell may not be empty"))
        return take(cell)

    return take_something


def _something(cell: str, expected: str) -> str:
    if not cell.strip():
        raise CellRefused(expected)
    return cell.strip()


@cache
def _known(words: type[W]) -> Mapping[str, W]:
    known = {fold(written(each)): each for each in words}
    swedish = {fold(name): each for name, each in WORDS.get(words, {}).items()}
    return {**swedish, **known}  # type: ignore[dict-item]  # WORDS holds each list under itself


@cache
def _places_by_name() -> dict[str, str]:
    return {fold(name): code for code, name in names_of_places().items()}
