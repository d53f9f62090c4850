"""Rows of text to rows of values, by the columns of a sheet; every bad cell is told at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.keys import fold
from web.tables.columns import Column, Sheet
from web.tables.faults import MOST_TOLD, BadCell, BadCells, CellRefused, said
from web.tables.files import RawTable, read_file


@dataclass(frozen=True)
class Line:
    """A row that was read: its number in the file, and its values by the columns' names."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """A file that was read.

    Parameters
    ----------
    file : str
    headings : mapping
        The heading in the file of each column that is there, by the column's name.
    lines : list of Line
    ignored : tuple of str
        Headings that the service has no use for.
    """

    file: str
    headings: Mapping[str, str]
    lines: list[Line]
    ignored: tuple[str, ...]

    def bad(self, line: Line, column: str, found: object, expected: str) -> BadCell:
        """Tell of a cell that turned out to be bad later on."""
        heading = self.headings.get(column, column)
        return BadCell(self.file, line.number, heading, str(found), expected)


def read_table(path: Path, sheet: Sheet, columns: Iterable[Column]) -> Table:
    """Read a file by some of the columns of a sheet.

    Raises
    ------
    TableUnreadable
        If it is no table.
    BadCells
        With every cell that cannot be used, and every column that is missing.
    """
    raw = read_file(path)
    table, bad = take_table(raw, _headings(raw, sheet), columns)
    if bad:
        raise BadCells(bad)
    return table


def take_table(
    raw: RawTable,
    headings: Mapping[str, str],
    columns: Iterable[Column],
    *,
    most_told: int | None = MOST_TOLD,
) -> tuple[Table, list[BadCell]]:
    """Take the values of a file, and tell every cell that cannot be used.

    Parameters
    ----------
    headings : mapping
        The heading in the file of each column that is there, by the column's name.
    most_told : int, optional
        So many cells are enough to see that the file is another; none tells them all.
    """
    wanted = tuple(columns)
    bad = [
        BadCell(raw.file, 1, column.name, "", said("this column, which is missing"))
        for column in wanted
        if column.is_needed and column.name not in headings
    ]
    if bad:
        return Table(raw.file, headings, [], _ignored(raw, headings)), bad
    there = [column for column in wanted if column.name in headings]
    empty = {column.name: _empty(column) for column in wanted if column.name not in headings}
    lines = []
    for number, row in raw.rows:
        values = dict(empty)
        for column in there:
            heading = headings[column.name]
            try:
                values[column.name] = column.take(row[heading])
            except CellRefused as refusal:
                bad.append(BadCell(raw.file, number, heading, row[heading], refusal.expected))
        lines.append(Line(number, values))
        if most_told is not None and len(bad) > most_told:
            break
    table = Table(raw.file, headings, lines, _ignored(raw, headings))
    bad += _repeated_ids(table)
    return table, bad


def _headings(raw: RawTable, sheet: Sheet) -> dict[str, str]:
    """Give the heading of each column that the file has; the service's own names come first."""
    written = {_plain(heading): heading for heading in reversed(raw.headings) if heading}
    found: dict[str, str] = {}
    for names in (lambda column: (column.name,), lambda column: column.also):
        for column in sheet.columns:
            for name in names(column):
                heading = written.get(_plain(name))
                if heading and column.name not in found and heading not in found.values():
                    found[column.name] = heading
    return found


def _plain(heading: str) -> str:
    return fold(heading.replace("_", " "))


def _empty(column: Column) -> Any:
    """Give what a column that is not in the file says: the same as an empty cell."""
    try:
        return column.take("")
    except CellRefused:
        return None


def _ignored(raw: RawTable, headings: Mapping[str, str]) -> tuple[str, ...]:
    used = set(headings.values())
    return tuple(heading for heading in raw.headings if heading and heading not in used)


def _repeated_ids(table: Table) -> list[BadCell]:
    first: dict[str, int] = {}
    bad = []
    for line in table.lines:
        name = line.values.get("id")
        if name is None:
            continue
        if name in first:
            bad.append(
                table.bad(
                    line, "id", name, said("each id once; row %(row)s has it too", row=first[name])
                )
            )
        first.setdefault(name, line.number)
    return bad
