"""The pages of administrators."""

from flask import Flask

from web.admin import accounts, erasures, events, home, vocabulary
from web.admin.blueprint import blueprint
from web.session import WRITES_LATE

__all__ = ["accounts", "blueprint", "erasures", "events", "home", "vocabulary"]


def init_app(app: Flask) -> None:
    """Let files be read before anything is written, so that nobody waits for the reading."""
    app.config[WRITES_LATE].add("admin.vocabulary")
