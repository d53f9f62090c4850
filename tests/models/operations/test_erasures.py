"""Being erased is a task with an outcome: done, or kept by a rule that is named, until its day."""

from datetime import date, datetime, timedelta

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
from models.policy import DEFAULT, Policy
from models.queries.accounts import find_account
from models.queries.erasures import (
    find_open_erasure,
    list_erasures_to_decide,
    list_erasures_waiting,
    list_findings,
    may_erase_at_once,
)
from models.queries.events import check_chain
from models.queries.personal import get_person
from models.queries.students import count_students
from models.words import ErasureState, Hold, MatchState, ProfileState, Role
from tests.builders import (
    NOW,
    a_placed_match,
    a_student,
    an_account,
    an_agreed_match,
    an_employer,
    an_offer,
    an_offered_match,
)

# When every rule's days have passed, whatever was planned when the builders live.
MUCH_LATER = NOW + timedelta(days=3 * 365)


def an_admin(session: Session) -> Actor:
    account = an_account(session, Role.ADMIN)
    return Actor(Role.ADMIN, account.id)


def account_of(session: Session, student: Student) -> Account:
    account = session.get(Account, student.account_id)
    assert account is not None
    return account


def asked_by(session: Session, account: Account, *, at: datetime = NOW) -> Erasure:
    return erasures.ask(session, account, by=actor_of(account), at=at)


def holds(session: Session, account: Account, at: datetime = NOW) -> dict[str, Hold]:
    found = list_findings(session, get_person(session, account), at=at, policy=DEFAULT)
    return {finding.records: finding.hold for finding in found if finding.hold}


def letters_to(session: Session, account: Account) -> list[str]:
    query = select(Letter.subject).where(Letter.account_id == account.id).order_by(Letter.id)
    return list(session.scalars(query))


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


def test_the_last_administrator_stays(session: Session) -> None:
    account = an_account(session, Role.ADMIN)
    an_account(session, Role.ADMIN, active=False)
    with pytest.raises(NotAllowed):
        asked_by(session, account)
    assert holds(session, account) == {"account": Hold.LAST_ADMIN}


def test_who_became_the_last_administrator_meanwhile_stays_too(session: Session) -> None:
    handler, account = an_admin(session), an_account(session, Role.ADMIN)
    erasure = asked_by(session, account)
    first = session.get(Account, handler.account_id)
    assert first is not None
    first.active = False
    session.flush()
    erasures.carry_out(session, erasure, by=handler, at=NOW)
    assert account.active
    assert erasure.kept == [{"records": "account", "hold": "last_admin", "until": None}]
    assert letters_to(session, account) == ["erasure_kept"]


def test_a_submitted_profile_is_kept_until_the_archive_rule_lets_go(session: Session) -> None:
    student, by = a_student(session), an_admin(session)
    account = account_of(session, student)
    erasure = asked_by(session, account)
    erasures.carry_out(session, erasure, by=by, at=NOW)
    until = day_in_sweden(NOW) + timedelta(days=DEFAULT.keep_applications_days + 1)
    assert erasure.state is ErasureState.KEPT
    assert erasure.look_again_on == until
    assert erasure.kept == [
        {"records": "account", "hold": "what_remains", "until": None},
        {"records": "profile", "hold": "archive", "until": until.isoformat()},
    ]
    assert student.name
    assert student.state is ProfileState.LEFT
    assert account.active
    assert letters_to(session, account) == ["erasure_kept"]


def test_what_is_kept_is_looked_at_again_on_its_day(session: Session) -> None:
    account, by = account_of(session, a_student(session)), an_admin(session)
    erasure = asked_by(session, account)
    erasures.carry_out(session, erasure, by=by, at=NOW)
    assert erasure.look_again_on is not None
    eve = erasure.look_again_on - timedelta(days=1)
    assert list_erasures_waiting(session, eve) == [erasure]
    assert list_erasures_to_decide(session, eve) == []
    assert list_erasures_to_decide(session, erasure.look_again_on) == [erasure]
    again = NOW + timedelta(days=DEFAULT.keep_applications_days + 1)
    assert day_in_sweden(again) == erasure.look_again_on
    assert erasures.carry_out(session, erasure, by=by, at=again) == ()
    assert erasure.state is ErasureState.DONE
    assert letters_to(session, account) == ["erasure_done"]


def test_the_figure_is_a_setting(session: Session) -> None:
    account, by = account_of(session, a_student(session)), an_admin(session)
    erasure = asked_by(session, account)
    policy = Policy(keep_applications_days=0)
    later = NOW + timedelta(days=1)
    assert erasures.carry_out(session, erasure, by=by, at=later, policy=policy) == ()


def test_open_matches_are_withdrawn_first_and_a_taken_place_is_given_back(session: Session) -> None:
    match, by = an_agreed_match(session), an_admin(session)
    erasure = asked_by(session, account_of(session, match.student))
    erasures.carry_out(session, erasure, by=by, at=NOW)
    session.refresh(match)
    assert match.state is MatchState.WITHDRAWN
    assert match.offer.places_taken == 0
    subjects = set(session.scalars(select(Letter.subject).where(Letter.match_id == match.id)))
    assert "match_withdrawn_employer" in subjects


def test_a_placement_that_goes_on_is_ended_by_people_first(session: Session) -> None:
    match, by = a_placed_match(session), an_admin(session)
    account = account_of(session, match.student)
    erasure = asked_by(session, account)
    erasures.carry_out(session, erasure, by=by, at=MUCH_LATER)
    session.refresh(match)
    assert match.state is MatchState.PLACED
    assert holds(session, account, MUCH_LATER)["matches"] is Hold.PLACEMENT
    assert erasure.look_again_on is None
    assert list_erasures_to_decide(session, day_in_sweden(MUCH_LATER)) == [erasure]


def test_the_last_that_happened_is_what_the_days_are_reckoned_from(session: Session) -> None:
    later = NOW + timedelta(days=100)
    match = an_offered_match(session, at=later)
    account = account_of(session, match.student)
    found = list_findings(session, get_person(session, account), at=later, policy=DEFAULT)
    days = {finding.records: finding.until for finding in found if finding.until}
    last = day_in_sweden(later) + timedelta(days=DEFAULT.keep_applications_days + 1)
    assert days == {"profile": last, "matches": last}


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


def test_the_only_contact_of_an_employer_with_offers_stays(session: Session) -> None:
    employer, by = an_employer(session), an_admin(session)
    account = an_account(session, Role.EMPLOYER)
    employer.contacts[0].account = account
    an_offer(session, employer=employer)
    erasure = asked_by(session, account)
    erasures.carry_out(session, erasure, by=by, at=NOW)
    assert holds(session, account) == {
        "account": Hold.WHAT_REMAINS,
        "contact": Hold.ONLY_CONTACT,
    }
    assert employer.contacts[0].name == "Kim Lind"


def test_a_day_is_told_as_the_first_on_which_nothing_is_in_the_way(session: Session) -> None:
    account = account_of(session, a_student(session))
    found = list_findings(session, get_person(session, account), at=NOW, policy=DEFAULT)
    until = next(finding.until for finding in found if finding.records == "profile")
    assert until is not None
    noon = datetime(until.year, until.month, until.day, 12, tzinfo=NOW.tzinfo)
    assert holds(session, account, noon) == {}
    assert "profile" in holds(session, account, noon - timedelta(days=1))
    assert isinstance(until, date)
