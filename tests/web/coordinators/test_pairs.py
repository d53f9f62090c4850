"""A pair on its own page: why it was suggested, or why not, and what would help."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.close_ups import fail_close_up, finish_close_up
from models.queries.close_ups import find_close_up, list_close_ups_waiting
from models.words import Kind
from tests.builders import (
    NOW,
    a_close_up,
    a_rolling_round,
    a_student,
    a_suggestion,
    an_offer,
)
from tests.web.browsing import form_of, send
from tests.web.counting import queries_counted

pytestmark = pytest.mark.usefixtures("coordinator")

TERMS: dict[str, Any] = {
    "student": {"base": 0.2, "place": -0.4, "stage": 0.25},
    "employer": {"base": 0.0, "place": 0.3, "stage": 0.3},
    "evidence": {},
}
FINDINGS: dict[str, Any] = {
    "missing": [],
    "score": 0.3,
    "p_student": 0.5,
    "p_employer": 0.6,
    "terms": TERMS,
    "failing": [],
    "changes": [
        {
            "field": "languages",
            "change": {"language": "de", "level": "B1"},
            "before": 0.3,
            "after": 0.7,
            "could_be_before": True,
        }
    ],
}


def page_of(found: Any, round_id: int) -> str:
    return f"/coordinator/rounds/{round_id}/pairs/{found.student_id}/{found.offer_id}"


def test_the_numbers_stand_beside_their_bars(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session, terms=TERMS)
    session.commit()
    text = client.get(page_of(found, found.run.round_id)).text
    for number in ("+0,20", "-0,40", "+0,25", "+0,30", "+0,05", "+0,60"):
        assert f'<span class="kp-number">{number}</span>' in text or f">{number}</td>" in text
    assert 'class="kp-bar-against" x="-40.0"' in text
    assert 'class="kp-bar-for" x="0' in text
    assert "<caption" in text
    assert text.count('scope="row"') >= len(TERMS["student"])


def test_a_close_up_is_asked_for_once_and_waited_for(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    page = page_of(found, found.run.round_id)
    form = form_of(client.get(page), "/close-up")
    places = {send(client, form, form_key=key).location for key in ("one", "two")}
    assert places == {f"{page}#closer"}
    session.rollback()
    [close_up] = list_close_ups_waiting(session)
    text = client.get(page).text
    assert f"/close-ups/{close_up.id}/progress" in text
    assert "<noscript>" in text
    told = client.get(f"/coordinator/close-ups/{close_up.id}/progress").get_json()
    assert (told["is_over"], told["share"]) == (False, 0.0)


def test_what_was_found_is_told_in_sentences(client: FlaskClient, session: Session) -> None:
    close_up = a_close_up(session)
    finish_close_up(session, close_up, FINDINGS, at=NOW)
    session.commit()
    text = client.get(page_of(close_up, a_rolling_round(session).id)).text
    assert "Med tyska på B1 skulle det bli en stark matchning." in text
    assert "nu 30\N{NO-BREAK SPACE}%, sedan 70\N{NO-BREAK SPACE}%" in text
    told = client.get(f"/coordinator/close-ups/{close_up.id}/progress").get_json()
    assert told["is_over"]


def test_a_pair_that_no_list_has_says_what_is_in_its_way(
    client: FlaskClient, session: Session
) -> None:
    suggestion = a_suggestion(session)
    student, offer = a_student(session), an_offer(session)
    session.commit()
    page = f"/coordinator/rounds/{suggestion.run.round_id}/pairs/{student.id}/{offer.id}"
    form = form_of(client.get(page), "/close-up")
    send(client, form)
    session.rollback()
    asked = find_close_up(session, suggestion.run_id, student.id, offer.id)
    assert asked is not None
    change = {**FINDINGS["changes"][0], "could_be_before": False}
    findings = {**FINDINGS, "failing": ["language"], "changes": [change]}
    finish_close_up(session, asked, findings, at=NOW)
    session.commit()
    text = client.get(page).text
    assert "Ett språk som efterfrågas saknas eller är inte på rätt nivå." in text
    assert "föreslås inte nu" in text


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("inputs", "finns inte kvar"),
        ("student", "Studenten var inte med i den senaste körningen"),
        ("offer", "Erbjudandet var inte med i den senaste körningen"),
    ],
)
def test_what_a_run_has_not_is_said(
    client: FlaskClient, session: Session, missing: str, words: str
) -> None:
    close_up = a_close_up(session)
    finish_close_up(session, close_up, {"missing": [missing]}, at=NOW)
    session.commit()
    assert words in client.get(page_of(close_up, a_rolling_round(session).id)).text


def test_what_went_wrong_can_be_tried_again(client: FlaskClient, session: Session) -> None:
    close_up = a_close_up(session)
    fail_close_up(session, close_up, "MemoryError", at=NOW)
    session.commit()
    page = page_of(close_up, a_rolling_round(session).id)
    answer = client.get(page)
    assert "MemoryError" in answer.text
    send(client, form_of(answer, "/close-up"))
    session.rollback()
    session.expire_all()
    assert [each.id for each in list_close_ups_waiting(session)] == [close_up.id]


def test_before_the_first_run_a_pair_has_no_close_up(client: FlaskClient, session: Session) -> None:
    student, offer = a_student(session), an_offer(session)
    round_ = a_rolling_round(session, offer.kind)
    session.commit()
    page = f"/coordinator/rounds/{round_.id}/pairs/{student.id}/{offer.id}"
    text = client.get(page).text
    assert "Matchningen har inte körts i den här omgången än." in text
    assert "/close-up" not in text


def test_two_numbers_lead_to_the_pair(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    pairs = f"/coordinator/rounds/{found.run.round_id}/pairs"
    answer = client.get(f"{pairs}/open?student={found.student_id}&offer={found.offer_id}")
    assert answer.location == page_of(found, found.run.round_id)
    for wrong in ("", "?student=x&offer=1", f"?student={found.student_id}", "?student=9&offer=9"):
        assert client.get(f"{pairs}/open{wrong}").status_code == 404


def test_a_pair_of_another_kind_is_no_pair_of_the_round(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    other = a_rolling_round(session, Kind.THESIS)
    session.commit()
    assert client.get(page_of(found, other.id)).status_code == 404
    assert client.get("/coordinator/close-ups/999/progress").status_code == 404


def test_the_page_asks_a_steady_number_of_questions(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session, terms=TERMS)
    session.commit()
    page = page_of(found, found.run.round_id)
    with queries_counted(app) as few:
        client.get(page)
    for _more in range(8):
        an_offer(session)
        a_student(session)
    session.commit()
    with queries_counted(app) as many:
        client.get(page)
    assert many.count <= few.count
