"""A dated round on its way from the draft to the publication that two people sign."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations import rounds as operations
from models.operations.employers import pause_employer, resume_employer
from models.people import Account
from models.queries.letters import count_letters
from models.queries.rounds import list_rounds
from models.rounds import Round
from models.words import Kind, Language, LetterState, MatchState, Role, RoundState
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_rolling_round,
    a_round,
    an_account,
)
from tests.web.browsing import form_of, send

WORDS = {
    "kind": "thesis",
    "title": "Examensarbeten våren 2027",
    "opens_on": "2027-03-01",
    "closes_on": "2027-04-15",
}


def make(client: FlaskClient, **words: str) -> str:
    """Fill in the form of a new round, and give where it led."""
    form = form_of(client.get("/coordinator/rounds/new"), "/rounds/new")
    return send(client, form, **{**WORDS, **words}).text


def press(client: FlaskClient, round_: Round, button: str) -> int:
    """Press a button of the round's page, and give the status of the answer."""
    page = client.get(f"/coordinator/rounds/{round_.id}")
    return send(client, form_of(page, f"/rounds/{round_.id}/{button}")).status_code


@pytest.mark.usefixtures("coordinator")
def test_a_coordinator_makes_a_dated_round(client: FlaskClient, session: Session) -> None:
    make(client)
    [made] = list_rounds(session)
    assert (made.title, made.kind, made.state) == (WORDS["title"], Kind.THESIS, RoundState.DRAFT)
    assert WORDS["title"] in client.get("/coordinator/rounds").text


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "å" * 121),
        ("opens_on", "soon"),
        ("closes_on", "2027-02-28"),
        ("kind", "holiday"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(
    client: FlaskClient, session: Session, field: str, value: str
) -> None:
    page = make(client, **{field: value})
    assert list_rounds(session) == []
    assert 'role="alert"' in page
    kept = next(words for name, words in WORDS.items() if name != field and name != "kind")
    assert kept in page


@pytest.mark.usefixtures("coordinator")
def test_the_same_round_sent_twice_is_one_round(client: FlaskClient, session: Session) -> None:
    form = form_of(client.get("/coordinator/rounds/new"), "/rounds/new")
    answers = [send(client, form, **WORDS) for _again in range(2)]
    assert answers[0].location == answers[1].location
    assert len(list_rounds(session)) == 1


@pytest.mark.usefixtures("coordinator")
def test_a_round_is_opened_closed_and_opened_again(client: FlaskClient, session: Session) -> None:
    round_ = a_round(session, opened=False)
    session.commit()
    for button, state in [("open", "open"), ("close", "closed"), ("reopen", "open")]:
        assert press(client, round_, button) == 303
        session.rollback()
        session.expire_all()
        assert round_.state == state


@pytest.mark.usefixtures("coordinator")
def test_a_rolling_round_has_no_next_step(client: FlaskClient, session: Session) -> None:
    round_ = a_rolling_round(session)
    session.commit()
    page = client.get(f"/coordinator/rounds/{round_.id}").text
    assert f"/rounds/{round_.id}/close" not in page


def test_publishing_takes_two_coordinators(
    client: FlaskClient,
    session: Session,
    coordinator: Account,
    sign_in: Callable[[Account], None],
) -> None:
    round_ = a_round(session)
    match = a_confirmed_match(session, round_=round_)
    operations.close_round(session, round_, by=a_coordinator(session), at=NOW)
    session.commit()
    queued = count_letters(session, LetterState.QUEUED)

    assert press(client, round_, "request") == 303
    own_page = client.get(f"/coordinator/rounds/{round_.id}")
    assert f"/rounds/{round_.id}/publish" not in own_page.text
    form = form_of(own_page, f"/rounds/{round_.id}/request")
    form.action = f"/coordinator/rounds/{round_.id}/publish"
    assert send(client, form, form_key="another").status_code == 409

    session.rollback()
    sign_in(an_account(session, Role.COORDINATOR))
    assert press(client, round_, "publish") == 303
    session.rollback()
    session.expire_all()
    assert round_.state is RoundState.PUBLISHED
    assert round_.requested_by_id == coordinator.id != round_.published_by_id
    assert match.state is MatchState.OFFERED
    assert count_letters(session, LetterState.QUEUED) == queued + 2


def test_what_would_not_be_sent_is_listed_before_and_after(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None]
) -> None:
    round_, by = a_round(session), a_coordinator(session)
    left, sent = (a_confirmed_match(session, round_=round_) for _each in range(2))
    operations.close_round(session, round_, by=by, at=NOW)
    operations.request_publication(session, round_, by=by, at=NOW)
    pause_employer(session, left.offer.employer, by=by, at=NOW)
    sign_in(an_account(session, Role.COORDINATOR, language=Language.ENGLISH))
    address, of_left = f"/coordinator/rounds/{round_.id}", f"/coordinator/matches/{left.id}"
    page = client.get(address).text
    assert "These will not be sent" in page
    assert "because the employer is paused, or not verified." in page
    assert "1 match is offered" in page
    assert press(client, round_, "publish") == 303
    page = client.get(address).text
    assert "Not sent" in page
    assert of_left in page
    assert of_left in client.get("/coordinator").text
    session.rollback()
    session.expire_all()
    assert (left.state, sent.state) == (MatchState.CONFIRMED, MatchState.OFFERED)
    resume_employer(session, left.offer.employer, by=by, at=NOW)
    session.commit()
    assert send(client, form_of(client.get(of_left), f"{of_left}/offer")).status_code == 303
    session.rollback()
    session.expire_all()
    assert left.state is MatchState.OFFERED


def test_what_changed_since_it_was_asked_for_is_not_published(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None]
) -> None:
    round_, by = a_round(session), a_coordinator(session)
    a_confirmed_match(session, round_=round_)
    operations.close_round(session, round_, by=by, at=NOW)
    operations.request_publication(session, round_, by=by, at=NOW)
    a_confirmed_match(session, round_=round_)
    sign_in(an_account(session, Role.COORDINATOR))
    assert press(client, round_, "publish") == 409
    session.rollback()
    session.expire_all()
    assert round_.state is RoundState.CLOSED


@pytest.mark.parametrize("role", [None, Role.STUDENT, Role.EMPLOYER, Role.STEERING, Role.ADMIN])
def test_the_rounds_are_the_working_groups_own(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None], role: Role | None
) -> None:
    round_ = a_round(session)
    if role is None:
        session.commit()
    else:
        sign_in(an_account(session, role))
    expected = 302 if role is None else 404
    for path in ("", "/new", f"/{round_.id}", f"/{round_.id}/review", f"/{round_.id}/proposal"):
        assert client.get(f"/coordinator/rounds{path}").status_code == expected, path


@pytest.mark.usefixtures("coordinator")
def test_a_round_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/coordinator/rounds/999").status_code == 404
