"""What the table of access does not name is closed, and what is not allowed does not exist."""

from collections.abc import Callable

import pytest
from flask import Flask, redirect
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.people import Account
from models.words import STAFF, Role
from tests.builders import an_account, an_offered_match, as_student
from tests.web.apps import AddPages
from tests.web.browsing import Form, form_of, send, sign_in_as
from web import access
from web.access import PEOPLE, current_actor, only

SignIn = Callable[[Account], None]


def pages_with_and_without_a_rule(app: Flask) -> None:
    app.add_url_rule("/try/forgotten", "try_forgotten", lambda: "open")
    app.add_url_rule("/try/role", "try_role", lambda: repr(current_actor()))
    app.add_url_rule("/try/match/<int:match_id>", "try_match", lambda match_id: f"match {match_id}")
    app.add_url_rule(
        "/try/send", "try_send", lambda: redirect("/offers", 303), methods=["GET", "POST"]
    )


@pytest.fixture
def add_pages() -> AddPages:
    return pages_with_and_without_a_rule


@pytest.fixture
def client(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Give the service with some pages more."""
    table = {
        "try_role": only(Role.STEERING, Role.COORDINATOR),
        "try_match": only(Role.STUDENT, relation="own_match_of_student"),
        "try_send": access.SIGNED_IN,
    }
    for endpoint, rule in table.items():
        monkeypatch.setitem(access.ACCESS, endpoint, rule)
    return app.test_client()


def test_a_page_that_the_table_forgets_is_closed(
    client: FlaskClient, session: Session, sign_in: SignIn
) -> None:
    assert client.get("/try/forgotten").status_code == 404
    sign_in(an_account(session, *PEOPLE))
    assert client.get("/try/forgotten").status_code == 404


def test_signed_out_a_page_leads_to_sign_in_and_back(client: FlaskClient) -> None:
    answer = client.get("/try/role?a=å&b=2")
    assert answer.status_code == 302
    assert answer.location.startswith("/login?next=/try/role?a%3D")


def test_signed_out_what_was_sent_is_kept_for_sending_again(client: FlaskClient) -> None:
    token = form_of(client.get("/"), "/language").values["csrf_token"]
    answer = send(client, Form("/try/send", "post", {"csrf_token": token, "words": "long text"}))
    assert answer.status_code == 401
    assert form_of(answer, "/try/send").values["words"] == "long text"


@pytest.mark.parametrize("role", PEOPLE)
def test_a_role_opens_its_pages_and_no_others(
    client: FlaskClient, session: Session, sign_in: SignIn, role: Role
) -> None:
    sign_in(an_account(session, role))
    expected = 200 if role in {Role.STEERING, Role.COORDINATOR} else 404
    assert client.get("/try/role").status_code == expected


def test_somebody_with_two_roles_acts_in_the_one_the_page_names_first(
    client: FlaskClient, session: Session, sign_in: SignIn
) -> None:
    account = an_account(session, Role.COORDINATOR, Role.STEERING, Role.ADMIN)
    sign_in(account)
    assert client.get("/try/role").text == repr(Actor(Role.STEERING, account.id))


def test_only_the_one_it_is_about_opens_a_thing(
    client: FlaskClient, app: Flask, session: Session, sign_in: SignIn
) -> None:
    match, other = an_offered_match(session), an_offered_match(session)
    owner = session.get(Account, as_student(match.student).account_id)
    assert owner
    sign_in(owner)
    assert client.get(f"/try/match/{match.id}").status_code == 200
    assert client.get(f"/try/match/{other.id}").status_code == 404
    assert client.get("/try/match/999999").status_code == 404


def test_what_is_another_s_looks_like_what_does_not_exist(
    client: FlaskClient, session: Session, sign_in: SignIn
) -> None:
    match = an_offered_match(session)
    sign_in(an_account(session, Role.STUDENT))
    theirs = client.get(f"/try/match/{match.id}").text
    missing = client.get("/try/match/999999").text
    assert _without_tokens(theirs) == _without_tokens(missing)


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(
    client: FlaskClient, session: Session, sign_in: SignIn
) -> None:
    account = an_account(session, Role.COORDINATOR)
    sign_in(account)
    assert client.get("/try/role").status_code == 200
    account.roles = []
    session.commit()
    assert client.get("/try/role").status_code == 404


def test_an_account_that_is_closed_is_signed_out_at_the_next_request(
    client: FlaskClient, session: Session, sign_in: SignIn
) -> None:
    account = an_account(session, Role.COORDINATOR)
    sign_in(account)
    account.active = False
    session.commit()
    assert client.get("/try/role").location.startswith("/login")


@pytest.mark.parametrize("role", PEOPLE)
def test_staff_without_a_second_factor_are_led_to_set_one_up(
    client: FlaskClient, session: Session, role: Role
) -> None:
    account = an_account(session, role)
    session.commit()
    sign_in_as(client, account)
    answer = client.get("/try/send")
    assert answer.status_code == 303
    assert (answer.location != "/offers") == (role in STAFF)


def test_in_a_demo_staff_need_no_second_factor(
    client: FlaskClient, app: Flask, session: Session
) -> None:
    app.config["DEMO"] = True
    account = an_account(session, Role.ADMIN)
    session.commit()
    sign_in_as(client, account)
    assert client.get("/try/send").location == "/offers"


def _without_tokens(page: str) -> list[str]:
    return [
        line for line in page.splitlines() if "csrf_token" not in line and "nonce" not in line
        and 'name="next"' not in line
    ]  # fmt: skip
