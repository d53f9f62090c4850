"""One match on the working group's page: every move, with the names of both who speak and write."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.matches import Match
from models.people import Account
from models.queries.events import list_events_of
from models.words import Kind, MatchState, Role, Side
from tests.builders import (
    a_confirmed_match,
    a_match_in,
    a_placed_match,
    an_agreed_match,
    an_offer,
    an_offered_match,
)
from tests.web.browsing import form_of, send

pytestmark = pytest.mark.usefixtures("coordinator")

PLACED = {
    "starts_on": "2027-06-07",
    "ends_on": "2027-08-13",
    "supervisor": "Bo Ek",
    "academic_supervisor": "Ada Berg",
    "examiner": "Ivar Ås",
}


def page_of(client: FlaskClient, match: Match, what: str = "") -> TestResponse:
    """Open the page of a match, or of one of its moves."""
    return client.get(f"/coordinator/matches/{match.id}{what}")


def press(client: FlaskClient, match: Match, what: str, **words: Any) -> TestResponse:
    """Fill in and send the form of a move, from its own page or from the match's."""
    has_page = what.partition("/")[0] in {"answer", "withdraw", "place", "interrupt"}
    page = page_of(client, match, f"/{what}" if has_page else "")
    return send(client, form_of(page, f"/matches/{match.id}/{what}"), **words)


@pytest.mark.parametrize("state", list(MatchState))
def test_a_match_in_every_state_has_a_page(
    client: FlaskClient, session: Session, state: MatchState
) -> None:
    match = a_match_in(session, state)
    session.commit()
    assert page_of(client, match).status_code == 200


def test_the_letters_are_sent_before_the_time_to_undo_is_over(
    client: FlaskClient, session: Session
) -> None:
    match = a_confirmed_match(session)
    session.commit()
    assert press(client, match, "offer").status_code == 303
    session.rollback()
    session.expire_all()
    assert match.state is MatchState.OFFERED


@pytest.mark.parametrize("side", list(Side))
def test_an_answer_on_the_phone_has_two_names(
    client: FlaskClient, session: Session, coordinator: Account, side: Side
) -> None:
    match = an_offered_match(session)
    session.commit()
    press(client, match, f"answer/{side}", says="yes")
    session.rollback()
    session.expire_all()
    answer = match.answer_of(side)
    assert answer is not None
    assert answer.says_yes
    event = list_events_of(session, "match", match.id)[-1]
    assert (event.account_id, event.role, event.for_role) == (
        coordinator.id,
        Role.COORDINATOR,
        Role(side.value),
    )


def test_a_no_needs_a_reason_and_keeps_what_was_typed(
    client: FlaskClient, session: Session
) -> None:
    match = an_offered_match(session)
    session.commit()
    refused = press(client, match, "answer/student", says="no", words="Kan inte resa så långt")
    assert refused.status_code == 422
    assert "Kan inte resa så långt" in refused.text
    press(client, match, "answer/student", says="no", reason="place")
    session.rollback()
    session.expire_all()
    assert match.state is MatchState.DECLINED


def test_both_yeses_on_the_phone_agree(client: FlaskClient, session: Session) -> None:
    match = an_offered_match(session)
    session.commit()
    for side in Side:
        press(client, match, f"answer/{side}", says="yes")
    session.rollback()
    session.expire_all()
    assert match.state is MatchState.AGREED
    assert match.offer.places_taken == 1


def test_an_employer_who_wants_to_meet_gets_longer(client: FlaskClient, session: Session) -> None:
    match = an_offered_match(session)
    session.commit()
    before = match.reply_by
    press(client, match, "meet")
    session.rollback()
    session.expire_all()
    assert match.reply_by is not None
    assert before is not None
    assert match.reply_by > before


def test_a_thesis_is_placed_with_supervisor_and_examiner(
    client: FlaskClient, session: Session
) -> None:
    match = an_agreed_match(session, offer=an_offer(session, kind=Kind.THESIS, credits=30))
    session.commit()
    assert press(client, match, "place", **{**PLACED, "examiner": ""}).status_code == 422
    assert press(client, match, "place", **PLACED).status_code == 303
    session.rollback()
    session.expire_all()
    assert (match.state, match.examiner) == (MatchState.PLACED, "Ivar Ås")


def test_a_placement_does_not_end_before_it_begins(client: FlaskClient, session: Session) -> None:
    match = an_agreed_match(session)
    session.commit()
    assert press(client, match, "place", **{**PLACED, "ends_on": "2027-06-06"}).status_code == 422


@pytest.mark.parametrize(
    ("what", "words", "state"),
    [
        ("interrupt", {"on": "2027-06-20", "reason": "did_not_work_out"}, MatchState.INTERRUPTED),
        ("complete", {}, MatchState.COMPLETED),
    ],
)
def test_a_placement_is_interrupted_or_completed(
    client: FlaskClient, session: Session, what: str, words: dict[str, str], state: MatchState
) -> None:
    match = a_placed_match(session)
    session.commit()
    assert press(client, match, what, **words).status_code == 303
    session.rollback()
    session.expire_all()
    assert match.state is state


def test_a_withdrawal_gives_the_place_back(client: FlaskClient, session: Session) -> None:
    match = an_agreed_match(session)
    session.commit()
    press(client, match, "withdraw", reason="no_longer_offered")
    session.rollback()
    session.expire_all()
    assert (match.state, match.offer.places_taken) == (MatchState.WITHDRAWN, 0)


def test_a_move_from_the_wrong_state_is_refused_with_words(
    client: FlaskClient, session: Session
) -> None:
    match = a_placed_match(session)
    session.commit()
    form = form_of(page_of(client, match), f"/matches/{match.id}/complete")
    form.action = f"/coordinator/matches/{match.id}/offer"
    refused = send(client, form)
    assert refused.status_code == 409
    session.rollback()
    session.expire_all()
    assert match.state is MatchState.PLACED
