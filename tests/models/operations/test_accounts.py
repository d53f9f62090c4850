"""An account is made, given roles, and closed."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.audit import Event
from models.employers import Contact
from models.errors import AlreadyThere, Missing, NotAllowed
from models.notices import Letter
from models.operations.accounts import (
    activate,
    change_details,
    choose_language,
    confirm_address,
    deactivate,
    give_role,
    make_account,
    set_password,
    set_workplace,
    take_role,
)
from models.operations.employers import register_employer
from models.operations.students import register_student
from models.people import Account
from models.queries.accounts import count_accounts, find_account, list_accounts
from models.words import Language, Role

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
ADMIN = Actor(Role.ADMIN, 999)


def made(session: Session, email: str = "kim@example.org", *roles: Role) -> Account:
    return make_account(
        session,
        email=email,
        name="Kim Kajsson",
        roles=roles or (Role.STUDENT,),
        password_hash="hash",
        by=SYSTEM,
        at=AT,
    )


def verbs(session: Session) -> list[str]:
    return list(session.scalars(select(Event.verb).order_by(Event.id)))


def letters(session: Session) -> list[str]:
    return list(session.scalars(select(Letter.subject).order_by(Letter.id)))


def test_an_address_is_stored_folded_and_found_however_it_is_typed(session: Session) -> None:
    account = made(session, "  Kim@Example.ORG ")
    assert account.email == "kim@example.org"
    assert find_account(session, "KIM@example.org") is account


def test_an_address_has_one_account(session: Session) -> None:
    made(session)
    with pytest.raises(AlreadyThere):
        made(session, "KIM@example.org")


def test_an_account_needs_a_name_and_an_address(session: Session) -> None:
    with pytest.raises(Missing) as refusal:
        make_account(session, email=" ", name="", roles=[Role.STUDENT], by=SYSTEM, at=AT)
    assert refusal.value.fields == ("email", "name")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING, Role.ADMIN])
def test_nobody_makes_themself_staff(session: Session, role: Role) -> None:
    for asks in (Role.STUDENT, Role.EMPLOYER, Role.COORDINATOR, Role.STEERING):
        with pytest.raises(NotAllowed):
            make_account(
                session, email="a@example.org", name="A", roles=[role], by=Actor(asks), at=AT
            )


def test_an_administrator_gives_and_takes_roles_and_twice_is_once(session: Session) -> None:
    account = made(session)
    for _ in range(2):
        give_role(session, account, Role.COORDINATOR, by=ADMIN, at=AT)
    assert account.role_names == {Role.STUDENT, Role.COORDINATOR}
    for _ in range(2):
        take_role(session, account, Role.STUDENT, by=ADMIN, at=AT)
    assert account.role_names == {Role.COORDINATOR}
    assert verbs(session) == ["made", "role given", "role taken"]


def test_nobody_but_an_administrator_gives_takes_closes_or_opens(session: Session) -> None:
    account, coordinator = made(session), Actor(Role.COORDINATOR, 5)
    for verb in (give_role, take_role):
        with pytest.raises(NotAllowed):
            verb(session, account, Role.ADMIN, by=coordinator, at=AT)
    for close in (deactivate, activate):
        with pytest.raises(NotAllowed):
            close(session, account, by=coordinator, at=AT)


def test_the_last_administrator_cannot_lock_everybody_out(session: Session) -> None:
    admin = made(session, "admin@example.org", Role.ADMIN)
    by = Actor(Role.ADMIN, admin.id)
    with pytest.raises(NotAllowed):
        take_role(session, admin, Role.ADMIN, by=by, at=AT)
    with pytest.raises(NotAllowed):
        deactivate(session, admin, by=by, at=AT)
    assert admin.active
    assert admin.role_names == {Role.ADMIN}


def test_nobody_is_given_the_role_of_the_system(session: Session) -> None:
    with pytest.raises(NotAllowed):
        give_role(session, made(session), Role.SYSTEM, by=ADMIN, at=AT)


def test_closing_an_account_makes_its_cookies_useless(session: Session) -> None:
    account = made(session)
    key = account.fs_uniquifier
    deactivate(session, account, by=ADMIN, at=AT)
    deactivate(session, account, by=ADMIN, at=AT)
    assert not account.active
    assert account.fs_uniquifier != key
    activate(session, account, by=ADMIN, at=AT)
    assert account.active
    assert verbs(session) == ["made", "deactivated", "activated"]


def test_confirming_twice_is_confirming_once(session: Session) -> None:
    account = made(session)
    confirm_address(session, account, at=AT)
    confirm_address(session, account, at=AT.replace(hour=13))
    assert account.confirmed_at == AT
    assert verbs(session) == ["made", "confirmed"]


def test_a_confirmed_student_gets_the_profile_that_was_taken_by_phone(session: Session) -> None:
    by_phone = Actor(Role.COORDINATOR, 5, for_role=Role.STUDENT)
    student = register_student(session, email="kim@example.org", by=by_phone, at=AT)
    account = made(session)
    assert student.account_id is None
    confirm_address(session, account, at=AT)
    assert student.account_id == account.id
    assert verbs(session)[-1] == "claimed"


def test_a_confirmed_employer_speaks_for_the_unit_that_was_taken_by_phone(session: Session) -> None:
    employer = register_employer(
        session,
        organisation_number="212000-2395",
        name="Kajbolaget",
        contact_name="Kim Kajsson",
        contact_email="kim@example.org",
        by=Actor(Role.COORDINATOR, 5, for_role=Role.EMPLOYER),
        at=AT,
    )
    account = made(session, "kim@example.org", Role.EMPLOYER)
    confirm_address(session, account, at=AT)
    contact = session.scalars(select(Contact).where(Contact.employer_id == employer.id)).one()
    assert contact.account_id == account.id


def test_a_student_does_not_get_what_belongs_to_an_employer(session: Session) -> None:
    register_employer(
        session,
        organisation_number="212000-2395",
        name="Kajbolaget",
        contact_name="Kim Kajsson",
        contact_email="kim@example.org",
        by=Actor(Role.COORDINATOR, 5, for_role=Role.EMPLOYER),
        at=AT,
    )
    confirm_address(session, made(session), at=AT)
    assert session.scalars(select(Contact.account_id)).all() == [None]


def test_a_new_password_signs_out_everywhere_and_a_letter_says_so(session: Session) -> None:
    account = made(session)
    key = account.fs_uniquifier
    set_password(session, account, "another hash", by=Actor(Role.STUDENT, account.id), at=AT)
    assert (account.password, account.fs_uniquifier == key) == ("another hash", False)
    assert letters(session) == ["password_changed"]


def test_only_what_changed_is_told(session: Session) -> None:
    account = made(session)
    by = Actor(Role.STUDENT, account.id)
    choose_language(session, account, Language.ENGLISH, by=by, at=AT)
    choose_language(session, account, Language.ENGLISH, by=by, at=AT)
    change_details(session, account, name=" Kim K ", language=Language.ENGLISH, by=by, at=AT)
    told = session.scalars(select(Event).where(Event.verb == "edited").order_by(Event.id)).all()
    assert [event.details for event in told] == [{"fields": ["language"]}, {"fields": ["name"]}]
    assert account.name == "Kim K"


def test_events_hold_no_names_and_no_addresses(session: Session) -> None:
    account = made(session)
    confirm_address(session, account, at=AT)
    set_password(session, account, "h", by=SYSTEM, at=AT)
    for event in session.scalars(select(Event)):
        assert "kim" not in str(event.details).lower()


def test_accounts_are_listed_by_role_and_by_words(session: Session) -> None:
    made(session, "b@example.org", Role.ADMIN)
    made(session, "a@example.org")
    made(session, "c_d@example.org")
    assert next(account.email for account in list_accounts(session)) == "a@example.org"
    assert count_accounts(session, role=Role.STUDENT) == 2
    assert [found.email for found in list_accounts(session, words="C_D@")] == ["c_d@example.org"]
    assert count_accounts(session, words="%") == 0
    assert count_accounts(session, words="Kajsson", role=Role.ADMIN) == 1


def test_where_somebody_works_is_noted_once(session: Session) -> None:
    account = made(session)
    employer = register_employer(
        session,
        organisation_number="212000-2395",
        name="Kajbolaget",
        contact_name="Kim Kajsson",
        contact_email="a@example.org",
        by=SYSTEM,
        at=AT,
    )
    for _ in range(2):
        set_workplace(session, account, employer.id, by=ADMIN, at=AT)
    assert account.works_for_id == employer.id
    assert verbs(session)[-2:] == ["registered", "workplace set"]
