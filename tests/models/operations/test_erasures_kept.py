"""What keeps records from being erased for now: each rule is named, and comes back on its day."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.days import day_in_sweden
from models.errors import NotAllowed
from models.operations import erasures
from models.people import Account, Student
from models.policy import DEFAULT, Policy
from models.queries.erasures import (
    list_erasures_to_decide,
    list_erasures_waiting,
    list_findings,
)
from models.queries.personal import get_person
from models.rounds import Suggestion
from models.words import ErasureState, Hold, MatchState, ProfileState, Role
from tests.builders import (
    NOW,
    a_placed_match,
    a_student,
    a_suggestion,
    an_account,
    an_employer,
    an_offer,
    an_offered_match,
)
from tests.builders.erasures import account_of, an_admin, asked_by, letters_to

# When every rule's days have passed, whatever was planned when the builders live.
MUCH_LATER = NOW + timedelta(days=3 * 365)


def holds(session: Session, account: Account, at: datetime = NOW) -> dict[str, Hold]:
    found = list_findings(session, get_person(session, account), at=at, policy=DEFAULT)
    return {finding.records: finding.hold for finding in found if finding.hold}


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


def test_what_is_free_first_is_erased_first_and_nothing_is_told_twice(session: Session) -> None:
    suggestion, by = a_suggestion(session), an_admin(session)
    student = session.get(Student, suggestion.student_id)
    assert student is not None
    account = account_of(session, student)
    erasure = asked_by(session, account)
    erasures.carry_out(session, erasure, by=by, at=NOW)
    erasures.carry_out(session, erasure, by=by, at=NOW)
    assert letters_to(session, account) == ["erasure_kept"]
    first = day_in_sweden(NOW) + timedelta(days=DEFAULT.keep_run_log_days + 1)
    assert erasure.look_again_on == first
    later = NOW + timedelta(days=DEFAULT.keep_run_log_days + 1)
    erasures.carry_out(session, erasure, by=by, at=later)
    assert session.scalars(select(Suggestion)).all() == []
    assert letters_to(session, account) == ["erasure_kept"]
    assert [one["records"] for one in erasure.kept or ()] == ["account", "profile"]


def test_the_figure_is_a_setting(session: Session) -> None:
    account, by = account_of(session, a_student(session)), an_admin(session)
    erasure = asked_by(session, account)
    policy = Policy(keep_applications_days=0)
    later = NOW + timedelta(days=1)
    assert erasures.carry_out(session, erasure, by=by, at=later, policy=policy) == ()


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
