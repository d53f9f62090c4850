"""Read CSV, XLSX and JSON files as rows of text, whatever wrote them, within limits."""

import codecs
import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from web.tables.faults import TableUnreadable, said

MOST_BYTES = 64 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 100_000
SEPARATORS = (";", ",", "\t")
ENDINGS = (".csv", ".xlsx", ".json")
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

Row = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in its file: headings, and rows with their numbers."""

    file: str
    headings: tuple[str, ...]
    rows: list[Row]


def read_file(path: Path, name: str = "", most_rows: int | None = None) -> RawTable:
    """Read a file as a table of texts.

    Parameters
    ----------
    name : str
        What it is called where it came from, if not here.

    Raises
    ------
    TableUnreadable
        If there is no such file, it is empty, too large, of another kind, or damaged.
    """
    name, most_rows = name or path.name, most_rows or MOST_ROWS
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        msg = said(
            "%(file)s: the name must end in %(endings)s.",
            file=name,
            endings=", ".join(ENDINGS),
        )
        raise TableUnreadable(msg)
    content = _content(path, name)
    try:
        if ending == ".json":
            return _from_json(name, content, most_rows)
        lines = _xlsx_lines(name, content) if ending == ".xlsx" else _csv_lines(name, content)
        return _from_lines(name, lines, most_rows)
    except (csv.Error, UnicodeError) as error:
        msg = said("%(file)s: it cannot be read as a table (%(error)s).", file=name, error=error)
        raise TableUnreadable(msg) from error


def read_json(path: Path) -> Any:
    """Read a JSON file as it is.

    Raises
    ------
    TableUnreadable
        As `read_file`.
    """
    return _parse_json(path.name, _content(path, path.name))


def _content(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            limit = MOST_BYTES // 1024 // 1024
            msg = said(
                "%(file)s: it is larger than %(limit)s MB. Split it up.",
                file=name,
                limit=limit,
            )
            raise TableUnreadable(msg)
        content = path.read_bytes()
    except OSError as error:
        msg = said("%(file)s: %(error)s.", file=name, error=error.strerror or "it cannot be opened")
        raise TableUnreadable(msg) from error
    if not content.strip():
        msg = said("%(file)s: the file is empty.", file=name)
        raise TableUnreadable(msg)
    return content


def _decode(name: str, content: bytes) -> str:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding)
    if b"\0" in content:
        msg = said("%(file)s: this is no text file. Save it as CSV or XLSX.", file=name)
        raise TableUnreadable(msg)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # What Swedish Excel writes as "CSV (avgränsad)".
        return content.decode("cp1252", errors="replace")


def _csv_lines(name: str, content: bytes) -> Iterator[list[str]]:
    text = _decode(name, content)
    csv.field_size_limit(LONGEST_CELL)
    heading = text.lstrip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=heading.count)
    # strict: a quote that is never closed would swallow the rest of the file without a word.
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _xlsx_lines(name: str, content: bytes) -> Iterator[list[str]]:
    # Loads numpy, and no process that serves pages reads such a file.
    from openpyxl import load_workbook

    try:
        _refuse_a_bomb(name, content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What the file says of its own size is not always so.
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
            yield [_cell_text(cell) for cell in cells]
    except TableUnreadable:
        raise
    except Exception as error:
        # openpyxl fails in as many ways as a file can be damaged.
        msg = said("%(file)s: it is damaged, or no XLSX file.", file=name)
        raise TableUnreadable(msg) from error


def _refuse_a_bomb(name: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            msg = said("%(file)s: it unpacks to more than the service reads.", file=name)
            raise TableUnreadable(msg)


def _cell_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _from_lines(name: str, lines: Iterable[list[str]], most_rows: int) -> RawTable:
    numbered = enumerate(lines, start=1)
    headings = next((line for _number, line in numbered if any(map(str.strip, line))), [])
    headings = [heading.strip() for heading in headings]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        msg = said("%(file)s: there are no headings in the first row.", file=name)
        raise TableUnreadable(msg)
    if len(headings) > MOST_COLUMNS:
        msg = said("%(file)s: there are more than %(most)s columns.", file=name, most=MOST_COLUMNS)
        raise TableUnreadable(msg)
    rows: list[Row] = []
    for number, line in numbered:
        if any(map(str.strip, line)):
            rows.append((number, _row(name, number, headings, line)))
        if len(rows) > most_rows:
            msg = said(
                "%(file)s: there are more than %(most)s rows. Split it up.",
                file=name,
                most=most_rows,
            )
            raise TableUnreadable(msg)
    return RawTable(name, tuple(headings), rows)


def _row(name: str, number: int, headings: list[str], line: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in line[len(headings) :]):
        msg = said(
            "%(file)s, row %(row)s: there are more cells than headings. Is a cell with"
            " a separator in it missing its quotation marks?",
            file=name,
            row=number,
        )
        raise TableUnreadable(msg)
    padded = [*line, *[""] * len(headings)]
    return dict(zip(headings, padded, strict=False))


def _parse_json(name: str, content: bytes) -> Any:
    try:
        return json.loads(_decode(name, content))
    except (ValueError, RecursionError) as error:
        msg = said("%(file)s: it is no JSON that can be read.", file=name)
        raise TableUnreadable(msg) from error


def _from_json(name: str, content: bytes, most_rows: int) -> RawTable:
    found = _parse_json(name, content)
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else found
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        msg = said("%(file)s: expected a list of objects, one for each row.", file=name)
        raise TableUnreadable(msg)
    if len(found) > most_rows:
        msg = said(
            "%(file)s: there are more than %(most)s rows. Split it up.", file=name, most=most_rows
        )
        raise TableUnreadable(msg)
    if not found:
        msg = said("%(file)s: the list is empty.", file=name)
        raise TableUnreadable(msg)
    headings = tuple(dict.fromkeys(heading for item in found for heading in item))
    rows = [
        (number, {heading: _json_text(item.get(heading)) for heading in headings})
        for number, item in enumerate(found, start=1)
    ]
    return RawTable(name, headings, rows)


def _json_text(value: Any) -> str:
    """Write a value as a cell would hold it: ``{"sv": "C1"}`` as ``sv:C1``."""
    if isinstance(value, list):
        return ";".join(_json_text(part) for part in value)
    if isinstance(value, dict):
        return ";".join(
            f"{name}={'/'.join(_cell_text(end) for end in part)}"
            if isinstance(part, list)
            else f"{name}:{_cell_text(part)}"
            for name, part in value.items()
        )
    return _cell_text(value)
