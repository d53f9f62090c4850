"""The first page and those that explain the service, in both languages."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matcher.weights import numbers_of, shipped_weights
from models.words import Kind
from tests.builders import NOW, a_round, an_agreed_match, an_offer, shipped
from web.bridge.runs import keep_shipped_weights

PAGES = ("/", "/offers", "/matching", "/privacy", "/accessibility")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_heading_a_name_and_the_language_it_says(
    client: FlaskClient, address: str, language: str
) -> None:
    with client.session_transaction() as cookie:
        cookie["language"] = language
    page = client.get(address)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert len(re.findall("<h1", page.text)) == 1
    assert re.search(r"<title>\S.* – Kajplats</title>", page.text)


def test_the_first_page_tells_what_is_open_and_what_came_of_it(
    client: FlaskClient, session: Session
) -> None:
    an_offer(session, kind=Kind.THESIS, places=4, credits=15)
    a_round(session)
    an_agreed_match(session)
    session.commit()
    page = client.get("/").text
    assert "4 platser kvar" in page
    assert "Matchningsomgång, öppen till och med 31 mars 2027" in page
    assert "2027 i siffror" in page
    # Four places of the thesis and one of the internship that was agreed on.
    assert re.search(r"publicerade platser</dt><dd>5<", page)
    assert re.search(r"matchning som båda sagt ja till</dt><dd>1<", page)


def test_a_full_offer_is_not_called_open(client: FlaskClient, session: Session) -> None:
    an_agreed_match(session)
    session.commit()
    assert "Inget är öppet i dag" in client.get("/").text


def test_without_weights_there_are_none_to_download(client: FlaskClient) -> None:
    assert "Inga vikter har antagits än" in client.get("/matching").text
    assert client.get("/matching/weights.json").status_code == 404


@pytest.mark.parametrize(("language", "reason"), [("sv", "Satta för hand"), ("en", "Set by hand")])
def test_the_shipped_weights_give_their_reason_in_the_language_of_the_page(
    client: FlaskClient, session: Session, language: str, reason: str
) -> None:
    keep_shipped_weights(session, at=NOW)
    session.commit()
    with client.session_transaction() as cookie:
        cookie["language"] = language
    assert reason in client.get("/matching").text


def test_a_reason_that_somebody_wrote_is_shown_as_it_was_written(
    client: FlaskClient, session: Session
) -> None:
    shipped(session, shipped_weights().version, **numbers_of(shipped_weights()))
    session.commit()
    text = client.get("/matching").text
    assert "First" in text
    assert "Satta för hand" not in text


def test_weaknesses_have_somewhere_to_be_reported(client: FlaskClient, app: Flask) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer.mimetype == "text/plain"
    assert f"Contact: mailto:{app.config['CONTACT_EMAIL']}" in answer.text
    assert "Expires: 2028-01-01T00:00:00Z" in answer.text


def test_a_demo_says_so_on_every_page(client: FlaskClient, app: Flask) -> None:
    assert "Det här är en demo" not in client.get("/").text
    app.config["DEMO"] = True
    for address in (*PAGES, "/nothing"):
        assert "Det här är en demo" in client.get(address).text


def test_the_name_of_the_service_is_a_setting(client: FlaskClient, app: Flask) -> None:
    app.config["SERVICE_NAME"] = "Norrplats"
    for address in PAGES:
        assert "Kajplats" not in client.get(address).text
