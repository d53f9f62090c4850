"""The seats of a session: taken, given back, and handed on to the classes that wait.

The one place where a class's booking gets its state. Writers take turns, so what is reckoned here
is still true when it is committed; the table's own limit holds all the same.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.moves import CLASS_BOOKING_MOVES
from models.occasions import OccasionSession
from models.operations import letters
from models.operations.events import record
from models.operations.guards import may_move
from models.queries.class_bookings import list_waiting
from models.schools import ClassBooking
from models.words import HOLDS_SEATS, ClassBookingState, OccasionState

PAST = {
    "ask": "asked",
    "confirm": "confirmed",
    "wait": "put on the waiting list",
    "move_up": "moved up",
    "cancel": "cancelled",
    "attend": "attended",
    "miss": "missed",
}


def move_booking(
    session: Session,
    booking: ClassBooking,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    pupils_came: int | None = None,
) -> None:
    """Move a booking along the table; it takes seats, or gives them back, as its states say.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says; nothing is changed then.
    """
    source = booking.state
    row = may_move(CLASS_BOOKING_MOVES, "class_booking", verb, source, by)
    target = ClassBookingState(str(row.target))
    place = booking.session
    if (target in HOLDS_SEATS) != (source in HOLDS_SEATS):
        place.taken += booking.pupils if target in HOLDS_SEATS else -booking.pupils
    booking.state, booking.moved_at, booking.asked_until = target, at, None
    booking.waits_since = at if target is ClassBookingState.WAITING else None
    if target is ClassBookingState.CONFIRMED:
        booking.confirmed_at = at
    booking.pupils_came = pupils_came
    session.flush()
    told = {"source": source, "target": target, "place": place.id, "pupils": booking.pupils}
    record(session, "class booking", PAST[verb], booking.id, by=by, at=at, **told)


def tell_teacher(
    session: Session, booking: ClassBooking, news: str, *, at: datetime, once: str | None = None
) -> None:
    """Queue a letter to who booked, unless they are erased; its name is ``booking_<news>``."""
    if booking.teacher is not None:
        letters.queue(session, f"booking_{news}", booking.teacher, at=at, once=once)


def move_up_waiting(session: Session, place: OccasionSession, *, at: datetime) -> int:
    """Give the seats that are left to the classes that wait: in turn, each that fits.

    A class that is too large is passed by and keeps its turn. Gives how many moved up.
    """
    if place.occasion.state is not OccasionState.PUBLISHED or place.starts_at <= at:
        return 0
    moved = 0
    for booking in list_waiting(session, place.id):
        if booking.pupils <= place.left:
            move_booking(session, booking, "move_up", by=SYSTEM, at=at)
            tell_teacher(session, booking, "moved_up", at=at)
            moved += 1
    return moved
