"""What happens when somebody registers an employer that is there already.

They are neither told who is registered nor let in: they ask, and a coordinator connects them.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact, Employer
from models.errors import NotAllowed, NotFound
from models.operations.events import record
from models.people import Account
from models.queries.connections import ASKED, THING, has_asked_to_connect
from models.words import Role


def ask_to_connect(
    session: Session, employer: Employer, account: Account, *, by: Actor, at: datetime
) -> None:
    """Note that an account says it speaks for the employer. Twice is once."""
    if _contact_of(employer, account) is not None:
        return
    if not has_asked_to_connect(session, account.id, employer_id=employer.id):
        record(session, THING, ASKED, employer.id, by=by, at=at)


def connect(
    session: Session, employer: Employer, account: Account, *, by: Actor, at: datetime
) -> Contact:
    """Let an account that asked for it speak for the employer. Twice is once.

    Raises
    ------
    NotAllowed
        If whoever decides is no coordinator.
    NotFound
        If the account has not asked.
    """
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("connect")
    contact = _contact_of(employer, account)
    if contact is not None:
        return contact
    if not has_asked_to_connect(session, account.id, employer_id=employer.id):
        raise NotFound("account", account.id)
    contact = _waiting_contact(employer, account) or _new_contact(employer, account)
    contact.account = account
    session.flush()
    record(session, THING, "connected", employer.id, by=by, at=at, account=account.id)
    return contact


def _contact_of(employer: Employer, account: Account) -> Contact | None:
    return next((each for each in employer.contacts if each.account_id == account.id), None)


def _waiting_contact(employer: Employer, account: Account) -> Contact | None:
    """Give the contact with the account's address that a coordinator took down on the phone."""
    return next(
        (
            each
            for each in employer.contacts
            if each.account_id is None and each.email == account.email
        ),
        None,
    )


def _new_contact(employer: Employer, account: Account) -> Contact:
    contact = Contact(name=account.name, email=account.email, language=account.language)
    employer.contacts.append(contact)
    return contact
