"""How often somebody may try: enough for a person who forgets, too seldom for one who guesses."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask, Response, current_app, request
from flask import session as cookie
from flask_limiter.util import get_remote_address

from models.keys import normal_email
from web.commit import is_first_answer_again
from web.extensions import limiter

# The cookie's name for the account whose second factor is waited for (see ``signing_in.py``).
WAITING = "waiting"

# Wrong passwords and codes: for one account from one address, and for one address in all.
# Letters asked for: the same. A whole class may sign up from one address of the university.
LIMITS = {
    "LIMIT_GUESSES": "10 per 5 minutes",
    "LIMIT_GUESSES_OF_ADDRESS": "100 per 5 minutes",
    "LIMIT_LETTERS": "5 per hour",
    "LIMIT_LETTERS_OF_ADDRESS": "200 per hour",
}
# Whoever looks at a demo tries everything, and quickly.
LIMITS_IN_DEMO = dict.fromkeys(LIMITS, "1000 per minute")

View = Callable[..., Any]


def init_app(app: Flask) -> None:
    """Give the limits their defaults."""
    for name, limit in (LIMITS_IN_DEMO if app.config["DEMO"] else LIMITS).items():
        app.config.setdefault(name, limit)


def guesses(view: View) -> View:
    """Limit how many wrong passwords or codes are tried. Right ones do not count."""
    return _limited(view, "LIMIT_GUESSES", only_refused)


def asked_letters(view: View) -> View:
    """Limit how many letters are asked for."""
    return _limited(view, "LIMIT_LETTERS", was_taken)


def account_and_address() -> str:
    """Give whom an attempt is at, and where it comes from."""
    whom = request.form.get("email") or cookie.get(WAITING, {}).get("key") or cookie.get("_user_id")
    return f"{get_remote_address()} {normal_email(str(whom or ''))}"


def only_refused(response: Response) -> bool:
    """Whether a form was refused."""
    return response.status_code == 422


def was_taken(response: Response) -> bool:
    """Whether a form was taken, and not only answered as the first time it came."""
    return response.status_code < 400 and not is_first_answer_again()


def _limited(view: View, name: str, counts: Callable[[Response], bool]) -> View:
    for setting, key in ((name, account_and_address), (f"{name}_OF_ADDRESS", get_remote_address)):
        limit = limiter.limit(
            partial(_setting, setting), key_func=key, methods=["POST"], deduct_when=counts
        )
        view = limit(view)
    return view


def _setting(name: str) -> str:
    limit: str = current_app.config[name]
    return limit
