"""One box: whoever is on the phone is found, with where they stand; some are never found."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.students import protect
from tests.builders import (
    NOW,
    a_coordinator,
    a_placed_match,
    a_student,
    an_employer,
    an_offer,
    an_offered_match,
)
from tests.web.counting import queries_counted
from tests.web.databases import on_both

pytestmark = [pytest.mark.usefixtures("coordinator"), on_both]

NUMBER = "2120002411"


def found(client: FlaskClient, words: str) -> str:
    """Search, and give the page."""
    answer = client.get("/coordinator/search", query_string={"q": words})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    "words", ["vega", "VEGA ÅS", "vega@example.org", "070-123 45 67", "+46 70 123 45 67"]
)
def test_a_student_is_found_by(client: FlaskClient, session: Session, words: str) -> None:
    student = a_student(session, email="vega@example.org", name="Vega Ås", phone="0701234567")
    a_student(session, name="Någon Annan")
    session.commit()
    page = found(client, words)
    assert f"/coordinator/students/{student.id}" in page
    assert "Någon Annan" not in page


def test_a_student_is_found_by_number(client: FlaskClient, session: Session) -> None:
    student = a_student(session)
    session.commit()
    assert f"/coordinator/students/{student.id}" in found(client, student.number)


@pytest.mark.parametrize(
    "words", ["hamnens", "logistik", "212000-2411", NUMBER, "lova berg", "lova@", "0611-55 66"]
)
def test_an_employer_is_found_by(client: FlaskClient, session: Session, words: str) -> None:
    employer = an_employer(
        session,
        name="Hamnens Bolag",
        unit="Logistik",
        organisation_number=NUMBER,
        contact_name="Lova Berg",
        contact_email="lova@hamnen.example",
        contact_phone="0611-5566",
    )
    session.commit()
    assert f"/coordinator/employers/{employer.id}" in found(client, words)


def test_an_offer_is_found_by_title_and_number(client: FlaskClient, session: Session) -> None:
    offer = an_offer(session, title="Fyrvaktare i sommar")
    session.commit()
    for words in ("fyrvakt", str(offer.id)):
        assert f"/coordinator/offers/{offer.id}" in found(client, words)


def test_where_a_student_stands_is_said_in_a_sentence(
    client: FlaskClient, session: Session
) -> None:
    match = a_placed_match(session, offer=an_offer(session, title="Fyrvaktare"))
    session.commit()
    page = found(client, match.student.name)
    assert "Har en plats: Fyrvaktare hos" in page


@pytest.mark.parametrize("words", ["Hemlig", "hemlig@example.org", "0709999999", "number"])
def test_a_protected_identity_is_never_found(
    client: FlaskClient, session: Session, words: str
) -> None:
    student = a_student(session, email="hemlig@example.org", name="Hemlig", phone="0709999999")
    protect(session, student, True, by=a_coordinator(session), at=NOW)
    session.commit()
    page = found(client, student.number if words == "number" else words)
    assert f"/coordinator/students/{student.id}" not in page


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "å" * 5000, "<script>alert(1)</script>"])
def test_odd_words_find_nothing_and_break_nothing(
    client: FlaskClient, session: Session, words: str
) -> None:
    a_student(session)
    session.commit()
    page = found(client, words)
    assert "kp-empty" in page
    assert "<script>alert" not in page


def test_a_search_asks_no_more_when_it_finds_more(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    counts = []
    for _time in range(2):
        for _match in range(3):
            an_offered_match(session, student=a_student(session, name="Sommar Vik"))
        session.commit()
        with queries_counted(app) as asked:
            found(client, "sommar")
        counts.append(asked.count)
    assert counts[0] == counts[1]
