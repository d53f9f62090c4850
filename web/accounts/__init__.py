"""Accounts: signing up, confirming the address, signing in with a second factor, and one's own.

The sign-in library knows who is signed in and reckons one-time codes; the pages are our own, for
three promises that its pages do not keep: a GET changes nothing (its confirming link does),
passwords are hashed before a writer begins, and letters go through the outbox.
"""

from flask import Flask

from web.access import SECOND_FACTOR_ENDPOINT
from web.accounts import (
    addresses,
    limits,
    own,
    own_records,
    passwords,
    registrations,
    resets,
    second_factors,
    security,
    sign_ins,
)
from web.accounts.blueprint import blueprint
from web.commit import ANSWERED_ANEW
from web.session import WRITES_LATE

__all__ = [
    "addresses",
    "blueprint",
    "own",
    "own_records",
    "registrations",
    "resets",
    "second_factors",
    "sign_ins",
]

# Their forms hash or check a password or a code: they read first, and write when that is done.
SLOW = (
    "sign_in",
    "address_confirm",
    "code_enter",
    "register",
    "password_reset",
    "password_change",
    "second_factor_set",
    "second_factor_remove",
    "recovery_codes_renew",
)


def init_app(app: Flask) -> None:
    """Plug in what knows who is signed in. The pages come with the blueprint."""
    limits.init_app(app)
    passwords.init_app(app)
    security.init_app(app)
    app.config[SECOND_FACTOR_ENDPOINT] = "accounts.second_factor_show"
    app.config[WRITES_LATE].update(f"accounts.{name}" for name in SLOW)
    # Whoever knows the password is let in however often they press: the cookie is all there is.
    app.config.setdefault(ANSWERED_ANEW, set()).add("accounts.sign_in")
