"""Spreadsheets that a test needs."""

from sqlalchemy.orm import Session

from models.operations.uploads import keep_upload
from models.uploads import Holds, Upload
from tests.builders.people import a_coordinator
from tests.builders.time import NOW


def an_upload(session: Session) -> Upload:
    """Make a spreadsheet with one student in it."""
    return keep_upload(
        session,
        holds=Holds.STUDENTS,
        file="students.csv",
        headings=["Namn", "E-post"],
        rows=[[2, {"Namn": "Åsa Öberg", "E-post": "asa@example.org"}]],
        columns={"Namn": "name", "E-post": "email"},
        by=a_coordinator(session),
        at=NOW,
    )
