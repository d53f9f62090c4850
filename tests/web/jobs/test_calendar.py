"""What the calendar brings, each match on its own."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from models.days import STOCKHOLM
from models.matches import Match
from models.operations.offers import withdraw_offer
from models.operations.study_places import WEEKS_AHEAD
from models.policy import Policy
from models.queries.letters import list_letters_of_match
from models.queries.matches import get_match
from models.queries.study_places import list_slots
from models.words import LetterState, MatchState, OccasionState
from tests.builders import (
    NOW,
    SUMMER,
    a_confirmed_match,
    a_coordinator,
    a_course,
    a_placed_match,
    a_resident,
    a_room,
    a_round,
    a_student,
    an_offer,
    an_offered_match,
)
from tests.builders.schools import STARTS, a_booking
from tests.web.databases import on_both
from web.jobs import calendar
from web.jobs.calendar import do_what_is_due

pytestmark = on_both

Sessions = sessionmaker[Session]
POLICY = Policy()
LATER = NOW + timedelta(days=365)


def state_of(sessions: Sessions, match: Match) -> MatchState:
    with sessions() as session:
        return get_match(session, match.id).state


def test_a_confirmed_match_waits_until_it_can_no_longer_be_undone(
    sessions: Sessions, session: Session
) -> None:
    match = a_confirmed_match(session)
    session.commit()
    do_what_is_due(sessions, POLICY, NOW + timedelta(minutes=9))
    assert state_of(sessions, match) is MatchState.CONFIRMED
    done = do_what_is_due(sessions, POLICY, NOW + timedelta(minutes=10))
    assert done["offer"] == 1
    assert state_of(sessions, match) is MatchState.OFFERED


def test_a_dated_round_waits_for_its_publication(sessions: Sessions, session: Session) -> None:
    match = a_confirmed_match(session, round_=a_round(session))
    session.commit()
    assert not do_what_is_due(sessions, POLICY, NOW + timedelta(days=1))
    assert state_of(sessions, match) is MatchState.CONFIRMED


def test_the_silent_are_reminded_once(sessions: Sessions, session: Session) -> None:
    match = an_offered_match(session)
    session.commit()
    at = (match.remind_at or NOW) + timedelta(seconds=1)
    assert do_what_is_due(sessions, POLICY, at)["remind"] == 1
    assert not do_what_is_due(sessions, POLICY, at + timedelta(minutes=1))
    with sessions() as other:
        told = [letter.subject for letter in list_letters_of_match(other, match.id)]
    assert told.count("match_reminder_student") == told.count("match_reminder_employer") == 1


def test_after_the_reply_time_a_match_expires(sessions: Sessions, session: Session) -> None:
    match = an_offered_match(session)
    session.commit()
    do_what_is_due(sessions, POLICY, match.reply_by or NOW)
    assert state_of(sessions, match) is MatchState.OFFERED
    do_what_is_due(sessions, POLICY, (match.reply_by or NOW) + timedelta(seconds=1))
    assert state_of(sessions, match) is MatchState.EXPIRED


def test_after_its_last_day_a_placement_is_completed(sessions: Sessions, session: Session) -> None:
    match = a_placed_match(session)
    session.commit()
    last_day = NOW.replace(year=SUMMER[1].year, month=SUMMER[1].month, day=SUMMER[1].day)
    do_what_is_due(sessions, POLICY, last_day)
    assert state_of(sessions, match) is MatchState.PLACED
    do_what_is_due(sessions, POLICY, last_day + timedelta(days=1))
    assert state_of(sessions, match) is MatchState.COMPLETED


def test_in_the_third_week_both_are_asked_how_it_goes_once(
    sessions: Sessions, session: Session
) -> None:
    match = a_placed_match(session)
    session.commit()
    first_day = NOW.replace(year=SUMMER[0].year, month=SUMMER[0].month, day=SUMMER[0].day)
    assert not do_what_is_due(sessions, POLICY, first_day + timedelta(days=13))
    at = first_day + timedelta(days=14)
    assert do_what_is_due(sessions, POLICY, at)["ask how it goes"] == 1
    assert not do_what_is_due(sessions, POLICY, at + timedelta(days=1))
    with sessions() as other:
        told = [letter.subject for letter in list_letters_of_match(other, match.id)]
    assert told.count("match_check_in_student") == told.count("match_check_in_employer") == 1


def test_one_that_cannot_be_offered_holds_up_no_other(sessions: Sessions, session: Session) -> None:
    stuck, free = a_confirmed_match(session), a_confirmed_match(session)
    stuck.offer.places_taken = stuck.offer.places
    session.commit()
    done = do_what_is_due(sessions, POLICY, NOW + timedelta(hours=1))
    assert (done["offer"], done["offer skipped"]) == (1, 1)
    assert state_of(sessions, stuck) is MatchState.CONFIRMED
    assert state_of(sessions, free) is MatchState.OFFERED


def test_one_that_goes_wrong_holds_up_no_other(
    sessions: Sessions, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, well = an_offered_match(session), an_offered_match(session)
    session.commit()
    expire = calendar.expire

    def expire_some(session: Session, match: Match, **at: object) -> None:
        if match.id == broken.id:
            raise RuntimeError
        expire(session, match, **at)  # type: ignore[arg-type] - as it came

    monkeypatch.setattr(calendar, "expire", expire_some)
    done = do_what_is_due(sessions, POLICY, LATER)
    assert (done["expire"], done["expire failed"]) == (1, 1)
    assert state_of(sessions, well) is MatchState.EXPIRED
    assert state_of(sessions, broken) is MatchState.OFFERED


def test_twice_is_once(sessions: Sessions, session: Session) -> None:
    match = a_confirmed_match(session)
    withdrawn = a_confirmed_match(session, offer=an_offer(session), student=a_student(session))
    withdraw_offer(session, withdrawn.offer, by=a_coordinator(session), at=NOW)
    session.commit()
    at = NOW + timedelta(hours=1)
    do_what_is_due(sessions, POLICY, at)
    assert not do_what_is_due(sessions, POLICY, at)
    with sessions() as other:
        letters = list_letters_of_match(other, match.id)
    assert [letter.state for letter in letters] == [LetterState.QUEUED] * 2


def test_teachers_are_reminded_once_and_events_closed_the_day_after(
    sessions: Sessions, session: Session
) -> None:
    booking = a_booking(session)
    session.commit()
    near = STARTS - timedelta(days=6)
    assert do_what_is_due(sessions, Policy(), near)["remind teachers"] == 1
    assert do_what_is_due(sessions, Policy(), near)["remind teachers"] == 0
    after = booking.session.ends_at + timedelta(hours=25)
    assert do_what_is_due(sessions, Policy(), after)["close events"] == 1
    session.rollback()
    session.expire_all()
    assert booking.session.occasion.state is OccasionState.CLOSED


def test_courses_that_open_are_told_of_once_and_times_are_made_ahead(
    sessions: Sessions, session: Session
) -> None:
    course = a_course(session, apply_from=NOW.date() + timedelta(days=20))
    a_resident(session, course=course)
    room = a_room(session)
    session.commit()
    assert do_what_is_due(sessions, POLICY, NOW)["tell opened courses"] == 0
    later = NOW + timedelta(days=20)
    done = do_what_is_due(sessions, POLICY, later)
    assert (done["tell opened courses"], done["make study times"]) == (1, 1)
    done = do_what_is_due(sessions, POLICY, later)
    assert (done["tell opened courses"], done["make study times"]) == (0, 0)
    session.expire_all()
    ahead = list_slots(session, room.centre_id, since=later, until=LATER)
    assert len(ahead) == WEEKS_AHEAD
    # On 28 March the clocks go forward; the doors open at nine all the same.
    assert {slot.starts_at.astimezone(STOCKHOLM).hour for slot in ahead} == {9}
    assert {slot.starts_at.hour for slot in ahead} == {7, 8}
