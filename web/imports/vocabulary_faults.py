"""What is wrong with the files of a vocabulary, gathered to be told all at once."""

from collections.abc import Sequence

from web.imports.expectations import THE_COLUMN
from web.tables.faults import MOST_TOLD, BadCell

LONGEST_LABEL = 200
SEPARATORS = (",", ";", "\t")


class Faults:
    """The bad cells of one file.

    Parameters
    ----------
    file : str
        Its name.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.cells: list[BadCell] = []

    def add(self, row: int, column: str, found: str, expected: str) -> None:
        """Add a bad cell; row 1 and no column stand for the whole file."""
        self.cells.append(BadCell(self.file, row, column, found, expected))

    def are_in(self, row: int) -> bool:
        """Whether the row that was read last has a bad cell."""
        return bool(self.cells) and self.cells[-1].row == row

    def lacks(self, headings: Sequence[str], wanted: Sequence[str]) -> bool:
        """Add each column that is missing, and say whether any is."""
        missing = [column for column in wanted if column not in headings]
        for column in missing:
            self.add(1, column, "", THE_COLUMN)
        return bool(missing)

    @property
    def are_enough(self) -> bool:
        """Whether it is the wrong file altogether, which need not be told cell by cell."""
        return len(self.cells) >= MOST_TOLD


def is_label(words: str, longest: int = LONGEST_LABEL) -> bool:
    """Whether words can be a label: long enough to be typed, short enough to be shown."""
    return len(words) <= longest and any(sign.isalnum() for sign in words)


def separator_of(heading: str) -> str:
    """Give what separates the cells of a file with such a first line."""
    return max(SEPARATORS, key=heading.count)
