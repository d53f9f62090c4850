"""Hints in the review: given with a reason, shown with name and date, taken back."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.hints import Hint
from models.people import Account
from models.queries.events import list_events_of
from models.queries.hints import find_hint, list_hints
from models.rounds import Suggestion
from models.words import HintReason, HintWish
from tests.builders import (
    a_hint,
    a_rolling_round,
    a_suggestion,
    an_employer,
    an_offer,
)
from tests.web.browsing import Form, form_of, send
from tests.web.counting import queries_counted

pytestmark = pytest.mark.usefixtures("coordinator")


def pair_page(found: Any, round_id: int) -> str:
    return f"/coordinator/rounds/{round_id}/pairs/{found.student_id}/{found.offer_id}"


def hint_form(client: FlaskClient, found: Suggestion) -> Form:
    """Give the form of the pair's own page."""
    return form_of(client.get(pair_page(found, found.run.round_id)), "/hint")


def hint_on(session: Session, found: Suggestion) -> Hint | None:
    """Give what is said of a pair, as the database has it now."""
    session.rollback()
    session.expire_all()
    return find_hint(session, found.run.round_id, found.student_id, found.offer_id)


def test_a_hint_is_given_with_a_reason_and_shown_with_name_and_date(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    found = a_suggestion(session)
    session.commit()
    form = hint_form(client, found)
    said = {"wish": "encourage", "reason": "other", "words": "De sjunger i samma kör."}
    assert send(client, form, **said).status_code == 303
    hint = hint_on(session, found)
    assert hint is not None
    assert (hint.wish, hint.reason, hint.words) == (
        HintWish.ENCOURAGE,
        HintReason.OTHER,
        "De sjunger i samma kör.",
    )
    review = f"/coordinator/rounds/{found.run.round_id}/review?offer={found.offer_id}"
    pages = (
        review,
        f"{review}&student={found.student_id}",
        pair_page(found, found.run.round_id),
        f"/coordinator/rounds/{found.run.round_id}/hints",
    )
    for page in pages:
        text = client.get(page).text
        assert coordinator.name in text, page
        assert "1 mars 2027" in text, page
        assert "De sjunger i samma kör." in text, page


@pytest.mark.parametrize(
    "wrong",
    [
        {"wish": ""},
        {"wish": "fixed"},
        {"reason": ""},
        {"reason": "because"},
        {"reason": "other", "words": " "},
        {"words": "x" * 1001},
    ],
)
def test_a_hint_that_is_not_whole_is_refused_with_its_words_kept(
    client: FlaskClient, session: Session, wrong: dict[str, str]
) -> None:
    found = a_suggestion(session)
    session.commit()
    said = {"wish": "forbid", "reason": "too_close", "words": "Bara det här."}
    answer = send(client, hint_form(client, found), **{**said, **wrong})
    assert answer.status_code == 422
    assert 'class="kp-errors"' in answer.text
    assert {**said, **wrong}["words"].strip() in answer.text
    assert hint_on(session, found) is None


def test_what_is_said_now_stands_in_the_form(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    said = {"wish": "discourage", "reason": "more_is_known", "words": "Vill söka något annat."}
    session.commit()
    send(client, hint_form(client, found), **said)
    values = hint_form(client, found).values
    # A text area begins on a line of its own.
    shown = {**values, "wish": values["wish"][0], "words": values["words"].strip()}
    assert shown.items() >= said.items()


def test_a_hint_is_taken_back_from_the_list(client: FlaskClient, session: Session) -> None:
    hint = a_hint(session)
    session.commit()
    page = f"/coordinator/rounds/{hint.round_id}/hints"
    answer = send(client, form_of(client.get(page), f"/hints/{hint.id}/take-back"))
    assert (answer.status_code, answer.location) == (303, page)
    session.rollback()
    assert list_hints(session, hint.round_id) == []
    assert [event.verb for event in list_events_of(session, "hint", hint.id)] == [
        "given",
        "taken back",
    ]


def test_from_the_review_one_comes_back_to_the_review(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    session.commit()
    review = (
        f"/coordinator/rounds/{found.run.round_id}/review"
        f"?offer={found.offer_id}&student={found.student_id}"
    )
    form = form_of(client.get(review), "/hint")
    answer = send(client, form, wish="encourage", reason="have_met")
    assert answer.location == f"{review}#hint"


def test_sent_twice_it_is_said_once(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    form = hint_form(client, found)
    for _again in range(2):
        send(client, form, wish="encourage", reason="have_met")
    hint = hint_on(session, found)
    assert hint is not None
    assert len(list_events_of(session, "hint", hint.id)) == 1


def test_nobody_says_anything_for_the_unit_that_employs_them(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    employer = an_employer(session)
    found = a_suggestion(session, offer=an_offer(session, employer=employer))
    coordinator.works_for_id = employer.id
    session.commit()
    form = hint_form(client, found)
    assert send(client, form, wish="encourage", reason="have_met").status_code == 409
    assert hint_on(session, found) is None


def test_one_student_is_not_placed_twice(client: FlaskClient, session: Session) -> None:
    first = a_hint(session, wish=HintWish.REQUIRE)
    found = a_suggestion(session, student=first.student)
    session.commit()
    answer = send(client, hint_form(client, found), wish="require", reason="student_asked")
    assert answer.status_code == 409
    assert hint_on(session, found) is None


def test_a_pair_that_somebody_acted_on_has_no_form(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    review = f"/coordinator/rounds/{found.run.round_id}/review?offer={found.offer_id}"
    send(client, form_of(client.get(review), "/review/confirm"))
    assert "/hint" not in client.get(pair_page(found, found.run.round_id)).text.replace(
        "/hints", ""
    )


def test_a_round_without_hints_says_how_one_comes_about(
    client: FlaskClient, session: Session
) -> None:
    round_ = a_rolling_round(session)
    session.commit()
    assert 'class="kp-empty"' in client.get(f"/coordinator/rounds/{round_.id}/hints").text


def test_the_list_asks_the_same_number_of_questions_for_many(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    hint = a_hint(session)
    session.commit()
    page = f"/coordinator/rounds/{hint.round_id}/hints"
    with queries_counted(app) as few:
        client.get(page)
    for _more in range(10):
        a_hint(session)
    session.commit()
    with queries_counted(app) as many:
        client.get(page)
    assert many.count <= few.count
