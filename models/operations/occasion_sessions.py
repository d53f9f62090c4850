"""The sessions of an event: added, changed with a letter, and removed while nobody has booked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import TooFewPlaces, WrongState
from models.occasions import Occasion, OccasionSession
from models.operations.events import record
from models.operations.occasions import can_be_changed, is_working_group
from models.operations.seats import move_up_waiting, tell_teacher
from models.queries.class_bookings import list_bookings_of_session
from models.words import ClassBookingState

# What those who booked have to know of.
TOLD_OF = frozenset({"starts_at", "ends_at", "room"})
BOOKED = frozenset({ClassBookingState.CONFIRMED, ClassBookingState.WAITING})


@dataclass(frozen=True)
class SessionWords:
    """When and where a session is, and how many pupils it has seats for."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    room: str = ""
    title: str = ""


def add_session(
    session: Session, occasion: Occasion, words: SessionWords, *, by: Actor, at: datetime
) -> OccasionSession:
    """Add a session to an event, also when it is published.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, or the event is over.
    """
    is_working_group("add_session", by)
    can_be_changed(occasion)
    place = OccasionSession(taken=0, **vars(words))
    occasion.sessions.append(place)
    place.set_reminder()
    session.flush()
    told = {"place": place.id, "capacity": place.capacity}
    record(session, "occasion", "session added", occasion.id, by=by, at=at, **told)
    return place


def edit_session(
    session: Session, place: OccasionSession, words: SessionWords, *, by: Actor, at: datetime
) -> None:
    """Change a session. Who booked is told of a new time or room; new seats go to who waits.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, or the event is over.
    TooFewPlaces
        If more seats are taken.
    """
    is_working_group("edit_session", by)
    can_be_changed(place.occasion)
    if words.capacity < place.taken:
        raise TooFewPlaces(place.taken)
    changed = [name for name, value in vars(words).items() if getattr(place, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(place, name, getattr(words, name))
    place.set_reminder()
    session.flush()
    told = {"place": place.id, "fields": changed}
    record(session, "occasion", "session changed", place.occasion_id, by=by, at=at, **told)
    for booking in list_bookings_of_session(session, place.id):
        if booking.teacher is not None:
            booking.teacher.about_at = place.ends_at
        if TOLD_OF & set(changed) and booking.state in BOOKED:
            tell_teacher(session, booking, "changed", at=at)
    move_up_waiting(session, place, at=at)


def remove_session(session: Session, place: OccasionSession, *, by: Actor, at: datetime) -> None:
    """Remove a session that no class has booked.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, the event is over, or somebody has booked.
    """
    is_working_group("remove_session", by)
    can_be_changed(place.occasion)
    if list_bookings_of_session(session, place.id):
        raise WrongState("occasion_session", "remove", "booked")
    occasion, number = place.occasion, place.id
    occasion.sessions.remove(place)
    session.flush()
    record(session, "occasion", "session removed", occasion.id, by=by, at=at, place=number)
