"""A spreadsheet on a page: guessed, put right, asked about, taken over at once, with no letter."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.employers import Employer
from models.notices import Letter
from models.offers import Offer
from models.people import Account, Student
from models.uploads import Upload
from models.words import Kind, Level, OfferState, ProfileState, Role
from tests.builders import an_account
from tests.web.browsing import Form, form_of, forms_of, send
from tests.web.databases import on_both
from web.imports.drafts import SHEETS
from web.imports.guessing import columns_of
from web.tables.columns import Sheet
from web.uploads.words import COLUMNS

pytestmark = [pytest.mark.usefixtures("coordinator"), on_both]


UPLOADS = "/coordinator/uploads"
HEADINGS = ("Förnamn", "Efternamn", "E-postadress", "Söker", "Nivå", "Hemkommun", "Övrigt")
STUDENTS = (
    HEADINGS,
    ("Åsa", "Öberg", "asa@example.org", "sommarpraktik", "kandidat", "Härnösand", "ring först"),
    ("Björn", "Ås", "bjorn@example.org", "sommarpraktik, examensarbete", "master", "2281", ""),
)
OFFERS = (
    ("Företag", "Orgnr", "Kontaktperson", "E-post", "Typ", "Rubrik", "Start", "Slut", "Platser"),
    (
        "Kajen AB",
        "556036-0793",
        "Eva Ek",
        "eva@example.org",
        "sommarpraktik",
        "Räkna båtar",
        "2027-06-14",
        "2027-08-06",
        "2",
    ),
    ("Kajen AB", "556036-0793", "Eva Ek", "eva@example.org", "exjobb", "Mät vågor", "", "", ""),
)  # fmt: skip - one row of the file to a row


def as_csv(rows: Any) -> bytes:
    return "\r\n".join(";".join(row) for row in rows).encode("cp1252")


def as_xlsx(rows: Any) -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def hand_in(
    client: FlaskClient, content: bytes, holds: str = "students", name: str = "förra året.csv"
) -> TestResponse:
    form = form_of(client.get(UPLOADS), UPLOADS)
    form.values = {name: value for name, value in form.values.items() if name != "file"}
    return send(client, form, holds=holds, file=(io.BytesIO(content), name))


def page_of(client: FlaskClient, answer: TestResponse) -> str:
    assert answer.status_code == 303, answer.text
    return client.get(answer.location).text


def import_form(page: str, **values: Any) -> Any:
    form = form_of(page, "/import")
    form.values.update(values)
    return form


def students(session: Session) -> dict[str, Student]:
    session.rollback()
    session.expire_all()
    return {student.email: student for student in session.scalars(select(Student))}


@pytest.mark.parametrize(("make", "name"), [(as_csv, "a.csv"), (as_xlsx, "a.xlsx")])
def test_last_years_students_are_taken_over_with_columns_guessed(
    client: FlaskClient, session: Session, make: Any, name: str
) -> None:
    page = page_of(client, hand_in(client, make(STUDENTS), name=name))
    assert "Allt kan importeras" in page
    answer = send(client, import_form(page, submit="y"))
    assert answer.status_code == 303
    found = students(session)
    asa, bjorn = found["asa@example.org"], found["bjorn@example.org"]
    assert (asa.name, asa.level, asa.home_place) == ("Åsa Öberg", Level.BACHELOR, "2280")
    assert {each.kind for each in bjorn.seeking} == {Kind.INTERNSHIP, Kind.THESIS}
    assert all(each.ends_on > each.starts_on for each in bjorn.seeking)
    assert session.scalars(select(Letter)).all() == []
    # What is complete is handed in; these have no languages yet, so they stay drafts.
    assert asa.state is ProfileState.DRAFT
    done = client.get(answer.location).text
    assert "Importerat" in done
    assert session.scalars(select(Upload)).one().rows is None


def test_last_years_offers_bring_their_employers_and_the_usual_days(
    client: FlaskClient, session: Session
) -> None:
    page = page_of(client, hand_in(client, as_csv(OFFERS), "offers"))
    assert "Allt kan importeras" in page
    send(client, import_form(page))
    session.rollback()
    [employer] = session.scalars(select(Employer))
    offers = session.scalars(select(Offer).order_by(Offer.id)).all()
    assert [contact.email for contact in employer.contacts] == ["eva@example.org"]
    assert [(offer.title, offer.kind, offer.places) for offer in offers] == [
        ("Räkna båtar", Kind.INTERNSHIP, 2),
        ("Mät vågor", Kind.THESIS, 1),
    ]
    assert str(offers[0].starts_on) == "2027-06-14"
    assert offers[1].starts_on.weekday() == 0
    assert {offer.state for offer in offers} == {OfferState.DRAFT}


def test_a_bad_cell_is_shown_with_what_was_expected_and_mended_on_the_page(
    client: FlaskClient, session: Session
) -> None:
    rows = [HEADINGS, ("Åsa", "Öberg", "asa at example", "sommarpraktik", "doktor", "Narnia", "")]
    answer = hand_in(client, as_csv(rows))
    page = page_of(client, answer)
    assert "3 celler kan inte användas" in page
    for told in ("en e-postadress", "en kommun", "asa at example", "doktor", "Narnia"):
        assert told in page
    assert not [form for form in forms_of(page) if form.action.endswith("/import")]
    form = form_of(page, "/cells")
    send(client, form, **{"cell-2-email": "asa@example.org", "cell-2-level": "professor"})
    page = client.get(answer.location).text
    assert "2 celler kan inte användas" in page
    # Nothing that was typed is lost, right or wrong.
    assert 'value="professor"' in page
    send(client, form_of(page, "/cells"), **{"cell-2-level": "master", "cell-2-home_place": ""})
    page = client.get(answer.location).text
    send(client, import_form(page))
    assert list(students(session)) == ["asa@example.org"]


def test_a_row_is_left_out_and_taken_in_again(client: FlaskClient, session: Session) -> None:
    rows = [*STUDENTS, ("Cilla", "Dal", "", "sommarpraktik", "kandidat", "", "")]
    answer = hand_in(client, as_csv(rows))
    send(client, form_of(page_of(client, answer), "/cells"), out="4")
    page = client.get(answer.location).text
    assert "1 rad är utelämnad" in page
    assert "Allt kan importeras" in page
    send(client, form_of(page, "/take-in"))
    assert "1 cell kan inte användas" in client.get(answer.location).text
    assert students(session) == {}


def test_what_the_file_does_not_tell_is_told_once_for_all_rows(
    client: FlaskClient, session: Session
) -> None:
    rows = [("Namn", "Mejl"), ("Åsa Öberg", "asa@example.org")]
    answer = hand_in(client, as_csv(rows))
    page = page_of(client, answer)
    assert "Tala om var detta står" in page
    assert "kan inte användas" not in page
    form = form_of(page, "/columns")
    send(client, form, **{"all-kinds": "thesis", "all-level": "master"})
    send(client, import_form(client.get(answer.location).text))
    asa = students(session)["asa@example.org"]
    assert [each.kind for each in asa.seeking] == [Kind.THESIS]


def test_a_guess_is_put_right(client: FlaskClient, session: Session) -> None:
    rows = [("Student", "Kontakt", "Söker", "Nivå"), ("Åsa", "asa@example.org", "mentor", "master")]
    answer = hand_in(client, as_csv(rows))
    page = page_of(client, answer)
    form = form_of(page, "/columns")
    # The address is known by what stands in the cells.
    assert form.values["column-1"] == "email"
    send(client, form, **{"column-0": "name"})
    send(client, import_form(client.get(answer.location).text))
    assert students(session)["asa@example.org"].name == "Åsa"


def test_importing_twice_is_importing_once(client: FlaskClient, session: Session) -> None:
    page = page_of(client, hand_in(client, as_csv(STUDENTS)))
    form = import_form(page)
    first, again = send(client, form), send(client, form)
    assert (first.status_code, again.status_code) == (303, 303)
    form.values["form_key"] = "another-key"
    assert send(client, form).status_code == 303
    assert len(students(session)) == 2
    # The same file once more: everybody is known, and nothing changes.
    answer = hand_in(client, as_csv(STUDENTS))
    send(client, form_of(page_of(client, answer), "/answers"), all="same")
    send(client, import_form(client.get(answer.location).text))
    assert len(students(session)) == 2
    assert session.scalars(select(Upload.counts).order_by(Upload.id.desc())).first() == {
        "students": {"unchanged": 2, "drafts": 2}
    }


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "filen är tom"),
        ("a.pdf", b"%PDF", "namnet måste sluta på"),
        ("a.xlsx", b"PK\x03\x04 none", "skadad"),
        ("a.csv", b"Namn;E-post\n", "ingen rad"),
        ("a.csv", b"Namn\n" + b"x\n" * 5001, "fler än 5000 rader"),
        ("a.csv", b'Namn;Ort\n"x;y\n', "kan inte läsas"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(
    client: FlaskClient, session: Session, name: str, content: bytes, says: str
) -> None:
    answer = hand_in(client, content, name=name)
    assert answer.status_code == 422
    assert says in answer.text
    assert session.scalars(select(Upload)).all() == []


def test_a_spreadsheet_is_seen_by_its_owner_alone(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None]
) -> None:
    answer = hand_in(client, as_csv(STUDENTS))
    form = form_of(client.get(answer.location), "/drop")
    other: Account = an_account(session, Role.COORDINATOR, email="other@example.org")
    sign_in(other)
    assert client.get(answer.location).status_code == 404
    assert "förra året.csv" not in client.get(UPLOADS).text
    own = form_of(client.get(UPLOADS), UPLOADS)
    taking = Form(form.action.replace("/drop", "/import"), "post", own.values)
    assert send(client, taking).status_code == 404
    # Dropping what is a colleague's does nothing, as dropping what is not there.
    for action in (form.action, form.action.replace("/1/", "/999/")):
        assert send(client, Form(action, "post", own.values), form_key=action).status_code == 303
    session.rollback()
    assert len(session.scalars(select(Upload)).all()) == 1


def test_a_spreadsheet_is_dropped(client: FlaskClient, session: Session) -> None:
    answer = hand_in(client, as_csv(STUDENTS))
    send(client, form_of(client.get(answer.location), "/drop"))
    assert client.get(answer.location).status_code == 404
    assert students(session) == {}


def test_a_script_in_a_cell_is_text(client: FlaskClient) -> None:
    rows = [HEADINGS, ("<script>alert(1)</script>", "=1+1", "<b>@example.org", "x", "y", "", "")]
    page = page_of(client, hand_in(client, as_csv(rows), name="<i>.csv"))
    assert "<script>alert" not in page
    assert "<b>@" not in page


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=lambda sheet: sheet.name)
def test_every_column_has_a_name_for_people(sheet: Sheet) -> None:
    assert set(columns_of(sheet)) <= COLUMNS.keys()
