"""Write rows to CSV, XLSX or JSON. What somebody wrote is written as text, never as a formula."""

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from web.tables.faults import TableUnreadable
from web.tables.files import ENDINGS

# A spreadsheet that finds one of these first takes the cell for something to be reckoned; the last
# four are the wide forms of the first.
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
AS_TEXT = "'"

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
        writer.writerow([safe(plain(row.get(column))) for column in columns])
        count += 1
    return count


def _json(columns: Sequence[str], rows: Rows) -> bytes:
    kept = [{column: row.get(column) for column in columns} for row in rows]
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(columns: Sequence[str], rows: Rows) -> bytes:
    # Loaded when somebody wants one: it takes half a second, with NumPy, which it looks for.
    from web.tables.workbooks import as_book

    return as_book({"Sheet": (columns, rows)})


def plain(value: Any) -> Any:
    """Give a value as a cell holds it: nothing as empty, lists and mappings as JSON."""
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
