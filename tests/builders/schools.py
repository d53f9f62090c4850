"""Events for schools, and what teachers book and ask for."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.actors import Actor
from models.occasions import Occasion, OccasionSession
from models.operations.class_bookings import (
    ClassWords,
    ask_for_seats,
    confirm_booking,
    evaluate_booking,
    mark_attended,
)
from models.operations.occasion_sessions import SessionWords, add_session
from models.operations.occasions import OccasionWords, publish_occasion, write_occasion
from models.operations.school_requests import RequestWords, ask_us, confirm_request
from models.schools import ClassBooking, SchoolRequest
from models.words import Language, OccasionKind, Role, SchoolRequestKind, SchoolYear
from tests.builders.people import a_coordinator
from tests.builders.time import NOW

VISITOR = Actor(Role.VISITOR)
STARTS = NOW + timedelta(days=30)

EVENT = OccasionWords(
    kind=OccasionKind.SCIENCE_MEETING,
    title="Vetenskapsdagen",
    text="En dag om forskning.",
    language=Language.SWEDISH,
    place="2281",
    books_from=NOW - timedelta(days=1),
    books_until=NOW + timedelta(days=20),
)
CLASS = ClassWords(
    school="Fjärdskolan",
    school_place="2280",
    school_year=SchoolYear.UPPER_2,
    pupils=20,
    name="Lo Sundin",
    email="lo@skola.example",
    needs="En ramp till salen.",
)
REQUEST = RequestWords(
    kind=SchoolRequestKind.VISIT,
    school="Fjärdskolan",
    school_place="2280",
    school_year=SchoolYear.UPPER_3,
    pupils=25,
    topic="Havets mikroplaster",
    wanted_when="en tisdag i april",
    name="Lo Sundin",
    email="lo@skola.example",
)


def an_occasion(session: Session, *, published: bool = True, **words: Any) -> Occasion:
    """Make an event with one session of fifty seats."""
    by = a_coordinator(session)
    occasion = write_occasion(session, replace(EVENT, **words), by=by, at=NOW)
    a_session_of(session, occasion)
    if published:
        publish_occasion(session, occasion, seen=occasion.version, by=by, at=NOW)
    return occasion


def a_session_of(session: Session, occasion: Occasion, **words: Any) -> OccasionSession:
    """Add a session to an event."""
    said = SessionWords(STARTS, STARTS + timedelta(hours=2), 50, room="Sal M 102")
    by = a_coordinator(session)
    return add_session(session, occasion, replace(said, **words), by=by, at=NOW)


def an_occasion_session(session: Session, *, capacity: int = 50) -> OccasionSession:
    """Make the one session of a published event."""
    place = an_occasion(session).sessions[0]
    place.capacity = capacity
    session.flush()
    return place


def an_asked_booking(
    session: Session, place: OccasionSession | None = None, **words: Any
) -> ClassBooking:
    """Make a booking that its teacher has not confirmed."""
    place = place or an_occasion_session(session)
    return ask_for_seats(session, place, replace(CLASS, **words), by=VISITOR, at=NOW)


def a_booking(session: Session, place: OccasionSession | None = None, **words: Any) -> ClassBooking:
    """Make a booking that is confirmed, or waits where it does not fit."""
    booking = an_asked_booking(session, place, **words)
    confirm_booking(session, booking, by=VISITOR, at=NOW)
    return booking


def a_school_request(session: Session, *, confirmed: bool = True, **words: Any) -> SchoolRequest:
    """Make a teacher's request that waits for an answer."""
    request = ask_us(session, replace(REQUEST, **words), by=VISITOR, at=NOW)
    if confirmed:
        confirm_request(session, request, by=VISITOR, at=NOW)
    return request


def a_year_of_schools(session: Session) -> None:
    """Make an event whose classes are in every state that a limit speaks of, and a request."""
    place, by = an_occasion_session(session), a_coordinator(session)
    after = STARTS + timedelta(hours=3)
    an_asked_booking(session, place)
    a_booking(session, place)
    there = a_booking(session, place)
    a_booking(session, place)
    mark_attended(session, there, 18, by=by, at=after)
    evaluate_booking(session, there, good=4, curious=5, words="", by=VISITOR, at=after)
    a_school_request(session)
