"""The proposed allocation: nothing is confirmed that was not ticked, listed and asked about."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.matches import Match
from models.operations.runs import begin_run, finish_run
from models.people import Account
from models.queries.matches import list_matches_of_round
from models.queries.offers import get_offer
from models.queries.rounds import list_suggestions_of_run
from models.queries.students import get_student
from models.rounds import Suggestion
from models.words import MatchState
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_run,
    a_student,
    a_suggestion,
    an_employer,
    an_offer,
    suggestion_row,
)
from tests.web.browsing import Form, form_of, send

pytestmark = pytest.mark.usefixtures("coordinator")


def matches_of(session: Session, found: Suggestion) -> list[Match]:
    """Give the matches of a suggestion's round, as the database has them now."""
    session.rollback()
    session.expire_all()
    return list(list_matches_of_round(session, found.run.round_id))


def look_at(client: FlaskClient, found: Suggestion, ticked: str) -> TestResponse:
    """Tick pairs of the proposal, and open the page that lists what would be confirmed."""
    proposal = f"/coordinator/rounds/{found.run.round_id}/proposal"
    assert form_of(client.get(proposal), "/proposal/preview").method == "get"
    return client.get(f"{proposal}/preview{ticked}")


def test_ticked_pairs_are_listed_and_then_confirmed(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    preview = look_at(client, found, f"?suggestion={found.id}")
    assert preview.status_code == 200
    assert matches_of(session, found) == []
    send(client, form_of(preview, "/proposal/confirm"), suggestion=[found.id])
    assert [match.state for match in matches_of(session, found)] == [MatchState.CONFIRMED]


def test_what_was_not_ticked_is_not_confirmed(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    preview = look_at(client, found, "")
    assert "/proposal/confirm" not in preview.text


def test_who_works_for_the_employer_sees_the_pair_left_out_and_cannot_force_it(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    employer = an_employer(session)
    found = a_suggestion(session, offer=an_offer(session, employer=employer))
    coordinator.works_for_id = employer.id
    session.commit()
    preview = look_at(client, found, f"?suggestion={found.id}")
    assert "Du är anställd" in preview.text
    assert "/proposal/confirm" not in preview.text
    form = confirm_form(client, found)
    assert send(client, form, suggestion=[found.id]).status_code == 409
    assert matches_of(session, found) == []


def confirm_form(client: FlaskClient, found: Suggestion) -> Form:
    """Give the form of another pair, to be sent with what nobody was shown."""
    proposal = f"/coordinator/rounds/{found.run.round_id}/proposal"
    form = form_of(client.get(proposal), "/proposal/preview")
    csrf = form_of(client.get("/privacy"), "/language").values["csrf_token"]
    values = {"csrf_token": csrf, "form_key": "forced"}
    return Form(form.action.replace("preview", "confirm"), "post", values)


def test_what_changed_since_it_was_listed_confirms_none(
    client: FlaskClient, session: Session
) -> None:
    found, other = two_suggestions(session)
    session.commit()
    both = f"?suggestion={found.id}&suggestion={other.id}"
    form = form_of(look_at(client, found, both), "/proposal/confirm")
    student, offer = get_student(session, other.student_id), get_offer(session, other.offer_id)
    a_confirmed_match(session, student=student, offer=offer)
    session.commit()
    assert send(client, form, suggestion=[found.id, other.id]).status_code == 409
    assert len(matches_of(session, found)) == 1


def two_suggestions(session: Session) -> tuple[Suggestion, Suggestion]:
    """Make a run that proposes two pairs."""
    run = a_run(session)
    begin_run(session, run, at=NOW)
    rows = [suggestion_row(a_student(session), an_offer(session)) for _pair in range(2)]
    finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    one, two = list_suggestions_of_run(session, run.id)
    return one, two


def test_a_newer_run_asks_for_a_new_look(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    form = form_of(look_at(client, found, f"?suggestion={found.id}"), "/proposal/confirm")
    a_suggestion(session)
    session.commit()
    assert send(client, form, suggestion=[found.id]).status_code == 409
    assert matches_of(session, found) == []


def test_what_would_be_confirmed_is_listed_with_reasons_and_the_rest_with_why_not(
    client: FlaskClient, session: Session
) -> None:
    found, other = two_suggestions(session)
    for _asked in range(3):
        a_confirmed_match(session, offer=get_offer(session, other.offer_id))
    session.commit()
    text = look_at(client, found, f"?suggestion={found.id}&suggestion={other.id}").text
    listed, left_out = text.split("Utelämnas</h2>")
    assert get_student(session, found.student_id).number in listed
    assert "kp-strength" in listed
    assert get_student(session, other.student_id).number in left_out
    assert "tillfrågade" in left_out


def test_confirmed_twice_is_confirmed_once(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    form = form_of(look_at(client, found, f"?suggestion={found.id}"), "/proposal/confirm")
    sent = [send(client, form, suggestion=[found.id]).status_code for _time in range(2)]
    assert sent == [303, 303]
    assert len(matches_of(session, found)) == 1


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "99999999999999999999"])
def test_a_pair_by_hand_needs_numbers_that_exist(
    client: FlaskClient, session: Session, number: str
) -> None:
    found = a_suggestion(session)
    session.commit()
    path = f"/coordinator/rounds/{found.run.round_id}/pairs/new"
    form = form_of(client.get(path), "/pairs/new")
    assert send(client, form, student=number, offer=found.offer_id).status_code in {404, 422}
    assert matches_of(session, found) == []


def test_a_pair_by_hand_is_confirmed(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    a_coordinator(session)
    session.commit()
    path = f"/coordinator/rounds/{found.run.round_id}/pairs/new?student={found.student_id}"
    form = form_of(client.get(path), "/pairs/new")
    assert form.values["student"] == str(found.student_id)
    send(client, form, offer=found.offer_id)
    assert [match.state for match in matches_of(session, found)] == [MatchState.CONFIRMED]
