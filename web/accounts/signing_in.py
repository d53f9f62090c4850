"""The steps from a right password to being signed in, and back out."""

import time
from typing import cast

from flask import Response, abort, g, redirect, url_for
from flask import session as cookie
from flask_security.utils import login_user, logout_user
from flask_wtf.csrf import generate_csrf

from models.people import Account
from models.queries.accounts import find_account_by_key
from web.access import current_account
from web.accounts.limits import WAITING
from web.accounts.security import SignedIn
from web.accounts.targets import target_of
from web.languages import CHOSEN
from web.session import session, write_from_here

# How long somebody has to find their phone.
WAITING_SECONDS = 600


def own_account() -> Account:
    """Give the account that is signed in, on pages that the access table keeps for such."""
    return current_account() or abort(404)


def write_on(account: Account) -> None:
    """Begin to write after slow arithmetic, with the account as it is by now."""
    write_from_here()
    session.refresh(account)


def enter(account: Account, asked: str | None) -> Response:
    """Let somebody in who knew the password: at once, or by way of their second factor."""
    if account.tf_primary_method is None:
        return let_in(account, asked)
    start_anew()
    cookie[WAITING] = {"key": account.fs_uniquifier, "since": time.time(), "next": asked}
    return cast(Response, redirect(url_for("accounts.code_enter"), 303))


def account_waiting() -> Account | None:
    """Give the account that showed its password and owes the second factor, if not too long ago."""
    waiting = cookie.get(WAITING, {})
    if time.time() - waiting.get("since", 0) > WAITING_SECONDS:
        return None
    account = find_account_by_key(session, waiting["key"])
    return account if account is not None and account.active else None


def asked_page() -> str | None:
    """Give the page that was asked for before the second factor was."""
    asked: str | None = cookie.get(WAITING, {}).get("next")
    return asked


def let_in(account: Account, asked: str | None = None) -> Response:
    """Sign an account in, in a cookie that holds nothing from before."""
    target = target_of(asked, account)
    start_anew()
    login_user(SignedIn(account), remember=False)
    return cast(Response, redirect(target, 303))


def let_out() -> None:
    """Sign out whoever is signed in."""
    logout_user()
    start_anew()


def start_anew() -> None:
    """Empty the cookie, so that what somebody planted there before signing in is gone after."""
    language = cookie.get(CHOSEN)
    cookie.clear()
    if language:
        cookie[CHOSEN] = language
    # A new secret for form tokens at once: pages that are opened side by side then share it.
    g.pop("csrf_token", None)
    generate_csrf()
