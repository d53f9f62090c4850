"""What can be wrong with a file that somebody hands in: values, worded where they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN = 40
# A file that is the wrong one altogether need not be told cell by cell.
MOST_TOLD = 1000


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
