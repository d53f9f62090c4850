"""What happens to an account: made, confirmed, given and stripped of roles, closed and opened.

Passwords arrive as hashes: hashing takes long on purpose and is done before the writer begins.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import AlreadyThere, NotAllowed
from models.keys import normal_email
from models.operations import letters
from models.operations.events import record
from models.operations.guards import all_told
from models.people import Account, RoleRow
from models.queries.accounts import find_account, find_role, list_contacts_to_claim
from models.queries.students import find_student_by_email
from models.words import Language, Role

# What somebody may sign up as; every other role is given by an administrator.
OPEN_ROLES = frozenset({Role.STUDENT, Role.EMPLOYER})


def make_account(
    session: Session,
    *,
    email: str,
    name: str,
    roles: Iterable[Role],
    by: Actor,
    at: datetime,
    password_hash: str | None = None,
    confirmed_at: datetime | None = None,
    language: Language = Language.SWEDISH,
    works_for_id: int | None = None,
) -> Account:
    """Make an account that may sign in once its address is confirmed and it has a password.

    Raises
    ------
    NotAllowed
        If somebody else than an administrator or the system gives a role that is not open to all.
    AlreadyThere
        If the address has an account.
    """
    held = sorted(set(roles))
    if by.role not in {Role.ADMIN, Role.SYSTEM} and not OPEN_ROLES.issuperset(held):
        raise NotAllowed("make_account")
    all_told(email=email.strip(), name=name.strip())
    if find_account(session, email) is not None:
        raise AlreadyThere("uq_accounts_email")
    account = Account(
        email=normal_email(email),
        name=name.strip(),
        password=password_hash,
        confirmed_at=confirmed_at,
        language=language,
        works_for_id=works_for_id,
        created_at=at,
        fs_uniquifier=new_key(),
        roles=[row_of(session, role) for role in held],
    )
    session.add(account)
    session.flush()
    record(session, "account", "made", account.id, by=by, at=at, roles=held)
    return account


def confirm_address(session: Session, account: Account, *, at: datetime) -> None:
    """Note that whoever reads the address's letters has the account. Twice is once.

    What was registered under the address on paper or by phone becomes the account's own.
    """
    if account.confirmed_at is not None:
        return
    account.confirmed_at = at
    session.flush()
    own = actor_of(account)
    record(session, "account", "confirmed", account.id, by=own, at=at)
    _claim(session, account, by=own, at=at)


def change_details(
    session: Session, account: Account, *, name: str, language: Language, by: Actor, at: datetime
) -> None:
    """Change what the account is called, and the language of its pages and letters."""
    all_told(name=name.strip())
    told = {"name": name.strip(), "language": language}
    changed = sorted(field for field, value in told.items() if getattr(account, field) != value)
    for field in changed:
        setattr(account, field, told[field])
    if changed:
        session.flush()
        record(session, "account", "edited", account.id, by=by, at=at, fields=changed)


def choose_language(
    session: Session, account: Account, language: Language, *, by: Actor, at: datetime
) -> None:
    """Choose the language of the account's pages and letters."""
    change_details(session, account, name=account.name, language=language, by=by, at=at)


def choose_shortcuts(
    session: Session, account: Account, *, has_shortcuts: bool, by: Actor, at: datetime
) -> None:
    """Turn the single keys that act on or off. Twice is once."""
    if account.has_shortcuts is has_shortcuts:
        return
    account.has_shortcuts = has_shortcuts
    session.flush()
    record(session, "account", "edited", account.id, by=by, at=at, fields=["has_shortcuts"])


def set_password(
    session: Session, account: Account, password_hash: str, *, by: Actor, at: datetime
) -> None:
    """Change the password and sign the account out everywhere; a letter says so."""
    account.password = password_hash
    account.fs_uniquifier = new_key()
    session.flush()
    record(session, "account", "password changed", account.id, by=by, at=at)
    letters.queue(session, "password_changed", account, at=at)


def renew_hash(session: Session, account: Account, password_hash: str) -> None:
    """Store the same password hashed by newer settings. Nothing happened that anybody need know."""
    account.password = password_hash
    session.flush()


def give_role(session: Session, account: Account, role: Role, *, by: Actor, at: datetime) -> None:
    """Give an account a role. Twice is once."""
    may_govern(by, "give_role")
    if role is Role.SYSTEM or account.erased_at is not None:
        raise NotAllowed("give_role")
    if role not in account.role_names:
        account.roles.append(row_of(session, role))
        session.flush()
        record(session, "account", "role given", account.id, by=by, at=at, role=role)


def take_role(session: Session, account: Account, role: Role, *, by: Actor, at: datetime) -> None:
    """Take a role from an account; it is gone at the account's next request. Twice is once.

    Raises
    ------
    NotAllowed
        If whoever asks is no administrator, or would end as none: somebody must hold the keys.
    """
    may_govern(by, "take_role")
    if role is Role.ADMIN and account.id == by.account_id:
        raise NotAllowed("take_role")
    if role in account.role_names:
        account.roles = [row for row in account.roles if row.name != role]
        session.flush()
        record(session, "account", "role taken", account.id, by=by, at=at, role=role)


def set_workplace(
    session: Session, account: Account, works_for_id: int | None, *, by: Actor, at: datetime
) -> None:
    """Note which unit employs somebody: they neither confirm nor verify for it (jäv)."""
    may_govern(by, "set_workplace")
    if account.works_for_id != works_for_id:
        account.works_for_id = works_for_id
        session.flush()
        record(session, "account", "workplace set", account.id, by=by, at=at, employer=works_for_id)


def deactivate(session: Session, account: Account, *, by: Actor, at: datetime) -> None:
    """Close an account: it is signed out at its next request. Twice is once.

    Raises
    ------
    NotAllowed
        If whoever asks is no administrator, or would close their own.
    """
    may_govern(by, "deactivate")
    if account.id == by.account_id:
        raise NotAllowed("deactivate")
    if account.active:
        account.active = False
        account.fs_uniquifier = new_key()
        session.flush()
        record(session, "account", "deactivated", account.id, by=by, at=at)


def activate(session: Session, account: Account, *, by: Actor, at: datetime) -> None:
    """Open a closed account again, with the roles that it had. Twice is once.

    Raises
    ------
    NotAllowed
        If whoever asks is no administrator, or nobody is behind the account any more.
    """
    may_govern(by, "activate")
    if account.erased_at is not None:
        raise NotAllowed("activate")
    if not account.active:
        account.active = True
        session.flush()
        record(session, "account", "activated", account.id, by=by, at=at)


def actor_of(account: Account) -> Actor:
    """Give an account that acts on itself, before or beside any page of its roles."""
    held = [role for role in Role if role in account.role_names]
    return Actor(held[0], account.id) if held else SYSTEM


def new_key() -> str:
    """Give what a signed-in browser knows an account by; a new one signs it out everywhere."""
    return secrets.token_hex(32)


def may_govern(by: Actor, verb: str) -> None:
    """Refuse everybody but administrators."""
    if by.role not in {Role.ADMIN, Role.SYSTEM}:
        raise NotAllowed(verb)


def row_of(session: Session, role: Role) -> RoleRow:
    """Give the row of a role."""
    row = find_role(session, role)
    if row is None:
        row = RoleRow(name=role.value)
        session.add(row)
        session.flush()
    return row


def _claim(session: Session, account: Account, *, by: Actor, at: datetime) -> None:
    """Give the account what was registered under its address before anybody had signed up."""
    student = find_student_by_email(session, account.email)
    if Role.STUDENT in account.role_names and student is not None and student.account_id is None:
        student.account = account
        record(session, "student", "claimed", student.id, by=by, at=at)
    if Role.EMPLOYER in account.role_names:
        for contact in list_contacts_to_claim(session, account.email):
            contact.account = account
            record(session, "contact", "claimed", contact.id, by=by, at=at)
    session.flush()
