"""The steering group reads the gap, and drafts nothing from it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.concepts import ConceptWords, load_concepts
from models.people import Account
from models.words import Language, Role
from tests.builders import a_need, an_account
from tests.web.counting import queries_counted

SignIn = Callable[[Account], None]
GAP = "/steering/gaps"


@pytest.fixture(autouse=True)
def _member(session: Session, sign_in: SignIn) -> None:
    words = ConceptWords("field/nursing", "field", "Vård och omvårdnad", "Nursing and care")
    load_concepts(session, [words])
    a_need(session, people=5, field_id="field/nursing")
    sign_in(an_account(session, Role.STEERING, language=Language.ENGLISH))


def test_the_same_figures_without_a_draft(client: FlaskClient) -> None:
    page = client.get(GAP).text
    assert "Nursing and care: 5 people needed, 0 places unfilled" in page
    assert "/coordinator" not in page
    assert GAP in client.get("/steering").text
    assert client.post("/coordinator/gaps/draft").status_code in {403, 404}


def test_the_file_is_theirs_too(client: FlaskClient) -> None:
    text = client.get(f"{GAP}.csv").data.decode("utf-8-sig")
    assert "Nursing and care,5,0,0,0,not told" in text


def test_it_asks_little(app: Flask, client: FlaskClient) -> None:
    client.get(GAP)
    with queries_counted(app) as asked:
        client.get(GAP)
    assert asked.count <= 17


@pytest.mark.parametrize("role", [Role.STUDENT, Role.EMPLOYER, Role.ADMIN])
def test_nobody_else_reads_it(
    client: FlaskClient, session: Session, sign_in: SignIn, role: Role
) -> None:
    sign_in(an_account(session, role))
    for page in (GAP, f"{GAP}.csv", "/coordinator/gaps", "/coordinator/needs"):
        assert client.get(page).status_code == 404
