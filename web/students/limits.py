"""How often a student may have a file read: enough to try again, too seldom to do harm."""

from collections.abc import Callable
from typing import Any

from flask import current_app
from flask import session as cookie

from web.extensions import limiter

READINGS = "20 per hour"
# Whoever looks at a demo tries everything, and quickly.
READINGS_IN_DEMO = "1000 per minute"

View = Callable[..., Any]


def read_files(view: View) -> View:
    """Limit how often files are read for an account."""
    limited: View = limiter.limit(
        lambda: READINGS_IN_DEMO if current_app.config["DEMO"] else READINGS,
        key_func=lambda: f"files {cookie.get('_user_id', '')}",
        methods=["POST"],
    )(view)
    return limited
