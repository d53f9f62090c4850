"""The sign-in library, given our accounts and none of its own pages."""

import hashlib
import time
from base64 import b64encode
from typing import Any, cast

import qrcode
from flask import Flask, current_app
from flask import session as cookie
from flask_security import Security, UserMixin
from flask_security.datastore import UserDatastore
from flask_security.totp import Totp
from passlib.exc import TokenError  # type: ignore[import-untyped] # it ships none
from qrcode.image.svg import SvgFillImage

from models.people import Account, RoleRow
from models.queries.accounts import find_account_by_key
from web.session import session

# When somebody signed in, in seconds: the library writes it into the cookie.
SIGNED_IN_AT = "fs_paa"


class SignedIn(UserMixin):
    """An account as the library knows it, at this request. The models know nothing of the library.

    What an account may do is asked in ``web/access.py`` alone, so the library sees no roles.
    """

    def __init__(self, account: Account) -> None:
        self.account = account
        # What the cookie holds; changed when the password is, or when the account is closed.
        self.fs_uniquifier = account.fs_uniquifier
        self.active = account.active
        self.roles = []


class Accounts(UserDatastore):
    """Where the library finds accounts: in the request's session, committed at the edge only."""

    def __init__(self) -> None:
        super().__init__(Account, RoleRow)  # type: ignore[arg-type] # they know nothing of it

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> SignedIn | None:
        """Find an account by the key of a cookie; the library asks for nothing else here."""
        account = find_account_by_key(session, str(wanted["fs_uniquifier"]))
        return SignedIn(account) if account else None

    def put(self, model: Any) -> Any:
        """Change nothing: operations do."""
        return model

    def commit(self) -> None:
        """Write what is pending; the edge commits."""
        session.flush()


class OneTimeCodes(Totp):
    """One-time codes of an authenticator app (RFC 6238)."""

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Draw the address for the app, on white also where the page is dark."""
        picture = qrcode.make(self.get_totp_uri(username, totp), image_factory=SvgFillImage)
        return f"data:image/svg+xml;base64,{b64encode(picture.to_string()).decode()}"

    def step_of(self, code: str, secret: str) -> int | None:
        """Give the time step that a code belongs to, now or just before or after; none if wrong."""
        try:
            return int(self._totp.verify("".join(code.split()), secret, window=30).counter)
        except TokenError:
            return None


def init_app(app: Flask) -> None:
    """Let the library say who is signed in."""
    app.config.update(
        SECURITY_TWO_FACTOR=True,
        SECURITY_TWO_FACTOR_ENABLED_METHODS=["authenticator"],
        SECURITY_TOTP_ISSUER=app.config["SERVICE_NAME"],
        SECURITY_TOTP_SECRETS={"1": _derived_key(app.config["SECRET_KEY"])},
        # Accounts are changed by operations that record it, never by the library's commands.
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
    )
    security = Security(app, Accounts(), register_blueprint=False, totp_cls=OneTimeCodes)
    security.login_manager.user_loader(load)
    # The library would also take a token from the address of a page; we give none out.
    security.login_manager.request_loader(lambda _request: None)


def load(key: str) -> SignedIn | None:
    """Give who a cookie says is signed in, unless the account is closed or it is too long ago."""
    longest = current_app.permanent_session_lifetime.total_seconds()
    if time.time() - float(cookie.get(SIGNED_IN_AT, 0)) > longest:
        return None
    found = security().datastore.find_user(fs_uniquifier=key)
    return found if found is not None and found.active else None


def security() -> Any:
    """Give the library's own object."""
    return current_app.extensions["security"]


def codes() -> OneTimeCodes:
    """Give what reckons one-time codes."""
    return cast(OneTimeCodes, security()._totp_factory)  # noqa: SLF001 - its public name is a setter's


def _derived_key(secret_key: str) -> str:
    """Encrypt the shared secrets in the database with a key of their own."""
    return hashlib.sha256(f"second factors {secret_key}".encode()).hexdigest()
