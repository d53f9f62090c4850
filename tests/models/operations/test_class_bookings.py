"""A class is booked by link, holds seats from then on, and hands on what it gives back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import LinkInvalid, Missing, NoSeatsLeft, NotBookable, WrongState
from models.notices import Letter
from models.occasions import OccasionSession
from models.operations.class_bookings import (
    cancel_booking,
    change_pupils,
    confirm_booking,
    evaluate_booking,
    mark_absent,
    mark_attended,
    register_booking,
    remind_teacher,
)
from models.operations.occasions import cancel_occasion
from models.queries.class_bookings import list_bookings_to_remind, list_waiting
from models.queries.events import list_latest_events
from models.schools import ClassBooking, Teacher
from models.words import HOLDS_SEATS, ClassBookingState, LetterState
from tests.builders import NOW, a_coordinator
from tests.builders.schools import (
    CLASS,
    STARTS,
    VISITOR,
    a_booking,
    an_asked_booking,
    an_occasion,
    an_occasion_session,
)
from tests.undone import undone

State = ClassBookingState
AFTER = STARTS + timedelta(hours=3)


def letters(session: Session, booking: ClassBooking) -> list[str]:
    query = select(Letter.subject).join(Teacher).where(Teacher.booking_id == booking.id)
    return list(session.scalars(query.order_by(Letter.id)))


def test_no_seat_is_held_before_the_link_is_confirmed(session: Session) -> None:
    booking = an_asked_booking(session)
    assert (booking.state, booking.session.taken) == (State.ASKED, 0)
    for _time in range(2):
        confirm_booking(session, booking, by=VISITOR, at=NOW)
        assert (booking.state, booking.session.taken) == (State.CONFIRMED, 20)
    assert letters(session, booking) == ["booking_confirm", "booking_confirmed"]


def test_a_link_confirms_for_two_days_and_a_coordinator_for_longer(session: Session) -> None:
    late, helped = an_asked_booking(session), an_asked_booking(session)
    after = NOW + timedelta(hours=48, seconds=1)
    with pytest.raises(LinkInvalid):
        confirm_booking(session, late, by=VISITOR, at=after)
    assert late.session.taken == 0
    confirm_booking(session, helped, by=a_coordinator(session), at=after)
    assert helped.state is State.CONFIRMED


def test_a_teacher_tells_an_address_and_a_coordinator_books_without(session: Session) -> None:
    place, by = an_occasion_session(session), a_coordinator(session)
    with pytest.raises(Missing):
        an_asked_booking(session, place, email="")
    words = replace(CLASS, email="")
    booking = register_booking(session, place, words, by=by, at=NOW)
    assert (booking.state, place.taken) == (State.CONFIRMED, 20)
    letter = session.scalars(select(Letter).join(Teacher)).one()
    assert (letter.subject, letter.state) == ("booking_confirmed", LetterState.HELD)


def test_it_is_booked_while_bookings_are_open(session: Session) -> None:
    early = an_occasion(session, books_from=NOW + timedelta(days=1)).sessions[0]
    late = an_occasion(session, books_until=NOW - timedelta(hours=1)).sessions[0]
    draft = an_occasion(session, published=False).sessions[0]
    for place in (early, late, draft):
        with pytest.raises(NotBookable):
            an_asked_booking(session, place)
    register_booking(session, early, CLASS, by=a_coordinator(session), at=NOW)
    with pytest.raises(NotBookable):
        register_booking(session, draft, CLASS, by=a_coordinator(session), at=NOW)
    with pytest.raises(NotBookable):
        register_booking(session, late, CLASS, by=a_coordinator(session), at=STARTS)


def test_a_class_larger_than_the_session_is_refused_at_once(session: Session) -> None:
    with pytest.raises(NoSeatsLeft) as refused:
        an_asked_booking(session, an_occasion_session(session, capacity=19))
    assert refused.value.left == 19


def test_who_does_not_fit_waits_and_the_first_that_fits_moves_up(session: Session) -> None:
    place = an_occasion_session(session)
    first, second = a_booking(session, place), a_booking(session, place)
    large, small = a_booking(session, place, pupils=45), a_booking(session, place, pupils=25)
    assert [large.state, small.state] == [State.WAITING] * 2
    assert list(list_waiting(session, place.id)) == [large, small]
    cancel_booking(session, first, by=VISITOR, at=NOW)
    assert (large.state, small.state, place.taken) == (State.WAITING, State.CONFIRMED, 45)
    assert letters(session, small)[-1] == "booking_moved_up"
    assert letters(session, large)[-1] == "booking_waiting"
    change_pupils(session, second, 5, by=VISITOR, at=NOW)
    cancel_booking(session, small, by=VISITOR, at=NOW)
    assert (large.state, place.taken) == (State.CONFIRMED, 50)


def test_more_pupils_come_only_where_they_fit(session: Session) -> None:
    place = an_occasion_session(session)
    booking, _other = a_booking(session, place), a_booking(session, place)
    change_pupils(session, booking, 30, by=VISITOR, at=NOW)
    assert (booking.pupils, place.taken) == (30, 50)
    with pytest.raises(NoSeatsLeft) as refused:
        change_pupils(session, booking, 31, by=VISITOR, at=NOW)
    assert (refused.value.left, booking.pupils, place.taken) == (30, 30, 50)
    waiting = a_booking(session, place, pupils=40)
    change_pupils(session, waiting, 50, by=VISITOR, at=NOW)
    assert (waiting.state, waiting.pupils, place.taken) == (State.WAITING, 50, 50)


def test_nothing_is_changed_or_cancelled_when_it_has_begun(session: Session) -> None:
    booking = a_booking(session)
    for act in (
        lambda: change_pupils(session, booking, 5, by=VISITOR, at=STARTS),
        lambda: cancel_booking(session, booking, by=VISITOR, at=STARTS),
    ):
        with pytest.raises(NotBookable):
            act()
    assert (booking.state, booking.pupils) == (State.CONFIRMED, 20)


def test_cancelled_twice_is_cancelled_once(session: Session) -> None:
    booking = a_booking(session)
    for _time in range(2):
        cancel_booking(session, booking, by=VISITOR, at=NOW)
    assert booking.session.taken == 0
    assert letters(session, booking).count("booking_cancelled") == 1
    asked = an_asked_booking(session)
    cancel_booking(session, asked, by=VISITOR, at=NOW)
    assert letters(session, asked) == ["booking_confirm"]


def test_when_the_event_is_cancelled_all_who_booked_are_told(session: Session) -> None:
    place = an_occasion_session(session)
    held, waits = a_booking(session, place, pupils=50), a_booking(session, place)
    asked = an_asked_booking(session, place)
    by = a_coordinator(session)
    with pytest.raises(Missing):
        cancel_occasion(session, place.occasion, reason=" ", by=by, at=NOW)
    cancel_occasion(session, place.occasion, reason="Storm", by=by, at=NOW)
    assert {each.state for each in (held, waits, asked)} == {State.CANCELLED}
    assert place.taken == 0
    assert letters(session, held)[-1] == letters(session, waits)[-1] == "booking_cancelled"
    assert letters(session, asked) == ["booking_confirm"]
    with pytest.raises(NotBookable):
        an_asked_booking(session, place)


def test_a_teacher_is_reminded_once_when_the_day_is_near(session: Session) -> None:
    booking, _waits = a_booking(session), an_asked_booking(session)
    near = STARTS - timedelta(days=7)
    assert list(list_bookings_to_remind(session, near - timedelta(seconds=1))) == []
    assert list(list_bookings_to_remind(session, near)) == [booking]
    for _time in range(2):
        remind_teacher(session, booking, at=near)
    assert list(list_bookings_to_remind(session, near)) == []
    assert letters(session, booking).count("booking_reminder") == 1


def test_who_came_is_noted_afterwards_and_the_teacher_asked_once(session: Session) -> None:
    booking, by = a_booking(session), a_coordinator(session)
    with pytest.raises(WrongState):
        mark_attended(session, booking, 18, by=by, at=STARTS - timedelta(seconds=1))
    for came in (18, 19):
        mark_attended(session, booking, came, by=by, at=AFTER)
    assert (booking.state, booking.pupils_came, booking.session.taken) == (State.ATTENDED, 19, 20)
    assert letters(session, booking).count("booking_evaluation") == 1
    mark_absent(session, booking, by=by, at=AFTER)
    assert (booking.state, booking.pupils_came) == (State.ABSENT, None)


def test_the_first_evaluation_stands(session: Session) -> None:
    booking, by = a_booking(session), a_coordinator(session)
    told: dict[str, Any] = {"words": "Mer tid.", "by": VISITOR, "at": AFTER}
    with pytest.raises(WrongState):
        evaluate_booking(session, booking, good=4, curious=5, **told)
    mark_attended(session, booking, 18, by=by, at=AFTER)
    evaluate_booking(session, booking, good=4, curious=5, **told)
    evaluate_booking(session, booking, good=1, curious=1, **told)
    assert (booking.good, booking.curious, booking.change_words) == (4, 5, "Mer tid.")
    with pytest.raises(WrongState):
        mark_absent(session, booking, by=by, at=AFTER)


def test_the_database_holds_the_seats_whatever_the_program_does(session: Session) -> None:
    place = an_occasion_session(session)
    for taken in (51, -1):
        attempt = session.begin_nested()
        place.taken = taken
        with pytest.raises(IntegrityError, match="seats_hold"):
            session.flush()
        attempt.rollback()
        session.refresh(place)


def test_the_history_holds_neither_names_nor_words(session: Session) -> None:
    booking = a_booking(session)
    cancel_booking(session, booking, by=VISITOR, at=NOW)
    told = [str(event.details) + event.verb for event in list_latest_events(session)]
    assert any("cancelled" in each for each in told)
    for words in ("Lo", "lo@", "Fjärdskolan", "ramp"):
        assert not any(words in each for each in told)


STEPS = st.lists(
    st.tuples(st.sampled_from(["book", "cancel", "change"]), st.integers(1, 30), st.integers(0, 9)),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(capacity=st.integers(30, 60), steps=STEPS)
def test_the_waiting_list_is_never_longer_than_it_must_be(
    session: Session, capacity: int, steps: list[tuple[str, int, int]]
) -> None:
    """Whatever happens, no seat is taken twice and nobody waits who would fit."""
    with undone(session):
        place = an_occasion_session(session, capacity=capacity)
        bookings: list[ClassBooking] = []
        for number, (verb, pupils, which) in enumerate(steps):
            at = NOW + timedelta(minutes=number)
            _do(session, place, bookings, verb, pupils, which, at)
            held = [each.pupils for each in bookings if each.state in HOLDS_SEATS]
            assert place.taken == sum(held) <= capacity
            waiting = list_waiting(session, place.id)
            assert all(each.pupils > place.left for each in waiting)
            assert list(waiting) == sorted(waiting, key=lambda each: (each.waits_since, each.id))


def _do(
    session: Session,
    place: OccasionSession,
    bookings: list[ClassBooking],
    verb: str,
    pupils: int,
    which: int,
    at: Any,
) -> None:
    by = Actor(VISITOR.role)
    if verb == "book" or not bookings:
        bookings.append(a_booking(session, place, pupils=pupils))
        return
    booking = bookings[which % len(bookings)]
    if verb == "cancel":
        cancel_booking(session, booking, by=by, at=at)
    elif booking.state is not State.CANCELLED:
        try:
            change_pupils(session, booking, pupils, by=by, at=at)
        except NoSeatsLeft as refused:
            assert pupils > refused.left  # noqa: PT017 - what it says is right
