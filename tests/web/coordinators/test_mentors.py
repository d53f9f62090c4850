"""A change of mentor: one action ends the mentorship and shows who could be next."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.matches import Match
from models.people import Account
from models.queries.events import list_events_of
from models.words import Kind, Language, MatchState, Reason, Role
from tests.builders import a_match_in, a_placed_match, a_suggestion, an_account, an_offer
from tests.web.browsing import form_of, send


@pytest.fixture(autouse=True)
def coordinator(session: Session, sign_in: Callable[[Account], None]) -> Account:
    """Give a coordinator who reads English."""
    account = an_account(session, Role.COORDINATOR, language=Language.ENGLISH)
    sign_in(account)
    return account


def a_mentorship(session: Session, **words: Any) -> Match:
    offer = an_offer(session, kind=Kind.MENTORSHIP, mentor_name="Kim Lind", **words)
    return a_placed_match(session, offer=offer)


def test_the_mentorship_ends_and_the_next_mentors_are_shown(
    client: FlaskClient, session: Session
) -> None:
    match = a_mentorship(session)
    other = an_offer(session, kind=Kind.MENTORSHIP, title="Mentor i vatten", mentor_name="Bo Ek")
    a_suggestion(session, student=match.student, offer=other)
    session.commit()
    taken = match.offer.places_taken
    page = client.get(f"/coordinator/matches/{match.id}/change-mentor")
    form = form_of(page, "/change-mentor")
    assert send(client, form, on="").status_code == 422
    answer = send(client, form, on="2027-02-26", words="Ses för sällan")
    assert answer.location.endswith(f"/coordinator/matches/{match.id}/next-mentor")
    session.rollback()
    session.expire_all()
    assert (match.state, match.reason) == (MatchState.INTERRUPTED, Reason.CHANGE_OF_MENTOR)
    assert match.offer.places_taken == taken - 1
    verbs = [event.verb for event in list_events_of(session, "match", match.id)]
    assert verbs.count("mentor changed") == verbs.count("interrupted") == 1
    shown = client.get(answer.location).text
    assert "Mentor i vatten" in shown
    assert f"/pairs/{match.student_id}/{other.id}" in shown
    assert "Look for another mentor" in client.get(f"/coordinator/matches/{match.id}").text


def test_without_another_candidate_it_says_what_to_do(
    client: FlaskClient, session: Session
) -> None:
    match = a_mentorship(session)
    session.commit()
    page = client.get(f"/coordinator/matches/{match.id}/next-mentor").text
    assert "pair the student by hand" in page


def test_only_a_placed_mentorship_changes_mentor(client: FlaskClient, session: Session) -> None:
    internship = a_match_in(session, MatchState.PLACED)
    session.commit()
    assert client.get(f"/coordinator/matches/{internship.id}/change-mentor").status_code == 404
    mentorship = a_mentorship(session)
    session.commit()
    form = form_of(client.get(f"/coordinator/matches/{mentorship.id}/change-mentor"), "-mentor")
    assert send(client, form, on="2027-02-26").status_code == 303
    assert client.get(f"/coordinator/matches/{mentorship.id}/change-mentor").status_code == 409
