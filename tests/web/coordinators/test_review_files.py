"""The candidates of a round as a file: text, no formulas, and names only where they are shown."""

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from models.operations.matches import reject
from models.operations.runs import begin_run, finish_run
from models.operations.students import protect
from models.rounds import Suggestion
from models.words import Reason
from tests.builders import (
    NOW,
    a_coordinator,
    a_round,
    a_run,
    a_student,
    a_suggestion,
    an_offer,
    suggestion_row,
)
from tests.web.counting import queries_counted

pytestmark = pytest.mark.usefixtures("coordinator")


def rows_of(client: FlaskClient, found: Suggestion, more: str = "") -> list[dict[str, str]]:
    """Take the file of a suggestion's round, and give its rows."""
    answer = client.get(address(found, "csv") + more)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=kajplats-")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def address(found: Suggestion, ending: str) -> str:
    return f"/coordinator/rounds/{found.run.round_id}/review/candidates.{ending}"


def test_the_file_says_what_the_page_says(client: FlaskClient, session: Session) -> None:
    student = a_student(session, name="Åsa Öberg-Ängström", place="2280")
    offer, by = an_offer(session, title="Mäta is"), a_coordinator(session)
    found = a_suggestion(session, student=student, offer=offer)
    reject(session, found.run.round, student, offer, by=by, at=NOW, reason=Reason.PLACE)
    session.commit()
    [row] = rows_of(client, found)
    assert row["Erbjudande"] == "Mäta is"
    assert row["Bostadsort"] == "Härnösand"
    assert row["Läge"]
    assert "Öberg" not in str(row)
    [named] = rows_of(client, found, "?names=1")
    assert named["Namn"] == "Åsa Öberg-Ängström"


def test_a_formula_is_text(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session, offer=an_offer(session, title="=HYPERLINK(1)"))
    session.commit()
    assert rows_of(client, found)[0]["Erbjudande"] == "'=HYPERLINK(1)"
    book = load_workbook(io.BytesIO(client.get(address(found, "xlsx")).data))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert any(cell.value == "'=HYPERLINK(1)" for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_a_protected_person_is_in_no_file(client: FlaskClient, session: Session) -> None:
    student = a_student(session, name="Hemlig Person")
    found = a_suggestion(session, student=student)
    protect(session, student, True, by=a_coordinator(session), at=NOW)
    session.commit()
    assert "Hemlig" not in str(rows_of(client, found, "?names=1"))


@pytest.mark.parametrize("ending", ["pdf", "CSV", "csv.exe"])
def test_another_ending_is_no_file(client: FlaskClient, session: Session, ending: str) -> None:
    found = a_suggestion(session)
    session.commit()
    assert client.get(address(found, ending)).status_code == 404


def test_a_round_without_a_run_has_no_file(client: FlaskClient, session: Session) -> None:
    round_ = a_round(session)
    session.commit()
    address_ = f"/coordinator/rounds/{round_.id}/review/candidates.csv"
    assert client.get(address_).status_code == 404


def test_questions_do_not_grow_with_the_rows(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    session.commit()
    rows_of(client, found)
    with queries_counted(app) as few:
        rows_of(client, found)
    run = a_run(session, found.run.round)
    begin_run(session, run, at=NOW)
    pairs = [(a_student(session), an_offer(session)) for _ in range(6)]
    rows = [suggestion_row(*pair) for pair in pairs]
    finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    session.commit()
    with queries_counted(app) as many:
        assert len(rows_of(client, found)) == 6
    assert many.count == few.count
