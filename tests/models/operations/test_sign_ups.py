"""Nobody learns by signing up or asking for a letter which addresses have an account."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.audit import Event
from models.errors import AlreadyThere, NotAllowed
from models.notices import Letter
from models.operations.accounts import confirm_address, deactivate, make_account
from models.operations.sign_ups import (
    ask_for_confirmation,
    ask_for_reset,
    invite_staff,
    reset_password,
    sign_up,
)
from models.people import Account
from models.queries.accounts import find_account
from models.words import Language, Role

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADMIN = Actor(Role.ADMIN, 999)
ADDRESS, HASH = "kim@example.org", "hash"


def signed_up(session: Session, password: str = HASH, role: Role = Role.STUDENT) -> Account:
    sign_up(
        session,
        email=ADDRESS,
        name=f"Kim with {password}",
        role=role,
        password_hash=password,
        language=Language.ENGLISH,
        at=AT,
    )
    account = find_account(session, ADDRESS)
    assert account is not None
    return account


def invited(session: Session) -> Account:
    return invite_staff(
        session,
        email=ADDRESS,
        name="Kim Kajsson",
        role=Role.COORDINATOR,
        language=Language.SWEDISH,
        by=ADMIN,
        at=AT,
    )


def letters(session: Session) -> list[str]:
    return list(session.scalars(select(Letter.subject).order_by(Letter.id)))


def verbs(session: Session) -> list[str]:
    return list(session.scalars(select(Event.verb).order_by(Event.id)))


def test_signing_up_makes_an_unconfirmed_account_and_queues_its_letter(session: Session) -> None:
    account = signed_up(session)
    assert account.confirmed_at is None
    assert account.role_names == {Role.STUDENT}
    assert letters(session) == ["account_confirm"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING, Role.ADMIN, Role.SYSTEM])
def test_nobody_signs_up_as_staff(session: Session, role: Role) -> None:
    with pytest.raises(NotAllowed):
        signed_up(session, role=role)


def test_a_registration_that_nobody_confirmed_is_replaced_and_its_link_is_void(
    session: Session,
) -> None:
    key = signed_up(session, "first").fs_uniquifier
    account = signed_up(session, "second", Role.EMPLOYER)
    assert account.password == "second"
    assert account.role_names == {Role.EMPLOYER}
    assert account.fs_uniquifier != key
    assert letters(session) == ["account_confirm", "account_confirm"]


def test_signing_up_with_a_taken_address_changes_nothing_and_tells_its_owner(
    session: Session,
) -> None:
    confirm_address(session, signed_up(session, "first"), at=AT)
    account = signed_up(session, "second", Role.EMPLOYER)
    assert account.password == "first"
    assert account.role_names == {Role.STUDENT}
    assert letters(session) == ["account_confirm", "account_exists"]


def test_nobody_takes_over_an_invited_account_by_signing_up(session: Session) -> None:
    invited(session)
    account = signed_up(session, "mine now")
    assert account.password is None
    assert account.role_names == {Role.COORDINATOR}
    assert letters(session) == ["account_invite", "account_exists"]


def test_only_an_administrator_invites_and_an_address_is_invited_once(session: Session) -> None:
    invited(session)
    with pytest.raises(AlreadyThere):
        invited(session)
    with pytest.raises(NotAllowed):
        invite_staff(
            session,
            email="b@example.org",
            name="B",
            role=Role.ADMIN,
            language=Language.SWEDISH,
            by=Actor(Role.COORDINATOR, 5),
            at=AT,
        )


def test_choosing_a_password_behind_a_link_confirms_the_address_too(session: Session) -> None:
    account = invited(session)
    reset_password(session, account, "chosen", at=AT)
    assert (account.password, account.confirmed_at) == ("chosen", AT)


def test_asking_for_a_letter_is_noted_for_unknown_addresses_too(session: Session) -> None:
    for ask in (ask_for_reset, ask_for_confirmation):
        ask(session, email="nobody@example.org", at=AT)
    assert letters(session) == []
    assert verbs(session) == ["reset asked for", "confirmation asked for"]


def test_the_confirming_letter_comes_again_only_while_it_is_waited_for(session: Session) -> None:
    account = signed_up(session)
    ask_for_confirmation(session, email=ADDRESS, at=AT)
    confirm_address(session, account, at=AT)
    ask_for_confirmation(session, email=ADDRESS, at=AT)
    assert letters(session) == ["account_confirm", "account_confirm"]


def test_a_closed_account_gets_no_letter_to_open_it(session: Session) -> None:
    account = make_account(
        session, email=ADDRESS, name="Kim", roles=[Role.STUDENT], by=SYSTEM, at=AT
    )
    ask_for_reset(session, email=ADDRESS, at=AT)
    deactivate(session, account, by=ADMIN, at=AT)
    ask_for_reset(session, email=ADDRESS, at=AT)
    assert letters(session) == ["account_reset"]
