"""Pictures for the working group: what is sought and offered, each with its table."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.words import Kind
from tests.builders import a_round, a_student, an_agreed_match, an_offer
from tests.web.counting import queries_counted

pytestmark = pytest.mark.usefixtures("coordinator")


def test_each_picture_has_a_sentence_and_a_table(client: FlaskClient, session: Session) -> None:
    for _each in range(6):
        a_student(session, place="2280", kinds=(Kind.THESIS,))
    an_offer(session, place="2281", kind=Kind.THESIS, credits=15, places=2)
    session.commit()
    page = client.get("/coordinator/supply?kind=thesis").text
    assert "Flest platser saknas i Härnösand: 6 söker och 0 finns kvar." in page
    assert page.count('role="img"') == 3
    assert page.count("<table") == 3
    # Without scripts or styles in the page, which its rules forbid.
    assert " style=" not in page


def test_nothing_yet_is_said(client: FlaskClient) -> None:
    assert "Ingen söker och inget erbjuds än" in client.get("/coordinator/supply").text


def test_an_unknown_kind_is_all_kinds(client: FlaskClient) -> None:
    assert client.get("/coordinator/supply?kind=nonsense").status_code == 200


def test_more_rows_ask_no_more(app: Flask, client: FlaskClient, session: Session) -> None:
    an_agreed_match(session)
    a_student(session, place="2280")
    session.commit()
    client.get("/coordinator/supply")
    with queries_counted(app) as few:
        client.get("/coordinator/supply")
    for place in ("2280", "2281", "2283", "2284"):
        an_offer(session, place=place)
        for _each in range(5):
            a_student(session, place=place)
    session.commit()
    with queries_counted(app) as many:
        client.get("/coordinator/supply")
    assert many.count <= few.count <= 12


def test_a_round_shows_how_far_it_has_come(client: FlaskClient, session: Session) -> None:
    match = an_agreed_match(session)
    empty = a_round(session)
    session.commit()
    page = client.get(f"/coordinator/rounds/{match.round_id}").text
    assert "Hur långt omgången har kommit" in page
    assert "Hur långt omgången" not in client.get(f"/coordinator/rounds/{empty.id}").text
