"""Apps of the account tests: as people use it, and as staff do, outside demo mode."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from tests.web.accounts.browser import Browser
from tests.web.apps import LIGHT, shared_app
from web.app import create_app

MakeApp = Callable[..., Flask]

SETTINGS = {
    "TESTING": True,
    "HTTPS": False,
    "SECRET_KEY": "a secret that is long enough for tests",
    **LIGHT,
}


@pytest.fixture
def make_app(database_url: str) -> Iterator[MakeApp]:
    """Give a maker of apps on the test's database."""
    made: list[Flask] = []

    def make(**settings: Any) -> Flask:
        app = create_app({**SETTINGS, "DATABASE_URL": database_url, **settings})
        made.append(app)
        return app

    return make


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """Give an app outside demo mode."""
    return shared_app({**SETTINGS, "DATABASE_URL": database_url})


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Give somebody's browser."""
    return Browser(app)
