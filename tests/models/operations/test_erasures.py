"""Being erased is a task with an outcome: done, or kept by a rule that is named, until its day."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.days import day_in_sweden
from models.erasures import Erasure
from models.errors import NotAllowed, WrongState
from models.notices import Letter
from models.operations import erasures, letters, students
from models.operations.accounts import activate, actor_of, give_role
from models.people import Account, Student
from models.policy import DEFAULT
from models.queries.accounts import find_account
from models.queries.erasures import (
    find_open_erasure,
    list_erasures_to_decide,
    list_findings,
    may_erase_at_once,
)
from models.queries.events import check_chain
from models.queries.personal import get_person
from models.queries.students import count_students
from models.words import ErasureState, Hold, MatchState, ProfileState, Role
from tests.builders import (
    NOW,
    a_student,
    an_account,
    an_agreed_match,
)
from tests.builders.erasures import account_of, an_admin, asked_by, letters_to

# When every rule's days have passed, whatever was planned when the builders live.
MUCH_LATER = NOW + timedelta(days=3 * 365)


def holds(session: Session, account: Account, at: datetime = NOW) -> dict[str, Hold]:
    found = list_findings(session, get_person(session, account), at=at, policy=DEFAULT)
    return {finding.records: finding.hold for finding in found if finding.hold}


def test_a_draft_is_its_authors_own_and_is_erased_at_once(session: Session) -> None:
    student = a_student(session, submitted=False)
    account, number = account_of(session, student), student.id
    by = actor_of(account)
    erasures.erase_draft(session, account, with_account=False, by=by, at=NOW)
    assert session.get(Student, number) is None
    assert account.active
    assert account.email == student.email
    assert letters_to(session, account) == []
    assert check_chain(session).is_whole


def test_a_draft_may_go_with_its_account(session: Session) -> None:
    student = a_student(session, submitted=False)
    account = account_of(session, student)
    erasures.erase_draft(session, account, with_account=True, by=actor_of(account), at=NOW)
    assert (account.active, account.password, account.name, account.roles) == (False, None, "", [])
    assert letters_to(session, account) == ["erasure_done"]
    erasure = session.scalars(select(Erasure)).one()
    assert (erasure.state, erasure.decided_by_id) == (ErasureState.DONE, account.id)


def test_what_was_handed_in_is_no_draft_any_more(session: Session) -> None:
    student = a_student(session)
    account = account_of(session, student)
    students.leave(session, student, by=actor_of(account), at=NOW)
    students.come_back(session, student, by=actor_of(account), at=NOW)
    assert student.state is ProfileState.DRAFT
    assert not may_erase_at_once(session, account)
    with pytest.raises(WrongState):
        erasures.erase_draft(session, account, with_account=True, by=actor_of(account), at=NOW)


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.COORDINATOR, Role.STEERING, Role.ADMIN])
def test_others_ask_even_without_a_profile(session: Session, role: Role) -> None:
    assert not may_erase_at_once(session, an_account(session, role))
    assert may_erase_at_once(session, an_account(session, Role.STUDENT))


def test_asking_twice_is_asking_once_and_can_be_taken_back(session: Session) -> None:
    account = account_of(session, a_student(session))
    erasure = asked_by(session, account)
    assert asked_by(session, account) is erasure
    assert list_erasures_to_decide(session, day_in_sweden(NOW)) == [erasure]
    erasures.take_back(session, account, by=actor_of(account), at=NOW)
    erasures.take_back(session, account, by=actor_of(account), at=NOW)
    assert erasure.state is ErasureState.TAKEN_BACK
    assert find_open_erasure(session, account.id) is None
    assert list_erasures_to_decide(session, day_in_sweden(NOW)) == []


def test_nobody_asks_for_another(session: Session) -> None:
    account = account_of(session, a_student(session))
    other = actor_of(account_of(session, a_student(session)))
    for verb in (erasures.ask, erasures.take_back):
        with pytest.raises(NotAllowed):
            verb(session, account, by=other, at=NOW)
    with pytest.raises(NotAllowed):
        erasures.erase_draft(session, account, with_account=True, by=other, at=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_administrator_carries_it_out(session: Session, role: Role) -> None:
    erasure = asked_by(session, account_of(session, a_student(session)))
    with pytest.raises(NotAllowed):
        erasures.carry_out(session, erasure, by=Actor(role, 0), at=NOW)


def test_nobody_carries_out_their_own(session: Session) -> None:
    an_admin(session)
    account = an_account(session, Role.ADMIN)
    erasure = asked_by(session, account)
    with pytest.raises(NotAllowed):
        erasures.carry_out(session, erasure, by=Actor(Role.ADMIN, account.id), at=NOW)


def test_open_matches_are_withdrawn_first_and_a_taken_place_is_given_back(session: Session) -> None:
    match, by = an_agreed_match(session), an_admin(session)
    erasure = asked_by(session, account_of(session, match.student))
    erasures.carry_out(session, erasure, by=by, at=NOW)
    session.refresh(match)
    assert match.state is MatchState.WITHDRAWN
    assert match.offer.places_taken == 0
    subjects = set(session.scalars(select(Letter.subject).where(Letter.match_id == match.id)))
    assert "match_withdrawn_employer" in subjects


def test_an_erased_account_opens_nothing_and_its_address_is_free_after_its_last_letter(
    session: Session,
) -> None:
    student, by = a_student(session), an_admin(session)
    account, email = account_of(session, student), student.email
    erasure = asked_by(session, account)
    erasures.carry_out(session, erasure, by=by, at=MUCH_LATER)
    assert not account.active
    letter = session.scalars(select(Letter).where(Letter.subject == "erasure_done")).one()
    assert account.email == email
    letters.mark_sent(session, letter, at=MUCH_LATER)
    assert find_account(session, email) is None
    assert account.email.endswith(".invalid")
    for verb in (activate, lambda *a, **k: give_role(*a, Role.STUDENT, **k)):
        with pytest.raises(NotAllowed):
            verb(session, account, by=by, at=MUCH_LATER)
    with pytest.raises(WrongState):
        erasures.carry_out(session, erasure, by=by, at=MUCH_LATER)


def test_an_erased_student_stands_in_no_list_and_does_not_come_back(session: Session) -> None:
    student, by = a_student(session), an_admin(session)
    erasure = asked_by(session, account_of(session, student))
    erasures.carry_out(session, erasure, by=by, at=MUCH_LATER)
    session.refresh(student)
    assert student.erased_at == MUCH_LATER
    assert count_students(session) == 0
    with pytest.raises(WrongState):
        students.come_back(session, student, by=by, at=MUCH_LATER)
