"""The proposed allocation: nothing is confirmed that was not ticked, listed and asked about."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.matches import Match
from models.queries.matches import list_matches_of_round
from models.rounds import Suggestion
from models.words import MatchState
from tests.builders import a_coordinator, a_suggestion, an_employer, an_offer
from tests.web.browsing import form_of, send

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


def test_one_refusal_confirms_none(
    client: FlaskClient, session: Session, coordinator: object
) -> None:
    employer = an_employer(session)
    found = a_suggestion(session, offer=an_offer(session, employer=employer))
    coordinator.works_for_id = employer.id  # type: ignore[attr-defined] # the fixture's account
    session.commit()
    preview = look_at(client, found, f"?suggestion={found.id}")
    form = form_of(preview, "/proposal/confirm")
    assert send(client, form, suggestion=[found.id]).status_code == 409
    assert matches_of(session, found) == []


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
