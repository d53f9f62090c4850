"""What the tests of pages share: an app on a database of its own, and somebody who clicks.

`session` is the test's own view of the database: make what the test needs with the builders and
commit it, then open pages with `client`.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account
from tests.builders import NOW
from tests.planner import Planner
from tests.postgres import Server
from tests.web.apps import LIGHT, AddPages, shared_app
from tests.web.browsing import sign_in_as


@pytest.fixture(scope="session")
def planner(postgresql_server: Server) -> Iterator[Planner]:
    """Give what has PostgreSQL plan what is asked of SQLite."""
    planner = Planner(postgresql_server)
    yield planner
    planner.close()


@pytest.fixture(params=["sqlite"])
def database_url(database_url: str, planner: Planner) -> Iterator[str]:
    """Give an SQLite database of the test's own; `tests.web.databases` says when both kinds."""
    with planner.watching():
        yield database_url
    assert planner.refused == []


@pytest.fixture
def settings(database_url: str) -> dict[str, Any]:
    """Give the settings of the service on the test's database."""
    return {
        "TESTING": True,
        "DATABASE_URL": database_url,
        "HTTPS": False,
        "RATELIMIT_ENABLED": False,
        "QUEUE": "memory://",
        **LIGHT,
    }


@pytest.fixture
def add_pages() -> AddPages | None:
    """Say what adds pages of the tests' own to the service: nothing, unless a module has some."""
    return None


@pytest.fixture
def app(settings: dict[str, Any], add_pages: AddPages | None) -> Iterator[Flask]:
    """Give the service on the test's database, at the time that the builders live in."""
    app = shared_app(settings, add_pages)
    # Its engine is shared, and closed when the next test leads it elsewhere: the test's own
    # session may still be connected by it.
    with time_machine.travel(NOW, tick=True):
        yield app


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
