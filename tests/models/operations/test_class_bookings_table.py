"""Events, bookings and requests over verb × state × actor: what the tables say works, no more."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from itertools import product
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import NotAllowed, WrongState
from models.moves import CLASS_BOOKING_MOVES, OCCASION_MOVES, SCHOOL_REQUEST_MOVES, Move
from models.operations import class_bookings, occasions, school_requests
from models.operations.seats import move_booking, move_up_waiting
from models.words import ClassBookingState, OccasionState, Role, SchoolRequestState
from tests.builders import NOW, a_coordinator
from tests.builders.schools import (
    STARTS,
    VISITOR,
    a_booking,
    a_school_request,
    an_asked_booking,
    an_occasion,
    an_occasion_session,
)
from tests.undone import undone

AFTER = STARTS + timedelta(hours=3)
ACTORS = (SYSTEM, *(Actor(role) for role in Role if role is not Role.SYSTEM))
Do = Callable[[Session, Any, Actor], object]


def a_booking_in(session: Session, state: StrEnum) -> Any:
    place, by = an_occasion_session(session, capacity=20), a_coordinator(session)
    if state is ClassBookingState.ASKED:
        return an_asked_booking(session, place)
    if state is ClassBookingState.WAITING:
        a_booking(session, place)
        return a_booking(session, place)
    booking = a_booking(session, place)
    if state is ClassBookingState.CANCELLED:
        class_bookings.cancel_booking(session, booking, by=by, at=NOW)
    elif state is ClassBookingState.ATTENDED:
        class_bookings.mark_attended(session, booking, 9, by=by, at=AFTER)
    elif state is ClassBookingState.ABSENT:
        class_bookings.mark_absent(session, booking, by=by, at=AFTER)
    return booking


def an_occasion_in(session: Session, state: StrEnum) -> Any:
    by = a_coordinator(session)
    occasion = an_occasion(session, published=state is not OccasionState.DRAFT)
    if state is OccasionState.CLOSED:
        occasions.close_occasion(session, occasion, by=by, at=AFTER)
    elif state is OccasionState.CANCELLED:
        occasions.cancel_occasion(session, occasion, reason="Storm", by=by, at=NOW)
    return occasion


def a_request_in(session: Session, state: StrEnum) -> Any:
    by = a_coordinator(session)
    request = a_school_request(session, confirmed=state is not SchoolRequestState.ASKED)
    if state is SchoolRequestState.ANSWERED:
        school_requests.answer_request(session, request, answer="Ja!", by=by, at=NOW)
    elif state is SchoolRequestState.WITHDRAWN:
        school_requests.withdraw_request(session, request, by=by, at=NOW)
    return request


def publish(session: Session, thing: Any, by: Actor) -> None:
    occasions.publish_occasion(session, thing, seen=thing.version, by=by, at=NOW)


BOOKINGS: dict[str, Do] = {
    "confirm": lambda session, thing, by: class_bookings.confirm_booking(
        session, thing, by=by, at=NOW
    ),
    "wait": lambda session, thing, by: move_booking(session, thing, "wait", by=by, at=NOW),
    "move_up": lambda session, thing, by: move_booking(session, thing, "move_up", by=by, at=NOW),
    "cancel": lambda session, thing, by: class_bookings.cancel_booking(
        session, thing, by=by, at=NOW
    ),
    "attend": lambda session, thing, by: class_bookings.mark_attended(
        session, thing, 9, by=by, at=AFTER
    ),
    "miss": lambda session, thing, by: class_bookings.mark_absent(session, thing, by=by, at=AFTER),
}
OCCASIONS: dict[str, Do] = {
    "publish": publish,
    "close": lambda session, thing, by: occasions.close_occasion(session, thing, by=by, at=AFTER),
    "cancel": lambda session, thing, by: occasions.cancel_occasion(
        session, thing, reason="Storm", by=by, at=NOW
    ),
}
REQUESTS: dict[str, Do] = {
    "confirm": lambda session, thing, by: school_requests.confirm_request(
        session, thing, by=by, at=NOW
    ),
    "answer": lambda session, thing, by: school_requests.answer_request(
        session, thing, answer="Ja!", by=by, at=NOW
    ),
    "withdraw": lambda session, thing, by: school_requests.withdraw_request(
        session, thing, by=by, at=NOW
    ),
}
TABLES: tuple[tuple[tuple[Move, ...], type[StrEnum], Callable[..., Any], dict[str, Do]], ...] = (
    (CLASS_BOOKING_MOVES, ClassBookingState, a_booking_in, BOOKINGS),
    (OCCASION_MOVES, OccasionState, an_occasion_in, OCCASIONS),
    (SCHOOL_REQUEST_MOVES, SchoolRequestState, a_request_in, REQUESTS),
)


@pytest.mark.parametrize(("moves", "states", "make", "do"), TABLES, ids=["class", "event", "ask"])
def test_what_the_table_says_works_and_nothing_else(
    session: Session,
    moves: tuple[Move, ...],
    states: type[StrEnum],
    make: Callable[..., Any],
    do: dict[str, Do],
) -> None:
    wrong = []
    assert {move.verb for move in moves} - {"ask"} == do.keys()
    rows = {move.verb: move for move in moves}
    for state in states:
        thing = make(session, state)
        assert thing.state is state
        for verb, by in product(do, ACTORS):
            row = rows[verb]
            may = row.starts_from(state) and by.role in row.who
            with undone(session):
                # The only seat that is free is there for who is to take it.
                if verb == "move_up" and state is ClassBookingState.WAITING:
                    thing.session.capacity = 100
                with suppress(NotAllowed, WrongState):
                    do[verb](session, thing, by)
                if thing.state is not (row.target if may else state):
                    wrong.append((verb, state, by.role, thing.state))
    assert wrong == []


def test_nobody_moves_up_once_it_has_begun_or_is_cancelled(session: Session) -> None:
    place, by = an_occasion_session(session), a_coordinator(session)
    first, waits = a_booking(session, place, pupils=40), a_booking(session, place)
    class_bookings.mark_absent(session, first, by=by, at=AFTER)
    assert move_up_waiting(session, place, at=AFTER) == 0
    assert waits.state is ClassBookingState.WAITING


def test_visitors_are_one_role_that_no_account_holds(session: Session) -> None:
    assert VISITOR.role is Role.VISITOR
    by = a_coordinator(session)
    assert by.role is Role.COORDINATOR
