"""The tables of the gap as a file: what is shown, and nothing more."""

from typing import Any

from flask import Response
from flask_babel import gettext as _

from models.errors import NotFound
from web.gap_rows import Row, told
from web.gaps import Gap

CONTENT = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_of(gap: Gap, ending: str) -> Response:
    """Give every row of every table that the page shows, as CSV or XLSX.

    Raises
    ------
    NotFound
        If there is no such kind of file.
    """
    if ending not in CONTENT:
        raise NotFound("gap", ending)
    # A spreadsheet's library is loaded when somebody asks for one, not by every page.
    from web.tables.writing import as_file

    rows = [_row(picture.by, row) for picture in gap.pictures for row in picture.rows]
    rows.append(_row(_("All that is looked at"), gap.whole))
    written = as_file(f".{ending}", list(rows[0]), rows)
    headers = {"Content-Disposition": f"attachment; filename=kajplats-gap-{gap.on}.{ending}"}
    return Response(written, content_type=CONTENT[ending], headers=headers)


def _row(by: str, row: Row) -> dict[str, Any]:
    return {
        _("Counted by"): by,
        _("Group"): row.name,
        _("Certain"): row.certain,
        _("Likely"): row.likely,
        _("Perhaps"): row.perhaps,
        _("Unfilled places"): row.unfilled,
        _("Students"): told(row.students),
        _("Courses to come"): row.courses,
    }
