"""A second factor: set up, used, removed. Recovery codes are stored as hashes and used up."""

import hashlib
import json
import secrets
from base64 import b32encode
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed
from models.operations import letters
from models.operations.accounts import may_govern
from models.operations.events import record
from models.people import Account

AUTHENTICATOR = "authenticator"
HOW_MANY_CODES = 8


def set_second_factor(
    session: Session,
    account: Account,
    totp_secret: str,
    *,
    counter: int | None,
    by: Actor,
    at: datetime,
) -> list[str]:
    """Ask this account for a one-time code from now on; give its recovery codes, for this once.

    Parameters
    ----------
    totp_secret : str
        The shared secret, encrypted.
    counter : int or None
        The time step of the code by which it was proved, so that it cannot be used again.
    """
    account.tf_primary_method = AUTHENTICATOR
    account.tf_totp_secret = totp_secret
    account.tf_last_counter = counter
    record(session, "account", "second factor set", account.id, by=by, at=at)
    letters.queue(session, "second_factor_changed", account, at=at)
    return renew_recovery_codes(session, account, by=by, at=at)


def remove_second_factor(session: Session, account: Account, *, by: Actor, at: datetime) -> None:
    """Ask for no code any more; a letter says so. Twice is once.

    Raises
    ------
    NotAllowed
        If it is somebody else's account and whoever asks is no administrator.
    """
    if by.account_id != account.id:
        may_govern(by, "remove_second_factor")
    if account.tf_primary_method is None:
        return
    account.tf_primary_method = account.tf_totp_secret = account.mf_recovery_codes = None
    account.tf_last_counter = None
    session.flush()
    record(session, "account", "second factor removed", account.id, by=by, at=at)
    letters.queue(session, "second_factor_changed", account, at=at)


def remove_second_factor_of_other(
    session: Session, account: Account, *, by: Actor, at: datetime
) -> None:
    """Help somebody who lost it. One's own is removed by showing the password, never this way.

    Raises
    ------
    NotAllowed
        If whoever asks is no administrator, or asks for their own account.
    """
    may_govern(by, "remove_second_factor")
    if account.id == by.account_id:
        raise NotAllowed("remove_second_factor")
    remove_second_factor(session, account, by=by, at=at)


def renew_recovery_codes(
    session: Session, account: Account, *, by: Actor, at: datetime
) -> list[str]:
    """Make new recovery codes; the earlier ones open nothing any more."""
    codes = [_new_code() for _ in range(HOW_MANY_CODES)]
    account.mf_recovery_codes = json.dumps([_hash(code) for code in codes])
    session.flush()
    record(session, "account", "recovery codes renewed", account.id, by=by, at=at)
    return codes


def use_counter(session: Session, account: Account, counter: int) -> bool:
    """Use up a one-time code by its time step; tell whether it was still good."""
    if account.tf_last_counter is not None and counter <= account.tf_last_counter:
        return False
    account.tf_last_counter = counter
    session.flush()
    return True


def use_recovery_code(
    session: Session, account: Account, code: str, *, by: Actor, at: datetime
) -> bool:
    """Use up a recovery code; tell whether it was one."""
    left = json.loads(account.mf_recovery_codes or "[]")
    used = _hash(code)
    if used not in left:
        return False
    account.mf_recovery_codes = json.dumps([stored for stored in left if stored != used])
    session.flush()
    record(session, "account", "recovery code used", account.id, by=by, at=at, left=len(left) - 1)
    return True


def count_recovery_codes(account: Account) -> int:
    """Count the recovery codes that are left."""
    return len(json.loads(account.mf_recovery_codes or "[]"))


def _new_code() -> str:
    """Give 80 random bits, so that a plain hash of them cannot be reversed by trying."""
    letters_of_code = b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(letters_of_code[start : start + 4] for start in range(0, 16, 4))


def _hash(code: str) -> str:
    plain = "".join(code.split()).replace("-", "").lower()
    return hashlib.sha256(plain.encode()).hexdigest()
