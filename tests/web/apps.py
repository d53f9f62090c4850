"""Apps that the tests of a process share: making one takes longer than most tests do.

An app is given as new: with the settings that it was made of, on the database of the test that
asks, with nothing left of what the test before did to it. Pages of the tests' own are added once.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import make_url

from models.database import make_sessions
from tests.engines import ENGINES
from web import config
from web import session as web_session
from web.app import create_app
from web.extensions import limiter

AddPages = Callable[[Flask], None]

DATABASE_URL, SESSIONS = "DATABASE_URL", "sessions"
# Passwords are hashed slowly on purpose; tests have many, and nothing to guard.
LIGHT = {"PASSWORD_PASSES": 1, "PASSWORD_MEMORY_KIB": 64}
# For tests that open no page which asks the database.
NO_DATABASE = {"TESTING": True, DATABASE_URL: "sqlite://"}

# Apps open their databases by the engines that tests share.
web_session.make_engine = ENGINES.engine


@dataclass(frozen=True)
class Kept:
    """An app, and what it was like when it was made."""

    app: Flask
    config: Mapping[str, Any]
    extensions: Mapping[str, Any]

    def as_new(self, url: str) -> Flask:
        """Give the app as it was made, on another database."""
        app = self.app
        app.config.clear()
        app.config.update(_copies(self.config))
        app.config[DATABASE_URL] = url
        app.extensions.clear()
        app.extensions.update(_copies(self.extensions))
        app.extensions[SESSIONS] = make_sessions(ENGINES.engine(url))
        app.instance_path = str(config.instance_path())
        # One limiter serves all apps of a process; the last one that was made has set it up.
        limiter.enabled = app.config["RATELIMIT_ENABLED"]
        if limiter.enabled:
            limiter.reset()
        return app


_KEPT: dict[tuple[str, AddPages | None], Kept] = {}


def shared_app(settings: Mapping[str, Any], add_pages: AddPages | None = None) -> Flask:
    """Give an app of some settings and pages, as new; the same one for the same ones."""
    url = settings[DATABASE_URL]
    kind = make_url(url).get_backend_name()
    key = repr(sorted({**settings, DATABASE_URL: kind}.items())), add_pages
    if key not in _KEPT:
        app = create_app(settings)
        if add_pages:
            add_pages(app)
        _KEPT[key] = Kept(app, _copies(app.config), _copies(app.extensions))
    return _KEPT[key].as_new(url)


def _copies(values: Mapping[str, Any]) -> dict[str, Any]:
    """Copy what may be added to; everything else stays itself."""
    return {
        name: copy(value) if type(value) in {list, set, dict} else value
        for name, value in values.items()
    }
