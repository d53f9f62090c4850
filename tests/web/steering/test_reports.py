"""The steering group reads its report as a page, as two pages of PDF, and as a workbook."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy.orm import Session

from models.people import Account
from models.words import ActivityState, Language, Role, Stage
from tests.builders import an_account, an_activity

SignIn = Callable[[Account], None]
PAGES = ("/steering/report", "/steering/report/sv.pdf", "/steering/report/figures.xlsx")


@pytest.fixture
def member(session: Session, sign_in: SignIn) -> Account:
    account = an_account(session, Role.STEERING, language=Language.SWEDISH)
    sign_in(account)
    return account


@pytest.mark.usefixtures("member")
def test_an_empty_report_says_so(client: FlaskClient) -> None:
    page = client.get("/steering/report")
    assert page.status_code == 200
    assert "Inget väntar på ert beslut." in page.text
    assert "Ingen aktivitet pågick under perioden." in page.text


@pytest.mark.usefixtures("member")
def test_it_asks_for_decisions_first(session: Session, client: FlaskClient) -> None:
    an_activity(session, ActivityState.REVIEWED, title="Traineeprogram i Höga Kusten")
    session.commit()
    page = client.get("/steering/report").text
    assert "Vi ber er besluta om 1 aktivitet:" in page
    assert page.index("Traineeprogram i Höga Kusten") < page.index("stage-attract")


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize("asked", ["?year=2026&part=spring", "?year=kajen", "?year=9999&part=x"])
def test_any_period_is_answered(client: FlaskClient, asked: str) -> None:
    assert {client.get(page + asked).status_code for page in PAGES} == {200}


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize(
    ("language", "title"),
    [("sv", "Rapport till styrgruppen"), ("en", "Report to the steering group")],
)
def test_the_pdf_is_tagged_and_at_most_two_pages(
    session: Session, client: FlaskClient, language: str, title: str
) -> None:
    for stage in Stage:
        an_activity(session, ActivityState.REVIEWED, stage=stage, title=f"Åtgärd {stage}")
    session.commit()
    answer = client.get(f"/steering/report/{language}.pdf")
    assert answer.mimetype == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.data))
    assert len(reader.pages) <= 2
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.root_object["/Lang"]) == (title, language)
    assert "Åtgärd attract" in " ".join(page.extract_text() for page in reader.pages)


@pytest.mark.usefixtures("member")
def test_the_workbook_has_a_sheet_for_each_table_and_no_formula(
    session: Session, client: FlaskClient
) -> None:
    an_activity(session, ActivityState.REVIEWED, title="=1+1")
    session.commit()
    answer = client.get("/steering/report/figures.xlsx")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    book = load_workbook(io.BytesIO(answer.data))
    assert {"Steg", "Aktiviteter", "Att besluta"} <= set(book.sheetnames)
    cell = book["Att besluta"]["A2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")


@pytest.mark.parametrize("role", [Role.STUDENT, Role.EMPLOYER, Role.ADMIN])
def test_it_does_not_exist_for_others(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    sign_in(an_account(session, role))
    assert {client.get(page).status_code for page in PAGES} == {404}
