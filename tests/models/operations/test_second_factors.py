"""A second factor opens the door once per code."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import NotAllowed
from models.notices import Letter
from models.operations.accounts import make_account
from models.operations.second_factors import (
    HOW_MANY_CODES,
    count_recovery_codes,
    remove_second_factor,
    renew_recovery_codes,
    set_second_factor,
    use_counter,
    use_recovery_code,
)
from models.people import Account
from models.words import Role

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
BY = Actor(Role.COORDINATOR, 1)
ADMIN = Actor(Role.ADMIN, 999)


@pytest.fixture
def account(session: Session) -> Account:
    return make_account(
        session, email="k@example.org", name="K", roles=[Role.COORDINATOR], by=SYSTEM, at=AT
    )


def test_a_code_works_once_and_earlier_codes_not_at_all(session: Session, account: Account) -> None:
    set_second_factor(session, account, "secret", counter=100, by=BY, at=AT)
    assert not use_counter(session, account, 100)
    assert not use_counter(session, account, 99)
    assert use_counter(session, account, 101)
    assert not use_counter(session, account, 101)


def test_each_recovery_code_works_once_however_it_is_typed(
    session: Session, account: Account
) -> None:
    first, second, *_ = set_second_factor(session, account, "secret", counter=1, by=BY, at=AT)
    assert use_recovery_code(session, account, f" {first.upper().replace('-', ' ')} ", by=BY, at=AT)
    assert not use_recovery_code(session, account, first, by=BY, at=AT)
    assert use_recovery_code(session, account, second, by=BY, at=AT)
    assert count_recovery_codes(account) == HOW_MANY_CODES - 2


def test_recovery_codes_are_not_stored_as_they_are(session: Session, account: Account) -> None:
    codes = set_second_factor(session, account, "secret", counter=1, by=BY, at=AT)
    assert len(set(codes)) == HOW_MANY_CODES
    stored = account.mf_recovery_codes or ""
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)


def test_new_recovery_codes_make_the_earlier_ones_useless(
    session: Session, account: Account
) -> None:
    old, *_ = set_second_factor(session, account, "secret", counter=1, by=BY, at=AT)
    renew_recovery_codes(session, account, by=BY, at=AT)
    assert not use_recovery_code(session, account, old, by=BY, at=AT)


def test_setting_and_removing_is_told_by_letter(session: Session, account: Account) -> None:
    set_second_factor(session, account, "secret", counter=1, by=BY, at=AT)
    remove_second_factor(session, account, by=ADMIN, at=AT)
    remove_second_factor(session, account, by=ADMIN, at=AT)
    told = session.scalars(select(Letter.subject)).all()
    assert told == ["second_factor_changed", "second_factor_changed"]
    assert account.tf_totp_secret is None
    assert count_recovery_codes(account) == 0


def test_no_recovery_code_opens_an_account_without_a_second_factor(
    session: Session, account: Account
) -> None:
    assert not use_recovery_code(session, account, "", by=BY, at=AT)


def test_nobody_removes_somebody_elses_second_factor_but_an_administrator(
    session: Session, account: Account
) -> None:
    set_second_factor(session, account, "secret", counter=1, by=BY, at=AT)
    with pytest.raises(NotAllowed):
        remove_second_factor(session, account, by=Actor(Role.COORDINATOR, 998), at=AT)
    assert account.tf_totp_secret == "secret"
    remove_second_factor(session, account, by=Actor(Role.COORDINATOR, account.id), at=AT)
    assert account.tf_totp_secret is None
