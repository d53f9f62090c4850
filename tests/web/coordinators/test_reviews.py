"""The review: suggestions confirmed, rejected and undone by a person."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.matches import Match
from models.operations.rounds import close_round, publish_round, request_publication
from models.people import Account
from models.queries.events import list_events_of
from models.queries.letters import count_letters
from models.queries.matches import find_match
from models.rounds import Suggestion
from models.words import LetterState, MatchState, Reason
from tests.builders import (
    NOW,
    a_coordinator,
    a_round,
    a_suggestion,
    an_employer,
    an_offer,
)
from tests.web.browsing import form_of, send
from tests.web.coordinators.reviewing import review

pytestmark = pytest.mark.usefixtures("coordinator")


def match_of(session: Session, found: Suggestion) -> Match | None:
    """Give what came of a suggestion, as the database has it now."""
    session.rollback()
    session.expire_all()
    return find_match(session, found.run.round_id, found.student_id, found.offer_id)


def confirm(client: FlaskClient, found: Suggestion) -> TestResponse:
    """Press Confirm on a suggestion."""
    return send(client, form_of(review(client, found), "/review/confirm"))


def test_a_suggestion_is_confirmed_and_nobody_is_told(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    found = a_suggestion(session)
    session.commit()
    queued = count_letters(session, LetterState.QUEUED)
    assert confirm(client, found).status_code == 303
    match = match_of(session, found)
    assert match is not None
    assert (match.state, match.suggestion_id) == (MatchState.CONFIRMED, found.id)
    assert count_letters(session, LetterState.QUEUED) == queued
    assert list_events_of(session, "match", match.id)[-1].account_id == coordinator.id


def test_confirm_pressed_twice_confirms_once(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    form = form_of(review(client, found), "/review/confirm")
    assert [send(client, form).status_code for _again in range(2)] == [303, 303]
    match = match_of(session, found)
    assert match is not None
    assert len(list_events_of(session, "match", match.id)) == 1


def test_a_second_coordinators_confirm_comes_too_late(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    session.commit()
    theirs = form_of(review(client, found), "/review/confirm")
    confirm(client, found)
    answer = send(client, theirs, form_key="theirs")
    assert answer.status_code == 409
    assert "Nu är den: Bekräftad" in answer.text


def test_a_rejection_has_a_reason_and_can_be_undone(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    session.commit()
    form = form_of(review(client, found), "/review/reject")
    send(client, form, reason="place", words="För långt från Härnösand")
    match = match_of(session, found)
    assert match is not None
    assert (match.state, match.reason) == (MatchState.REJECTED, Reason.PLACE)
    assert match.reason_words == "För långt från Härnösand"
    send(client, form_of(review(client, found), f"/matches/{match.id}/undo"))
    assert match_of(session, found) is None


def test_undo_takes_nothing_back_that_a_colleague_did_since(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    session.commit()
    confirm(client, found)
    match = match_of(session, found)
    assert match is not None
    page = review(client, found)
    mine = form_of(page, f"/matches/{match.id}/undo")
    send(client, form_of(page, "/review/reject"), reason="place")
    assert send(client, mine, form_key="mine").status_code == 409
    after = match_of(session, found)
    assert after is not None
    assert after.state is MatchState.REJECTED


def test_nobody_rejects_what_a_colleague_confirmed_since(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    session.commit()
    mine = form_of(review(client, found), "/review/reject")
    confirm(client, found)
    answer = send(client, mine, reason="place", form_key="mine")
    assert answer.status_code == 409
    assert "var den: orörd. Nu är den: Bekräftad" in answer.text
    after = match_of(session, found)
    assert after is not None
    assert after.state is MatchState.CONFIRMED


def test_what_was_chosen_to_be_seen_stays_when_a_pair_is_acted_on(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    session.commit()
    page = review(client, found, "&names=1&all=1")
    answer = send(client, form_of(page, "/review/confirm"))
    assert "names=1" in answer.location
    assert "all=1" in answer.location


@pytest.mark.parametrize("reason", ["", "because", "illness_or_private"])
def test_a_rejection_without_a_known_reason_changes_nothing(
    client: FlaskClient, session: Session, reason: str
) -> None:
    found = a_suggestion(session)
    session.commit()
    form = form_of(review(client, found), "/review/reject")
    assert send(client, form, reason=reason).status_code in {404, 422}
    assert match_of(session, found) is None


def test_nobody_confirms_for_the_unit_that_employs_them(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    employer = an_employer(session)
    found = a_suggestion(session, offer=an_offer(session, employer=employer))
    coordinator.works_for_id = employer.id
    session.commit()
    assert confirm(client, found).status_code == 409
    assert match_of(session, found) is None


def test_in_a_published_round_nothing_can_be_confirmed(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    round_ = a_round(session)
    found.run.round_id = round_.id
    session.flush()
    by = a_coordinator(session)
    close_round(session, round_, by=by, at=NOW)
    request_publication(session, round_, by=by, at=NOW)
    publish_round(session, round_, by=a_coordinator(session), at=NOW)
    session.commit()
    text = review(client, found).text
    assert f"student-{found.student_id}" in text
    assert "/review/confirm" not in text
    assert "/review/reject" not in text
