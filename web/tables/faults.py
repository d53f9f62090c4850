"""What can be wrong with a file that somebody hands in: values, worded where they are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

SHOWN = 40
# A file that is the wrong one altogether need not be told cell by cell.
MOST_TOLD = 1000


class Said(str):
    """A sentence in English that knows what it was made from, so that a page can say it too.

    Parameters
    ----------
    words : str
        The sentence with its places for values; the catalogue has it in other languages.
    values : mapping
        What stands in those places. Several words of a closed list are given as they are.
    """

    __slots__ = ("values", "words")

    words: str
    values: Mapping[str, Any]

    def __new__(cls, words: str, values: Mapping[str, Any]) -> "Said":
        """Put the values in their places."""
        plain = {name: _in_english(value) for name, value in values.items()}
        text = super().__new__(cls, words % plain if plain else words)
        text.words, text.values = words, values
        return text


def said(words: str, /, **values: Any) -> Said:
    """Say something that a page may have to say in another language.

    Examples
    --------
    >>> said("a whole number from %(lowest)s to %(highest)s", lowest=1, highest=5)
    'a whole number from 1 to 5'
    """
    return Said(words, values)


def written(word: Enum) -> str:
    """Give a word of a closed list as files hold it."""
    return str(word.value) if isinstance(word, StrEnum) else word.name


def _in_english(value: Any) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(written(word) for word in value)
    return str(value)


class TableUnreadable(Exception):
    """A file cannot be read as a table at all; the text says why and what to do."""


@dataclass(frozen=True, order=True)
class BadCell:
    """One cell that cannot be used.

    Parameters
    ----------
    file : str
        The name of the file, without its folder.
    row : int
        As a spreadsheet counts: the headings stand in row 1. In JSON, the first item is 1.
    column : str
        The heading as it stands in the file, or that of the missing column.
    found, expected : str
        What stands there, and what would have been right.
    """

    file: str
    row: int
    column: str
    found: str
    expected: str

    @property
    def found_shown(self) -> str:
        """What stands there, short enough for a line of a report."""
        plain = " ".join(self.found.split())
        if not plain:
            return "(empty)"
        return plain if len(plain) <= SHOWN else f"{plain[: SHOWN - 1]}…"


class BadCells(Exception):
    """Some cells cannot be used, all of them told at once; nothing was done."""

    def __init__(self, cells: Sequence[BadCell]) -> None:
        super().__init__(len(cells))
        self.cells = tuple(sorted(cells))


class CellRefused(ValueError):
    """A text is not what its column holds; the argument says what was expected."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected
