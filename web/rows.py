"""A field of several rows, each of two values: skills with levels, languages with levels.

The rows are read in the order they stand, however many there are, so that a script or a button may
add some, and nothing that was typed is lost when one of them is refused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from wtforms import Field, Form
from wtforms.utils import unset_value

from web.plain_text import plain

# A check of one row: gives what is wrong with it, or nothing.
Check = Callable[["Row"], str | None]
# What the two values of a row are called.
Called = Callable[["Row"], tuple[object, object]]


@dataclass(frozen=True)
class Row:
    """What stands in a row."""

    first: str = ""
    second: str = ""
    error: str = ""


class RowsField(Field):
    """Rows of a word and its level, sent as ``<name>-first`` and ``<name>-second``.

    Parameters
    ----------
    check : callable
        Says what is wrong with a row.
    called : callable
        Gives what the two values of a row are called.
    most : int
        How many rows are taken.
    too_many : str
        What is said when there are more.
    """

    data: list[Row]

    def __init__(
        self, *args: Any, check: Check, called: Called, most: int, too_many: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.check, self.called, self.most, self.too_many = check, called, most, too_many

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the rows that were sent, or else those that are stored."""
        self.process_errors: list[str] = []
        if formdata is not None:
            sent = zip_longest(
                formdata.getlist(f"{self.name}-first"),
                formdata.getlist(f"{self.name}-second"),
                fillvalue="",
            )
            self.data = [Row(plain(first), second) for first, second in sent if plain(first)]
        else:
            self.data = [] if data is unset_value else [Row(*row) for row in data or ()]

    def pre_validate(self, form: Form) -> None:
        """Check every row, and how many there are."""
        found = [(row, self.check(row)) for row in self.data]
        self.data = [Row(row.first, row.second, str(error or "")) for row, error in found]
        self.errors = [*dict.fromkeys(row.error for row in self.data if row.error)]
        if len(self.data) > self.most:
            self.errors.append(str(self.too_many))

    def rows_shown(self, blank: int) -> list[Row]:
        """Give the rows with some empty ones after them."""
        return [*self.data, *(Row() for _each in range(blank))]


def as_rows(pairs: Mapping[str, object] | Iterable[tuple[str, object]]) -> list[tuple[str, str]]:
    """Give stored pairs as a form shows them."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return [(first, str(second)) for first, second in items]
