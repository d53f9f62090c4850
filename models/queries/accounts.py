"""Questions about accounts."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from models.employers import Contact
from models.errors import NotFound
from models.keys import normal_email
from models.people import Account, RoleRow, Student
from models.words import Role


def get_account(session: Session, account_id: int) -> Account:
    """Give an account, or raise NotFound."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("account", account_id)
    return account


def find_account(session: Session, email: str) -> Account | None:
    """Give the account with an address, if there is one."""
    return session.scalar(select(Account).where(Account.email == normal_email(email)))


def find_account_by_key(session: Session, key: str) -> Account | None:
    """Give the account that a signed-in browser's cookie names, unless its key changed since."""
    # Every page asks this: one question for the account and its roles.
    query = select(Account).options(joinedload(Account.roles)).where(Account.fs_uniquifier == key)
    return session.scalars(query).unique().one_or_none()


def find_role(session: Session, role: Role) -> RoleRow | None:
    """Give the row of a role, if any account was ever given it."""
    return session.scalar(select(RoleRow).where(RoleRow.name == role.value))


def list_accounts(
    session: Session, *, role: Role | None = None, words: str = "", limit: int = 50, offset: int = 0
) -> Sequence[Account]:
    """List accounts by address, never of somebody with a protected identity, or erased.

    ``words`` is looked for in address and name.
    """
    query = select(Account).where(*_wanted(role, words)).order_by(Account.email, Account.id)
    return session.scalars(query.limit(limit).offset(offset)).all()


def count_accounts(session: Session, *, role: Role | None = None, words: str = "") -> int:
    """Count what `list_accounts` would list without a limit."""
    return session.scalar(select(func.count(Account.id)).where(*_wanted(role, words))) or 0


def list_contacts_to_claim(session: Session, email: str) -> Sequence[Contact]:
    """List the employers' contacts with an address that no account speaks for yet."""
    query = select(Contact).where(
        Contact.email == normal_email(email), Contact.account_id.is_(None), Contact.email != ""
    )
    return session.scalars(query.order_by(Contact.id)).all()


def _wanted(role: Role | None, words: str) -> list[ColumnElement[bool]]:
    wanted = [~Account.student.has(Student.is_protected), Account.erased_at.is_(None)]
    if role is not None:
        wanted.append(Account.roles.any(RoleRow.name == role.value))
    if words.strip():
        typed = words.strip()
        wanted.append(
            or_(
                Account.email.contains(normal_email(typed), autoescape=True),
                Account.name.contains(typed, autoescape=True),
            )
        )
    return wanted
