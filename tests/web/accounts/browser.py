"""A browser without pictures: it keeps cookies and sends forms as pages give them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.actors import SYSTEM
from models.database import writing
from models.notices import Letter
from models.operations.accounts import make_account
from models.people import Account
from models.queries.accounts import find_account
from models.words import Language, Role
from web.accounts.links import link_for
from web.accounts.passwords import hash_password
from web.clock import now
from web.session import sessions

PASSWORD = "tre lugna kajer"


class Browser:
    """Opens pages of an app and sends their forms."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def get(self, address: str) -> TestResponse:
        """Open a page."""
        return self.client.get(address)

    def send(self, address: str, page: str | None = None, **fields: str) -> TestResponse:
        """Send the form of a page, with its tokens and the fields that are filled in."""
        shown = self.client.get(page or address).text
        return self.client.post(address, data=tokens(shown) | fields)

    def sign_in(self, email: str, password: str = PASSWORD, next_page: str = "") -> TestResponse:
        """Sign in."""
        address = f"/login?next={next_page}" if next_page else "/login"
        return self.send(address, email=email, password=password)

    def is_signed_in(self) -> bool:
        """Whether the account's own page opens."""
        return self.client.get("/change").status_code == 200


def tokens(page: str) -> dict[str, str]:
    """Give the hidden fields of a page's last form."""
    found = re.findall(r'<input type="hidden" name="(csrf_token|form_key)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


def account_made(
    app: Flask,
    email: str = "kim@example.org",
    *roles: Role,
    password: str = PASSWORD,
    is_confirmed: bool = True,
) -> int:
    """Make an account, confirmed unless said otherwise, and give its id."""
    with app.app_context():
        password_hash = hash_password(password)
        with writing(sessions()) as session:
            account = make_account(
                session,
                email=email,
                name="Kim Kajsson",
                roles=roles or (Role.STUDENT,),
                password_hash=password_hash,
                confirmed_at=now() if is_confirmed else None,
                language=Language.ENGLISH,
                by=SYSTEM,
                at=now(),
            )
            return account.id


@contextmanager
def account_of(app: Flask, email: str = "kim@example.org") -> Iterator[tuple[Session, Account]]:
    """Give an account in a session that is committed at the end."""
    with app.app_context(), writing(sessions()) as session:
        account = find_account(session, email)
        assert account is not None
        yield session, account


def letters(app: Flask) -> list[str]:
    """Give the subjects of all letters, oldest first."""
    with app.app_context(), sessions()() as session:
        return list(session.scalars(select(Letter.subject).order_by(Letter.id)))


def link(app: Flask, subject: str, email: str = "kim@example.org") -> str:
    """Give the path that the button of a letter leads to."""
    with account_of(app, email) as (_session, account):
        return link_for(subject, account).removeprefix(app.config["BASE_URL"])
