"""Nobody takes over an employer that is registered: they ask, and a coordinator connects them."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.audit import Event
from models.employers import Employer
from models.errors import NotAllowed, NotFound
from models.operations.accounts import actor_of
from models.operations.connections import ask_to_connect, connect
from models.people import Account
from models.queries.connections import has_asked_to_connect, list_connections_asked
from models.queries.employers import find_contact_of_account
from models.words import Role
from tests.builders import NOW, a_coordinator, an_account, an_employer


@pytest.fixture
def employer(session: Session) -> Employer:
    """Give an employer that somebody else registered."""
    return an_employer(session)


@pytest.fixture
def account(session: Session) -> Account:
    """Give somebody who says that they work there."""
    return an_account(session, Role.EMPLOYER, name="Åsa Öberg", email="asa@example.org")


def ask(session: Session, employer: Employer, account: Account) -> None:
    ask_to_connect(session, employer, account, by=actor_of(account), at=NOW)


def test_asking_gives_nothing_yet(session: Session, employer: Employer, account: Account) -> None:
    ask(session, employer, account)
    assert find_contact_of_account(session, account.id) is None
    assert has_asked_to_connect(session, account.id)
    [asked] = list_connections_asked(session)
    assert (asked.employer, asked.account, asked.asked_at) == (employer, account, NOW)


def test_asking_twice_is_asking_once(
    session: Session, employer: Employer, account: Account
) -> None:
    ask(session, employer, account)
    before = session.scalar(select(func.count(Event.id)))
    ask(session, employer, account)
    assert session.scalar(select(func.count(Event.id))) == before
    assert len(list_connections_asked(session)) == 1


def test_a_coordinator_connects_them_once(
    session: Session, employer: Employer, account: Account
) -> None:
    ask(session, employer, account)
    by = a_coordinator(session)
    contacts = [connect(session, employer, account, by=by, at=NOW) for _each in range(2)]
    assert contacts[0] is contacts[1]
    contact = find_contact_of_account(session, account.id)
    assert contact is not None
    assert contact.employer is employer
    assert not has_asked_to_connect(session, account.id)
    assert len(employer.contacts) == 2


def test_a_contact_taken_down_on_the_phone_becomes_the_account_s(
    session: Session, account: Account
) -> None:
    employer = an_employer(session, contact_name="Åsa", contact_email=account.email)
    ask(session, employer, account)
    connect(session, employer, account, by=a_coordinator(session), at=NOW)
    [contact] = employer.contacts
    assert (contact.name, contact.account_id) == ("Åsa", account.id)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_nobody_else_connects(
    session: Session, employer: Employer, account: Account, role: Role
) -> None:
    ask(session, employer, account)
    with pytest.raises(NotAllowed):
        connect(session, employer, account, by=Actor(role, account.id), at=NOW)
    assert has_asked_to_connect(session, account.id)


def test_nobody_is_connected_who_has_not_asked(
    session: Session, employer: Employer, account: Account
) -> None:
    with pytest.raises(NotFound):
        connect(session, employer, account, by=a_coordinator(session), at=NOW)


def test_a_contact_of_the_employer_does_not_ask(session: Session, account: Account) -> None:
    employer = an_employer(session, account=account)
    ask(session, employer, account)
    assert list_connections_asked(session) == []
