"""People who ask to be erased, and who carries it out."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.erasures import Erasure
from models.notices import Letter
from models.operations import erasures
from models.operations.accounts import actor_of
from models.people import Account, Student
from models.words import Role
from tests.builders.people import an_account
from tests.builders.time import NOW


def an_admin(session: Session) -> Actor:
    """Give an administrator as the one who acts."""
    return Actor(Role.ADMIN, an_account(session, Role.ADMIN).id)


def account_of(session: Session, student: Student) -> Account:
    """Give the account of a student."""
    account = session.get(Account, student.account_id)
    assert account is not None
    return account


def asked_by(session: Session, account: Account, *, at: datetime = NOW) -> Erasure:
    """Let somebody ask to be erased."""
    return erasures.ask(session, account, by=actor_of(account), at=at)


def letters_to(session: Session, account: Account) -> list[str]:
    """Give the subjects of the letters to an account, oldest first."""
    query = select(Letter.subject).where(Letter.account_id == account.id).order_by(Letter.id)
    return list(session.scalars(query))
