"""The steering group sees counts of places and activities, and nothing about persons."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account
from models.words import Language, MatchState, Role
from tests.builders import (
    a_match_in,
    a_meeting,
    a_rolling_round,
    a_round,
    an_account,
    an_agreed_match,
    an_item,
    an_offer,
)
from tests.web.counting import queries_counted

SignIn = Callable[[Account], None]


@pytest.fixture
def member(session: Session, sign_in: SignIn) -> Account:
    """Give a member of the steering group, signed in."""
    account = an_account(session, Role.STEERING, language=Language.ENGLISH)
    sign_in(account)
    return account


def test_an_empty_service_has_figures_too(client: FlaskClient, member: Account) -> None:
    page = client.get("/steering")
    assert page.status_code == 200
    assert "This year, 0 matches were agreed." in page.text
    assert "0 places are published" in page.text


def test_sentences_say_what_the_figures_show(
    session: Session, client: FlaskClient, member: Account
) -> None:
    a_round(session)
    an_agreed_match(session, offer=an_offer(session, places=3))
    session.commit()
    page = client.get("/steering").text
    assert "This year, 1 match was agreed." in page
    assert "3 places are published, and 1 of them taken." in page
    assert "5 matching rounds are under way." in page


def test_the_next_meeting_with_something_to_decide_comes_first(
    session: Session, client: FlaskClient, member: Account
) -> None:
    meeting = a_meeting(session)
    session.commit()
    assert "kp-needs" not in client.get("/steering").text
    an_item(session, meeting)
    session.commit()
    page = client.get("/steering").text
    assert page.index("1 matter stands on the agenda.") < page.index("This year")
    assert f"/steering/meetings/{meeting.id}/paper" in page


def test_nobody_is_named(session: Session, client: FlaskClient, member: Account) -> None:
    a_rolling_round(session)
    matches = [a_match_in(session, state) for state in MatchState]
    session.commit()
    page = client.get("/steering").text
    for match in matches:
        assert match.student.name not in page
        assert match.student.email not in page
        assert match.offer.employer.name not in page


def test_the_number_of_queries_does_not_grow(
    app: Flask, session: Session, client: FlaskClient, member: Account
) -> None:
    counts = []
    for _turn in range(2):
        an_agreed_match(session)
        session.commit()
        with queries_counted(app) as counted:
            client.get("/steering")
        counts.append(counted.count)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", [Role.STUDENT, Role.EMPLOYER, Role.COORDINATOR, Role.ADMIN])
def test_the_page_does_not_exist_for_others(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    sign_in(an_account(session, role))
    assert client.get("/steering").status_code == 404


def test_somebody_signed_out_is_led_to_sign_in(client: FlaskClient) -> None:
    assert client.get("/steering").location == "/login?next=/steering"
