"""An administrator reads the settings in force, and no secret."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account
from models.words import Language, Role
from tests.builders import an_account, an_agreed_match

SignIn = Callable[[Account], None]


@pytest.fixture
def admin(session: Session, sign_in: SignIn) -> Account:
    """Give an administrator, signed in."""
    account = an_account(session, Role.ADMIN, language=Language.ENGLISH)
    sign_in(account)
    return account


def test_the_settings_are_read_in_words(client: FlaskClient, admin: Account) -> None:
    page = client.get("/admin").text
    for words in ("10 working days", "1 July – 31 July", "20 December – 7 January", "Härnösands"):
        assert words in page


def test_no_secret_is_shown(app: Flask, client: FlaskClient, admin: Account) -> None:
    app.config.update(MAIL_PASSWORD="hush-hush", MAIL_HOST="mail.example")
    page = client.get("/admin").text
    assert "mail.example" in page
    for name in ("SECRET_KEY", "MAIL_PASSWORD", "DATABASE_URL"):
        assert str(app.config[name]) not in page


def test_every_setting_of_the_policy_is_shown(app: Flask, client: FlaskClient) -> None:
    # Another test reads them as an administrator; here only that none is forgotten.
    from models.policy import Policy
    from web.admin.settings import NAMES, WRITTEN

    assert set(NAMES) == set(WRITTEN) == set(Policy.__dataclass_fields__)


def test_the_page_says_whether_the_chain_is_whole(
    session: Session, client: FlaskClient, admin: Account
) -> None:
    an_agreed_match(session)
    session.commit()
    assert "the chain is whole" in client.get("/admin").text


@pytest.mark.parametrize("role", [Role.STUDENT, Role.EMPLOYER, Role.COORDINATOR, Role.STEERING])
@pytest.mark.parametrize("page", ["/admin", "/admin/events"])
def test_the_pages_do_not_exist_for_others(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role, page: str
) -> None:
    sign_in(an_account(session, role))
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("page", ["/admin", "/admin/events"])
def test_somebody_signed_out_is_led_to_sign_in(client: FlaskClient, page: str) -> None:
    assert client.get(page).location == f"/login?next={page}"
