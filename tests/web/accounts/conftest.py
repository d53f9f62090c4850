"""Apps of the account tests: as people use it, and as staff do, outside demo mode."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.web.accounts.browser import Browser
from tests.web.apps import LIGHT, shared_app

MakeApp = Callable[..., Flask]

SETTINGS = {
    "TESTING": True,
    "HTTPS": False,
    "SECRET_KEY": "a secret that is long enough for tests",
    **LIGHT,
}


@pytest.fixture
def make_app(database_url: str) -> MakeApp:
    """Give a maker of apps on the test's database."""

    def make(**settings: Any) -> Flask:
        return shared_app({**SETTINGS, "DATABASE_URL": database_url, **settings})

    return make


@pytest.fixture
def app(database_url: str) -> Flask:
    """Give an app outside demo mode."""
    return shared_app({**SETTINGS, "DATABASE_URL": database_url})


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Give somebody's browser."""
    return Browser(app)
