"""Events and their sessions: written, published, changed with letters, closed afterwards."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.errors import Missing, NotAllowed, NotTheSame, TooFewPlaces, WrongState
from models.notices import Letter
from models.operations.occasion_sessions import SessionWords, edit_session, remove_session
from models.operations.occasions import (
    close_occasion,
    edit_occasion,
    publish_occasion,
    write_occasion,
)
from models.queries.occasions import list_occasions_to_close, list_public_occasions
from models.words import ClassBookingState, OccasionState
from tests.builders import NOW, a_coordinator
from tests.builders.schools import (
    EVENT,
    STARTS,
    VISITOR,
    a_booking,
    a_session_of,
    an_occasion,
    an_occasion_session,
)

SAID = SessionWords(STARTS, STARTS + timedelta(hours=2), 50, room="Sal M 102")


def test_only_what_has_a_text_and_a_session_is_published(session: Session) -> None:
    by = a_coordinator(session)
    empty = write_occasion(session, EVENT, by=by, at=NOW)
    with pytest.raises(Missing):
        publish_occasion(session, empty, seen=empty.version, by=by, at=NOW)
    a_session_of(session, empty)
    publish_occasion(session, empty, seen=empty.version, by=by, at=NOW)
    assert empty.state is OccasionState.PUBLISHED
    with pytest.raises(NotAllowed):
        write_occasion(session, EVENT, by=VISITOR, at=NOW)


def test_what_was_changed_meanwhile_is_not_published(session: Session) -> None:
    occasion, by = an_occasion(session, published=False), a_coordinator(session)
    seen = occasion.version
    edit_occasion(session, occasion, replace(EVENT, title="Annat"), by=by, at=NOW)
    with pytest.raises(NotTheSame):
        publish_occasion(session, occasion, seen=seen, by=by, at=NOW)


def test_the_reminder_follows_the_days_of_the_event(session: Session) -> None:
    occasion, by = an_occasion(session), a_coordinator(session)
    place = occasion.sessions[0]
    assert place.remind_at == STARTS - timedelta(days=7)
    words = replace(EVENT, reminder_days=0)
    edit_occasion(session, occasion, words, by=by, at=NOW)
    assert place.remind_at is None


def test_schools_see_what_is_to_come_the_next_first(session: Session) -> None:
    later, next_one = an_occasion(session), an_occasion(session)
    an_occasion(session, published=False)
    next_one.sessions[0].starts_at = STARTS - timedelta(days=1)
    session.flush()
    assert list(list_public_occasions(session, NOW)) == [next_one, later]
    assert list(list_public_occasions(session, STARTS + timedelta(days=1))) == []


def test_it_is_closed_when_its_last_session_is_over(session: Session) -> None:
    occasion = an_occasion(session)
    a_session_of(session, occasion, ends_at=STARTS + timedelta(hours=5))
    assert list(list_occasions_to_close(session, STARTS + timedelta(hours=4))) == []
    with pytest.raises(WrongState):
        close_occasion(session, occasion, by=SYSTEM, at=STARTS + timedelta(hours=4))
    after = STARTS + timedelta(hours=6)
    assert list(list_occasions_to_close(session, after)) == [occasion]
    close_occasion(session, occasion, by=SYSTEM, at=after)
    assert occasion.state is OccasionState.CLOSED


def test_more_seats_go_to_who_waits_and_never_fewer_than_are_taken(session: Session) -> None:
    place, by = an_occasion_session(session, capacity=30), a_coordinator(session)
    a_booking(session, place)
    waits = a_booking(session, place)
    with pytest.raises(TooFewPlaces):
        edit_session(session, place, replace(SAID, capacity=19), by=by, at=NOW)
    edit_session(session, place, replace(SAID, capacity=40), by=by, at=NOW)
    assert (waits.state, place.taken) == (ClassBookingState.CONFIRMED, 40)


def test_who_booked_is_told_of_a_new_room(session: Session) -> None:
    booking, by = a_booking(session), a_coordinator(session)
    moved = replace(SAID, room="Aulan", ends_at=STARTS + timedelta(hours=3))
    edit_session(session, booking.session, replace(SAID, capacity=60), by=by, at=NOW)
    edit_session(session, booking.session, moved, by=by, at=NOW)
    told = list(session.scalars(select(Letter.subject)))
    assert told.count("booking_changed") == 1
    assert booking.teacher is not None
    assert booking.teacher.about_at == STARTS + timedelta(hours=3)


def test_a_session_is_removed_while_nobody_has_booked(session: Session) -> None:
    occasion, by = an_occasion(session), a_coordinator(session)
    booked, free = occasion.sessions[0], a_session_of(session, occasion)
    a_booking(session, booked)
    with pytest.raises(WrongState):
        remove_session(session, booked, by=by, at=NOW)
    remove_session(session, free, by=by, at=NOW)
    assert occasion.sessions == [booked]
