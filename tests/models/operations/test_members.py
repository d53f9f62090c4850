"""The working group keeps the list of who sits in the steering group."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import Missing, NotAllowed
from models.operations.members import MemberWords, add_member, edit_member
from models.queries.members import list_members
from models.words import Party, Role
from tests.builders import NOW, a_coordinator, a_member, an_account

SINCE = date(2024, 1, 1)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_only_the_working_group_does(session: Session, role: Role) -> None:
    words = MemberWords("Ådel Kobbe", Party.UNIVERSITY, SINCE)
    with pytest.raises(NotAllowed):
        add_member(session, words, by=Actor(role), at=NOW)
    with pytest.raises(NotAllowed):
        edit_member(session, a_member(session), words, by=Actor(role), at=NOW)


@pytest.mark.parametrize(
    "words",
    [MemberWords(" ", Party.UNIVERSITY, SINCE), MemberWords("Ådel Kobbe", Party.UNIVERSITY, None)],
)
def test_a_member_has_a_name_and_a_first_day(session: Session, words: MemberWords) -> None:
    with pytest.raises(Missing):
        add_member(session, words, by=a_coordinator(session), at=NOW)


def test_a_last_day_ends_the_membership(session: Session) -> None:
    member, by = a_member(session), a_coordinator(session)
    words = MemberWords(member.name, member.party, SINCE, until=date(2026, 12, 31))
    edit_member(session, member, words, by=by, at=NOW)
    assert list_members(session, date(2026, 12, 31)) == [member]
    assert list_members(session, date(2027, 1, 1)) == []
    assert list_members(session) == [member]


def test_letters_go_to_the_address_that_is_told_or_to_the_account(session: Session) -> None:
    account = an_account(session, Role.STEERING, email="konto@example.org")
    member = a_member(session, account_id=account.id)
    session.refresh(member)
    assert member.email == "konto@example.org"
    member.address = "annan@example.org"
    assert member.email == "annan@example.org"


def test_an_account_is_one_member(session: Session) -> None:
    account = an_account(session, Role.STEERING)
    a_member(session, account_id=account.id)
    with pytest.raises(IntegrityError):
        a_member(session, account_id=account.id)
