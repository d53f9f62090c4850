"""Ways to an account: signing up, being invited, and a new password for one that was forgotten.

Nothing here lets whoever asks learn which addresses have an account: only a letter tells.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import NotAllowed
from models.operations import letters
from models.operations.accounts import (
    OPEN_ROLES,
    actor_of,
    confirm_address,
    make_account,
    may_govern,
    new_key,
    row_of,
    set_password,
)
from models.operations.events import record
from models.people import Account
from models.queries.accounts import find_account
from models.words import STAFF, Language, Role


def sign_up(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    password_hash: str,
    language: Language,
    at: datetime,
) -> None:
    """Take a registration, whoever has the address already; only a letter tells which it was.

    A registration that nobody confirmed is replaced, and the link of the earlier letter is void:
    a link confirms the registration that it was sent for, with the password that was chosen there.

    Raises
    ------
    NotAllowed
        If the role is not open to all.
    """
    if role not in OPEN_ROLES:
        raise NotAllowed("sign_up")
    account = find_account(session, email)
    if account is None:
        account = make_account(
            session,
            email=email,
            name=name,
            roles=[role],
            password_hash=password_hash,
            language=language,
            by=Actor(role),
            at=at,
        )
    elif _is_open_registration(account):
        account.name, account.password, account.language = name.strip(), password_hash, language
        account.roles = [row_of(session, role)]
        account.fs_uniquifier = new_key()
        record(session, "account", "registered again", account.id, by=Actor(role), at=at)
    else:
        record(session, "account", "registration repeated", account.id, by=Actor(role), at=at)
        letters.queue(session, "account_exists", account, at=at)
        return
    letters.queue(session, "account_confirm", account, at=at)


def ask_for_confirmation(session: Session, *, email: str, at: datetime) -> None:
    """Queue the letter with the confirming link anew, where an account waits for it."""
    account = find_account(session, email)
    waits = account is not None and _is_open_registration(account) and account.active
    _note_asked(session, "confirmation asked for", account if waits else None, at)
    if account is not None and waits:
        letters.queue(session, "account_confirm", account, at=at)


def ask_for_reset(session: Session, *, email: str, at: datetime) -> None:
    """Queue a letter with a link to choose a new password, where there is an account to open."""
    account = find_account(session, email)
    opens = account is not None and account.active
    _note_asked(session, "reset asked for", account if opens else None, at)
    if account is not None and opens:
        letters.queue(session, "account_reset", account, at=at)


def reset_password(session: Session, account: Account, password_hash: str, *, at: datetime) -> None:
    """Set the password that was chosen behind a letter's link, which also confirms the address."""
    confirm_address(session, account, at=at)
    set_password(session, account, password_hash, by=actor_of(account), at=at)


def invite_staff(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    language: Language,
    by: Actor,
    at: datetime,
    works_for_id: int | None = None,
) -> Account:
    """Make an account for somebody who will work here; a letter lets them choose a password.

    Raises
    ------
    NotAllowed
        If whoever asks is no administrator.
    AlreadyThere
        If the address has an account.
    """
    may_govern(by, "invite")
    account = make_account(
        session,
        email=email,
        name=name,
        roles=[role],
        language=language,
        works_for_id=works_for_id,
        by=by,
        at=at,
    )
    letters.queue(session, "account_invite", account, at=at)
    return account


def _is_open_registration(account: Account) -> bool:
    """Whether somebody signed up by themself and nobody has confirmed it yet."""
    return (
        account.confirmed_at is None
        and account.password is not None
        and not account.role_names & STAFF
    )


def _note_asked(session: Session, what: str, account: Account | None, at: datetime) -> None:
    # Written for unknown addresses too: both ways take as long, and a search for addresses is seen.
    record(session, "account", what, account.id if account else None, by=SYSTEM, at=at)
