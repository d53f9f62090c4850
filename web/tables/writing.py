"""Write rows to CSV, XLSX or JSON. What somebody wrote is written as text, never as a formula."""

import csv
import io
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.utils import get_column_letter

from web.tables.faults import TableUnreadable
from web.tables.files import ENDINGS

# A spreadsheet that finds one of these first takes the cell for something to be reckoned; the last
# four are the wide forms of the first.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
AS_TEXT = "'"

Rows = Sequence[Mapping[str, Any]]


def write_table(path: Path, columns: Sequence[str], rows: Rows) -> None:
    """Write rows by the ending of a file's name, whole or not at all.

    Raises
    ------
    TableUnreadable
        If the ending is none that is known, or the file cannot be written.
    """
    if path.suffix.lower() not in ENDINGS:
        msg = f"{path.name}: the name must end in {', '.join(ENDINGS)}."
        raise TableUnreadable(msg)
    content = as_file(path.suffix.lower(), columns, rows)
    try:
        _put(path, content)
    except OSError as error:
        msg = f"{path}: {error.strerror or 'it cannot be written'}."
        raise TableUnreadable(msg) from error


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
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([safe(column) for column in columns])
    writer.writerows([safe(_plain(row.get(column))) for column in columns] for row in rows)
    # The mark at the beginning lets Excel read å, ä and ö.
    return buffer.getvalue().encode("utf-8-sig")


def _json(columns: Sequence[str], rows: Rows) -> bytes:
    kept = [{column: row.get(column) for column in columns} for row in rows]
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(columns: Sequence[str], rows: Rows) -> bytes:
    book = Workbook()
    sheet = book.active
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
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value


def _put(path: Path, content: bytes) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
