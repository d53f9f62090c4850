"""How often a student may have a file read or try a code: enough to try again, not to harm."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import current_app
from flask import session as cookie

from web.extensions import limiter

READINGS, CODES = "20 per hour", "20 per hour"
# Whoever looks at a demo tries everything, and quickly.
IN_DEMO = "1000 per minute"

View = Callable[..., Any]


def read_files(view: View) -> View:
    """Limit how often files are read for an account."""
    return _limited(view, "files", READINGS)


def typed_codes(view: View) -> View:
    """Limit how often codes are tried by an account."""
    return _limited(view, "codes", CODES)


def _limited(view: View, what: str, limit: str) -> View:
    limited: View = limiter.limit(
        lambda: IN_DEMO if current_app.config["DEMO"] else limit,
        key_func=partial(_who, what),
        methods=["POST"],
    )(view)
    return limited


def _who(what: str) -> str:
    return f"{what} {cookie.get('_user_id', '')}"
