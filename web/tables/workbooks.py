"""Write tables as XLSX, in which everything that somebody wrote is text."""

import io
import re
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from web.tables.writing import Rows, plain, safe

# What a sheet of a workbook may not be called.
NO_NAME_OF_SHEET, LONGEST_SHEET = re.compile(r"[\[\]:*?/\\]"), 31


def as_book(sheets: Mapping[str, tuple[Sequence[str], Rows]]) -> bytes:
    """Give tables as one XLSX, each in a sheet of its name."""
    book = Workbook()
    book.remove(book.active)
    for name, (columns, rows) in sheets.items():
        _fill(book.create_sheet(NO_NAME_OF_SHEET.sub(" ", name)[:LONGEST_SHEET]), columns, rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Rows) -> None:
    sheet.append(list(columns))
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(columns, start=1):
            value = plain(row.get(column))
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
