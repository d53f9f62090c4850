"""What happens to a class's booking: asked for, confirmed by link, changed, cancelled, attended.

No seat is held before the link of the letter is confirmed, so that nobody fills an event with
addresses that are not theirs. Guard, change, record, queue the letter; nothing is changed when
they raise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import LinkInvalid, NoSeatsLeft, NotAllowed, NotBookable, WrongState
from models.keys import normal_email
from models.occasions import OccasionSession
from models.operations.events import record
from models.operations.guards import all_told
from models.operations.seats import move_booking, move_up_waiting, tell_teacher
from models.policy import DEFAULT, Policy
from models.schools import ClassBooking, Teacher
from models.words import ClassBookingState, Language, OccasionState, Role, SchoolYear

State = ClassBookingState
MAY_CHANGE = frozenset({Role.VISITOR, Role.COORDINATOR})
CAN_BE_CHANGED = frozenset({State.ASKED, State.CONFIRMED, State.WAITING})


@dataclass(frozen=True)
class ClassWords:
    """What a teacher says of a class, and of themselves. Nothing of any pupil."""

    school: str
    school_place: str
    school_year: SchoolYear
    pupils: int
    name: str
    email: str
    language: Language = Language.SWEDISH
    needs: str = ""


def ask_for_seats(
    session: Session,
    place: OccasionSession,
    words: ClassWords,
    *,
    by: Actor,
    at: datetime,
    policy: Policy = DEFAULT,
) -> ClassBooking:
    """Write down that a class wants to come; a visitor gets a letter whose link confirms it.

    Raises
    ------
    NotAllowed, Missing
        If another than a visitor or a coordinator does, or something is not told.
    NotBookable
        If the event takes no bookings now. A coordinator may book until the session begins.
    NoSeatsLeft
        If the class is larger than the session.
    """
    if by.role not in MAY_CHANGE:
        raise NotAllowed("ask")
    all_told(school=words.school, name=words.name)
    if by.role is Role.VISITOR:
        all_told(email=words.email)
    _is_bookable(place, by, at)
    if words.pupils > place.capacity:
        raise NoSeatsLeft(place.capacity)
    booking = ClassBooking(
        session=place,
        school=words.school,
        school_place=words.school_place,
        school_year=words.school_year,
        pupils=words.pupils,
        state=State.ASKED,
        asked_at=at,
        asked_until=at + timedelta(hours=policy.confirm_booking_hours),
        moved_at=at,
    )
    booking.teacher = Teacher(
        name=words.name,
        email=normal_email(words.email),
        language=words.language,
        needs=words.needs,
        about_at=place.ends_at,
    )
    session.add(booking)
    session.flush()
    told = {"place": place.id, "pupils": booking.pupils}
    record(session, "class booking", "asked", booking.id, by=by, at=at, **told)
    if by.role is Role.VISITOR:
        tell_teacher(session, booking, "confirm", at=at)
    return booking


def confirm_booking(session: Session, booking: ClassBooking, *, by: Actor, at: datetime) -> None:
    """Give a class its seats, or its turn on the waiting list. Twice is once.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says.
    LinkInvalid
        If a visitor's time to confirm is over.
    NotBookable
        If the event is not published, or the session has begun.
    """
    if booking.state in {State.CONFIRMED, State.WAITING} and by.role in MAY_CHANGE:
        return
    verb = "confirm" if booking.pupils <= booking.session.left else "wait"
    if booking.state is State.ASKED and by.role in MAY_CHANGE:
        if by.role is Role.VISITOR and not booking.can_be_confirmed(at):
            raise LinkInvalid
        _is_ahead(booking.session, at)
    move_booking(session, booking, verb, by=by, at=at)
    tell_teacher(session, booking, "confirmed" if verb == "confirm" else "waiting", at=at)


def register_booking(
    session: Session,
    place: OccasionSession,
    words: ClassWords,
    *,
    by: Actor,
    at: datetime,
    policy: Policy = DEFAULT,
) -> ClassBooking:
    """Book for a teacher who phones or writes: confirmed at once, or on the waiting list."""
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("register")
    booking = ask_for_seats(session, place, words, by=by, at=at, policy=policy)
    confirm_booking(session, booking, by=by, at=at)
    return booking


def change_pupils(
    session: Session, booking: ClassBooking, pupils: int, *, by: Actor, at: datetime
) -> None:
    """Change how many pupils come. Seats that become free go to the classes that wait.

    Raises
    ------
    NotAllowed, WrongState
        If another than a visitor or a coordinator does, or it is cancelled or over.
    NotBookable
        If the session has begun.
    NoSeatsLeft
        If so many do not fit; what was booked stays.
    """
    if by.role not in MAY_CHANGE:
        raise NotAllowed("change")
    if booking.state not in CAN_BE_CHANGED:
        raise WrongState("class_booking", "change", booking.state)
    place, before = booking.session, booking.pupils
    _is_ahead(place, at)
    holds = booking.state is State.CONFIRMED
    room = place.left + before if holds else place.capacity
    if pupils > room:
        raise NoSeatsLeft(room)
    if pupils == before:
        return
    booking.pupils = pupils
    if holds:
        place.taken += pupils - before
    session.flush()
    told = {"before": before, "pupils": pupils}
    record(session, "class booking", "changed", booking.id, by=by, at=at, **told)
    move_up_waiting(session, place, at=at)


def cancel_booking(session: Session, booking: ClassBooking, *, by: Actor, at: datetime) -> None:
    """Cancel; what was held goes to the classes that wait. Twice is once.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says.
    NotBookable
        If the session has begun: then it is noted whether they came.
    """
    if booking.state is State.CANCELLED and by.role in MAY_CHANGE:
        return
    if booking.state in CAN_BE_CHANGED and by.role in MAY_CHANGE:
        _is_not_begun(booking.session, at)
    was_asked = booking.state is State.ASKED
    move_booking(session, booking, "cancel", by=by, at=at)
    if not was_asked:
        tell_teacher(session, booking, "cancelled", at=at)
    move_up_waiting(session, booking.session, at=at)


def mark_attended(
    session: Session, booking: ClassBooking, came: int, *, by: Actor, at: datetime
) -> None:
    """Note how many pupils came, or put it right; the teacher is asked how it was, once.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says, or if the session has not begun.
    """
    if booking.session.starts_at > at:
        raise WrongState("class_booking", "attend", booking.state)
    move_booking(session, booking, "attend", by=by, at=at, pupils_came=came)
    tell_teacher(session, booking, "evaluation", at=at, once=f"evaluation of booking {booking.id}")


def mark_absent(session: Session, booking: ClassBooking, *, by: Actor, at: datetime) -> None:
    """Note that nobody of a class came.

    Raises
    ------
    NotAllowed, WrongState
        As the table of moves says, if the session has not begun, or its teacher has told how it
        was.
    """
    if booking.session.starts_at > at or booking.evaluated_at is not None:
        raise WrongState("class_booking", "miss", booking.state)
    move_booking(session, booking, "miss", by=by, at=at)


def note_attendance(
    session: Session, came: Mapping[ClassBooking, int], *, by: Actor, at: datetime
) -> int:
    """Note for several classes how many came, nobody where it is nought; give what was new.

    Raises
    ------
    NotAllowed, WrongState
        As `mark_attended` and `mark_absent`.
    """
    new = 0
    for booking, number in came.items():
        if number == (0 if booking.state is State.ABSENT else booking.pupils_came):
            continue
        if number:
            mark_attended(session, booking, number, by=by, at=at)
        else:
            mark_absent(session, booking, by=by, at=at)
        new += 1
    return new


def remind_teacher(session: Session, booking: ClassBooking, *, at: datetime) -> None:
    """Remind who booked that the day is near. Twice is once."""
    if booking.state is not State.CONFIRMED or booking.session.starts_at <= at:
        raise WrongState("class_booking", "remind", booking.state)
    if booking.reminded_at is None:
        booking.reminded_at = at
        tell_teacher(session, booking, "reminder", at=at)


def evaluate_booking(
    session: Session,
    booking: ClassBooking,
    *,
    good: int,
    curious: int,
    words: str,
    by: Actor,
    at: datetime,
) -> None:
    """Keep what the teacher thought of it. The first answer stands.

    Raises
    ------
    NotAllowed, WrongState
        If another than the link's holder or a coordinator does, or the class has not been there.
    """
    if by.role not in MAY_CHANGE:
        raise NotAllowed("evaluate")
    if booking.state is not State.ATTENDED:
        raise WrongState("class_booking", "evaluate", booking.state)
    if booking.evaluated_at is None:
        booking.good, booking.curious, booking.change_words = good, curious, words.strip()
        booking.evaluated_at = at
        session.flush()
        record(session, "class booking", "evaluated", booking.id, by=by, at=at)


def _is_bookable(place: OccasionSession, by: Actor, at: datetime) -> None:
    """Refuse where no bookings are taken; a coordinator takes some before and after the others."""
    _is_ahead(place, at)
    if by.role is Role.VISITOR and not place.occasion.takes_bookings(at):
        raise NotBookable(place.occasion_id)


def _is_ahead(place: OccasionSession, at: datetime) -> None:
    if place.occasion.state is not OccasionState.PUBLISHED:
        raise NotBookable(place.occasion_id)
    _is_not_begun(place, at)


def _is_not_begun(place: OccasionSession, at: datetime) -> None:
    if place.starts_at <= at:
        raise NotBookable(place.occasion_id)
