"""A colleague joins from the link in the letter: with a new account, or the one they have."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.invitations import Invitation
from models.operations.invitations import revoke_invitation
from models.people import Account
from models.queries.accounts import find_account
from models.queries.employers import find_contact_of_account
from models.words import Role
from tests.builders import NOW, a_colleague, an_account, an_employer, an_invitation
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from web.invitation_tokens import make_token

SignIn = Callable[[Account], None]
PASSWORD = "tre kajor på en boj"


@pytest.fixture
def invitation(session: Session) -> Invitation:
    invitation = an_invitation(session, email="bo@example.org")
    session.commit()
    return invitation


def link_of(app: Flask, invitation: Invitation) -> str:
    with app.app_context():
        return f"/i/{make_token(invitation)}"


def test_somebody_new_joins_with_a_name_and_a_password(
    session: Session, client: FlaskClient, app: Flask, invitation: Invitation
) -> None:
    link = link_of(app, invitation)
    page = client.get(link)
    assert invitation.employer.shown_name in page.text
    form = form_of(page, "/account")
    weak = send(client, form, name="Bo Ek", password="kort")
    assert weak.status_code == 422
    assert "Bo Ek" in weak.text
    form = form_of(client.get(link), "/account")
    for _time in range(2):
        assert send(client, form, name="Bo Ek", password=PASSWORD).location == "/login"
    look_anew(session)
    account = find_account(session, "bo@example.org")
    assert account is not None
    assert (account.name, account.role_names) == ("Bo Ek", {Role.EMPLOYER})
    assert account.confirmed_at is not None
    contact = find_contact_of_account(session, account.id)
    assert contact is not None
    assert contact.employer_id == invitation.employer_id
    assert client.get(link).status_code == 404
    form = form_of(client.get("/login"), "/login")
    answer = send(client, form, email="bo@example.org", password=PASSWORD)
    assert answer.location == "/employer"


def test_who_has_an_account_signs_in_and_joins(
    session: Session, client: FlaskClient, app: Flask, invitation: Invitation, sign_in: SignIn
) -> None:
    account = an_account(session, Role.EMPLOYER, email="bo@example.org")
    session.commit()
    link = link_of(app, invitation)
    page = client.get(link).text
    assert 'name="password"' not in page
    assert "/login?next=" in page
    sign_in(account)
    form = form_of(client.get(link), "/join")
    for _time in range(2):
        assert send(client, form).location == "/employer"
    look_anew(session)
    contact = find_contact_of_account(session, account.id)
    assert contact is not None
    assert contact.employer_id == invitation.employer_id
    assert client.get("/employer/colleagues").status_code == 200


def test_an_account_of_another_employer_is_told_what_to_do(
    session: Session, client: FlaskClient, app: Flask, invitation: Invitation, sign_in: SignIn
) -> None:
    link = link_of(app, invitation)
    sign_in(an_account(session, Role.EMPLOYER))
    form = form_of(client.get(link), "/join")
    elsewhere = a_colleague(session, an_employer(session, name="Öns varv"))
    sign_in(elsewhere)
    page = client.get(link).text
    assert "Öns varv" in page
    assert "/join" not in page
    form.values["csrf_token"] = form_of(page, "/language").values["csrf_token"]
    assert send(client, form).status_code == 404
    look_anew(session)
    assert invitation.accepted_at is None


def test_reading_changes_nothing(
    session: Session, client: FlaskClient, app: Flask, invitation: Invitation
) -> None:
    for _time in range(3):
        answer = client.get(link_of(app, invitation))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    look_anew(session)
    assert invitation.accepted_at is None


def test_what_is_too_late_taken_back_or_made_up_opens_nothing(
    session: Session, client: FlaskClient, app: Flask, invitation: Invitation
) -> None:
    link = link_of(app, invitation)
    form = form_of(client.get(link), "/account")
    by = Actor(Role.EMPLOYER, invitation.invited_by_id)
    revoke_invitation(session, invitation, by=by, at=NOW)
    session.commit()
    assert client.get(link).status_code == 404
    assert send(client, form, name="Bo Ek", password=PASSWORD).status_code == 404
    assert client.get("/i/nonsense").status_code == 404
    look_anew(session)
    assert find_account(session, "bo@example.org") is None
    late = an_invitation(session)
    session.commit()
    with time_machine.travel(NOW + timedelta(days=15)):
        assert client.get(link_of(app, late)).status_code == 404


def test_nobody_joins_signed_out(
    client: FlaskClient, app: Flask, session: Session, invitation: Invitation, sign_in: SignIn
) -> None:
    sign_in(an_account(session, Role.EMPLOYER))
    link = link_of(app, invitation)
    form = form_of(client.get(link), "/join")
    with client.session_transaction() as cookie:
        cookie.pop("_user_id")
    assert send(client, form).location == link
    look_anew(session)
    assert invitation.accepted_at is None
