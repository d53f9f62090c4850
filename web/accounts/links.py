"""The links in letters to accounts. Made when the letter is worded, so none is ever stored.

A link names the account and what it was like: when the address, the password or the key has
changed since, the link is void. So a link to choose a password works once.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from models.errors import LinkInvalid, NotFound
from models.people import Account
from models.queries.accounts import get_account
from web.clock import now
from web.session import session

CONFIRM, RESET, INVITE = "confirm", "reset", "invite"

# How long a link can be used.
LASTS = {CONFIRM: timedelta(days=3), RESET: timedelta(hours=24), INVITE: timedelta(days=14)}

# Where the button of each letter leads: a page, and what its token lets its holder do.
PAGES: dict[str, tuple[str, str]] = {
    "account_confirm": ("accounts.address_show", CONFIRM),
    "account_reset": ("accounts.password_reset", RESET),
    "account_invite": ("accounts.password_reset", INVITE),
    "account_exists": ("accounts.sign_in", ""),
    "password_changed": ("accounts.password_ask", ""),
    "second_factor_changed": ("accounts.password_ask", ""),
}


def link_for(letter_subject: str, account: Account) -> str:
    """Give the address that the button of a letter leads to.

    Parameters
    ----------
    letter_subject : str
        The letter's subject, a key of `PAGES`.
    account : Account
        Whom the letter goes to.
    """
    endpoint, purpose = PAGES[letter_subject]
    values = {"token": make_token(purpose, account)} if purpose else {}
    router = current_app.url_map.bind("")
    base: str = current_app.config["BASE_URL"]
    return base.rstrip("/") + router.build(endpoint, values)


def make_token(purpose: str, account: Account) -> str:
    """Give the secret part of a link."""
    return str(_serializer().dumps([purpose, account.id, _likeness(account)]))


def account_of(token: str, *purposes: str) -> Account:
    """Give the account that a link is for.

    Raises
    ------
    LinkInvalid
        If the link is not ours, is for something else, too old, used up, or of a closed account.
    """
    try:
        content, made_at = _serializer().loads(token, return_timestamp=True)
        purpose, account_id, likeness = content
        account = get_account(session, account_id)
    except (BadSignature, NotFound) as error:
        raise LinkInvalid from error
    fits = purpose in purposes and likeness == _likeness(account) and account.active
    if not fits or _age(made_at) > LASTS[purpose]:
        raise LinkInvalid
    return account


def _age(made_at: datetime) -> timedelta:
    return now() - made_at.astimezone(UTC)


def _likeness(account: Account) -> str:
    content = repr((account.id, account.email, account.fs_uniquifier, account.password))
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _serializer() -> Any:
    older = current_app.config.get("SECRET_KEY_FALLBACKS") or []
    keys = [*older, current_app.config["SECRET_KEY"]]
    return URLSafeTimedSerializer(keys, salt="links in letters to accounts")
