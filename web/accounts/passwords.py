"""Passwords: hashed, checked, and refused when they are too easily guessed.

Hashing takes tens of milliseconds on purpose. It is never done while the transaction writes.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, current_app, has_app_context
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from models.operations.accounts import renew_hash
from models.people import Account
from models.queries.accounts import find_account
from web.config import DEFAULTS
from web.session import session, write_from_here

SHORTEST, LONGEST = 12, 256

FEWEST_DIFFERENT = 5
RUNS = ("abcdefghijklmnopqrstuvwxyzåäö", "01234567890123456789", "qwertyuiopåasdfghjklöäzxcvbnm")
# Words that passwords are made of most often, in the two languages of the service.
COMMON = frozenset(
    {
        *("admin", "administrator", "changeme", "dragon", "iloveyou", "letmein", "login", "master"),
        *("monkey", "pass", "passphrase", "passw0rd", "password", "princess", "qwerty", "secret"),
        *("autumn", "spring", "summer", "winter", "student", "employer", "sunshine", "superman"),
        *("sweden", "thomas", "welcome", "fotboll", "hejhej", "hemligt", "höst", "jagälskardig"),
        *("lösen", "lösenord", "sommar", "sommaren", "sverige", "vinter", "vår", "välkommen"),
        *("arbetsgivare", "härnösand", "kajplats", "mittuniversitetet", "miun", "sundsvall"),
    }
)

TOO_SHORT = _l("Choose a password of at least 12 characters. A few words in a row are fine.")
TOO_LONG = _l("Choose a password of at most 256 characters.")
TOO_COMMON = _l("That password is easy to guess. Choose a few words that do not belong together.")
ABOUT_YOU = _l("Choose a password without your name or e-mail address in it.")


def init_app(app: Flask) -> None:
    """Have the hash ready that a wrong address is checked against."""
    with app.app_context():
        _hash_of_nobody(hasher())


def hasher() -> PasswordHasher:
    """Give what hashes passwords: Argon2id, as slow as the settings say."""
    config = current_app.config if has_app_context() else DEFAULTS
    return _hasher(config["PASSWORD_PASSES"], config["PASSWORD_MEMORY_KIB"])


def hash_password(password: str) -> str:
    """Give what is stored of a password."""
    return hasher().hash(_normal(password))


def is_password(password: str, stored: str | None) -> bool:
    """Whether a password is the one that was stored; takes as long when none is stored."""
    try:
        hasher().verify(stored or _hash_of_nobody(hasher()), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def account_signing_in(email: str, password: str) -> Account | None:
    """Give the account that an address and a password open, or none, whatever the reason.

    The reason is not told, here or on the page: unknown address, wrong password, an address that
    nobody confirmed and a closed account are the same answer, after the same arithmetic.
    """
    account = find_account(session, email)
    known = is_password(password, account.password if account else None)
    if account is None or not known or not account.active or account.confirmed_at is None:
        return None
    if account.password is not None and hasher().check_needs_rehash(account.password):
        newer = hash_password(password)
        write_from_here()
        renew_hash(session, account, newer)
    return account


def weakness(password: str, about: Iterable[str] = ()) -> LazyString | None:
    """Say why a password cannot be chosen, or give none when it can.

    There are no rules on capitals and digits: length is what counts (NIST SP 800-63B).

    Parameters
    ----------
    about : iterable of str
        What is known of the person: name, address.
    """
    plain = _normal(password).casefold()
    if len(plain) < SHORTEST:
        return TOO_SHORT
    if len(plain) > LONGEST:
        return TOO_LONG
    if len(set(plain)) < FEWEST_DIFFERENT or _is_run(plain) or _is_common(plain):
        return TOO_COMMON
    return ABOUT_YOU if _is_about(plain, about) else None


def _normal(password: str) -> str:
    """Let the same characters be the same bytes, whichever keyboard they come from."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher(passes: int, memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)


@cache
def _hash_of_nobody(by: PasswordHasher) -> str:
    return by.hash("nobody has this password")


def _is_run(plain: str) -> bool:
    """Whether it is an alphabet, digits or rows of keys, forwards or backwards, repeated or not."""
    return any(plain in run * 6 or plain[::-1] in run * 6 for run in RUNS)


def _is_common(plain: str) -> bool:
    """Whether nothing but digits and signs is left when the most common words are taken away."""
    left = plain
    for word in sorted(COMMON, key=len, reverse=True):
        left = left.replace(word, "")
    return not any(letter.isalpha() for letter in left) and not _has_many_digits(left)


def _has_many_digits(left: str) -> bool:
    return len(set(left)) >= SHORTEST - 3


def _is_about(plain: str, about: Iterable[str]) -> bool:
    parts = {part for text in about for part in text.casefold().replace("@", " ").split()}
    return any(len(part) >= 4 and part in plain for part in parts)
