"""Write rows to CSV, XLSX or JSON. What somebody wrote is written as text, never as a formula."""

import csv
import io
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from web.tables.faults import TableUnreadable
from web.tables.files import ENDINGS

# A spreadsheet that finds one of these first takes the cell for something to be reckoned; the last
# four are the wide forms of the first.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
AS_TEXT = "'"
# What a sheet of a workbook may not be called.
NO_NAME_OF_SHEET, LONGEST_SHEET = re.compile(r"[\[\]:*?/\\]"), 31

Rows = Iterable[Mapping[str, Any]]


def write_table(path: Path, columns: Sequence[str], rows: Rows) -> int:
    """Write rows by the ending of a file's name, whole or not at all, and say how many there are.

    Rows of CSV are taken one by one, so that there may be millions.

    Raises
    ------
    TableUnreadable
        If the ending is none that is known, or the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        msg = f"{path.name}: the name must end in {', '.join(ENDINGS)}."
        raise TableUnreadable(msg)
    try:
        return _put(path, lambda file: _write(file, ending, columns, rows))
    except OSError as error:
        msg = f"{path}: {error.strerror or 'it cannot be written'}."
        raise TableUnreadable(msg) from error


def _write(file: IO[bytes], ending: str, columns: Sequence[str], rows: Rows) -> int:
    if ending == ".csv":
        # The mark at the beginning lets Excel read å, ä and ö.
        with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
            return _write_csv(text, columns, rows)
    kept = list(rows)
    file.write(as_file(ending, columns, kept))
    return len(kept)


def as_file(ending: str, columns: Sequence[str], rows: Rows) -> bytes:
    """Give rows as a file holds them, by an ending of ``ENDINGS``."""
    return {".csv": _csv, ".xlsx": _xlsx, ".json": _json}[ending](columns, rows)


def as_csv(columns: Sequence[str], rows: Rows) -> str:
    """Give rows as CSV."""
    return _csv(columns, rows).decode("utf-8-sig")


def safe(value: Any) -> Any:
    """Make a text that a spreadsheet would reckon with a text.

    Examples
    --------
    >>> safe("=1+1"), safe("-3"), safe(-3), safe("plain")
    ("'=1+1", "'-3", -3, 'plain')
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(STARTS_FORMULA):
        return AS_TEXT + value
    return value


def _csv(columns: Sequence[str], rows: Rows) -> bytes:
    buffer = io.StringIO(newline="")
    _write_csv(buffer, columns, rows)
    return buffer.getvalue().encode("utf-8-sig")


def _write_csv(text: IO[str], columns: Sequence[str], rows: Rows) -> int:
    writer, count = csv.writer(text, lineterminator="\r\n"), 0
    writer.writerow([safe(column) for column in columns])
    for row in rows:
        writer.writerow([safe(_plain(row.get(column))) for column in columns])
        count += 1
    return count


def _json(columns: Sequence[str], rows: Rows) -> bytes:
    kept = [{column: row.get(column) for column in columns} for row in rows]
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(columns: Sequence[str], rows: Rows) -> bytes:
    book = Workbook()
    _fill(book.active, columns, rows)
    return _saved(book)


def as_book(sheets: Mapping[str, tuple[Sequence[str], Rows]]) -> bytes:
    """Give several tables as one XLSX, each in a sheet of its name."""
    book = Workbook()
    book.remove(book.active)
    for name, (columns, rows) in sheets.items():
        _fill(book.create_sheet(NO_NAME_OF_SHEET.sub(" ", name)[:LONGEST_SHEET]), columns, rows)
    return _saved(book)


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Rows) -> None:
    sheet.append(list(columns))
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(columns, start=1):
            value = _plain(row.get(column))
            cell = sheet.cell(row=number, column=place)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", safe(value))
                # Whatever it looks like, it is text.
                cell.data_type = TYPE_STRING
            else:
                cell.value = value
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = max(12, len(column) + 2)


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value


def _put(path: Path, write: Callable[[IO[bytes]], int]) -> int:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            count = write(file)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return count
