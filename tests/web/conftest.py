"""What the tests of pages share: an app on a database of its own, and somebody who clicks.

`session` is the test's own view of the database: make what the test needs with the builders and
commit it, then open pages with `client`.
"""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account
from tests.builders import NOW
from tests.web.browsing import sign_in_as
from web import create_app
from web.session import sessions as sessions_of


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """Give the service on the test's database, at the time that the builders live in."""
    app = create_app(
        {
            "TESTING": True,
            "DATABASE_URL": database_url,
            "HTTPS": False,
            "RATELIMIT_ENABLED": False,
            "QUEUE": "memory://",
        }
    )
    with time_machine.travel(NOW, tick=True):
        yield app
    sessions_of(app).kw["bind"].dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser without scripts that nobody is signed in with."""
    return app.test_client()


@pytest.fixture
def sign_in(session: Session, client: FlaskClient) -> Callable[[Account], None]:
    """Give what signs an account in with `client`. Commits what the test has made so far."""

    def sign_in(account: Account) -> None:
        if account.is_staff:
            account.tf_primary_method = "authenticator"
        session.commit()
        sign_in_as(client, account)

    return sign_in
