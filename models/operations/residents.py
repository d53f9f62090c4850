"""What residents do by an address and a link: show interest, book a place, take it back.

Nobody has an account here, so the history names what was done to which row, and nobody by whom.
"""

import secrets
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.courses import Course
from models.days import STOCKHOLM, day_in_sweden
from models.errors import BookedAlready, NoLongerOpen, NoStudyPlaceLeft
from models.keys import normal_email
from models.operations import letters
from models.operations.events import record
from models.operations.guards import all_told
from models.queries.courses import list_interested
from models.queries.letters import hash_token
from models.queries.residents import find_booking, find_interest, find_overlapping
from models.queries.study_places import get_slot, list_bookings
from models.residents import (
    DAYS_AFTER_END,
    DAYS_KEPT,
    DAYS_TO_CONFIRM,
    DAYS_WITHOUT_START,
    Resident,
    ResidentLink,
)
from models.study_places import StudySlot
from models.words import CourseState, Language, ResidentPurpose


def show_interest(
    session: Session, course: Course, email: str, language: Language, *, at: datetime
) -> Resident:
    """Note who is interested in a course, and send the link that confirms it. Twice is once more.

    Raises
    ------
    Missing, NoLongerOpen
        If there is no address, or residents may not apply for the course.
    """
    all_told(email=email)
    _is_open_course(course)
    email = normal_email(email)
    resident = find_interest(session, course.id, email)
    if resident is None:
        resident = Resident(purpose=ResidentPurpose.INTEREST, course_id=course.id, email=email)
        session.add(resident)
    return _ask(session, resident, language, "resident_interest_confirm", at=at)


def ask_for_place(
    session: Session, slot: StudySlot, email: str, language: Language, *, at: datetime
) -> Resident:
    """Note who wants a place at a time, and send the link that takes it. Twice is once more.

    Raises
    ------
    Missing, NoLongerOpen, NoStudyPlaceLeft
        If there is no address, the time is closed or begun, or every place is taken.
    """
    all_told(email=email)
    email = normal_email(email)
    resident = find_booking(session, slot.id, email)
    if resident is None or not resident.counts:
        _is_open_slot(slot, at)
    if resident is None:
        resident = Resident(purpose=ResidentPurpose.STUDY_PLACE, slot_id=slot.id, email=email)
        session.add(resident)
    return _ask(session, resident, language, "resident_place_confirm", at=at)


def confirm(session: Session, resident: Resident, *, at: datetime) -> None:
    """Let an interest count, or take the place. Twice is once; what was taken back can be again.

    Raises
    ------
    NoLongerOpen, NoStudyPlaceLeft
        If the course or the time can be asked for no more, or another took the last place.
    BookedAlready
        If the address has a place at an overlapping time. It is told to the holder of the link
        alone: whoever types an address learns nothing of it.
    """
    if resident.counts:
        return
    if resident.slot_id is not None:
        # Writers take turns, so what is read here still holds when it is written.
        slot = get_slot(session, resident.slot_id)
        _is_open_slot(slot, at)
        other = find_overlapping(session, slot, resident.email)
        if other is not None:
            raise BookedAlready(other.id)
        slot.taken += 1
        kept_from = slot.ends_at
        letters.queue(session, "resident_place_booked", resident, at=at)
    elif resident.course is not None:
        _is_open_course(resident.course)
        kept_from = _kept_from(resident.course, at)
    resident.confirmed_at, resident.ended_at = at, None
    resident.kept_until = kept_from + timedelta(days=DAYS_KEPT)
    session.flush()
    record(session, "resident", "confirmed", resident.id, by=SYSTEM, at=at, **_about(resident))


def take_back(session: Session, resident: Resident, *, at: datetime) -> None:
    """Take an interest or a booking back: the place is free at once. Twice is once."""
    if resident.ended_at is not None:
        return
    if resident.slot_id is not None and resident.counts:
        slot = get_slot(session, resident.slot_id)
        slot.taken -= 1
    resident.ended_at = at
    resident.kept_until = at + timedelta(days=DAYS_AFTER_END)
    session.flush()
    record(session, "resident", "taken back", resident.id, by=SYSTEM, at=at, **_about(resident))


def make_link(session: Session, resident: Resident, *, at: datetime) -> str:
    """Make a link and give its secret, which is never stored and cannot be given again."""
    token = secrets.token_urlsafe(32)
    session.add(
        ResidentLink(
            token_hash=hash_token(token),
            resident=resident,
            made_at=at,
            expires_at=resident.link_until,
        )
    )
    session.flush()
    return token


def tell_opened(session: Session, course: Course, *, at: datetime) -> int:
    """Tell those who are interested that a course takes applications, once, and count them."""
    if course.opening_told_at is not None or not course.takes_applications(day_in_sweden(at)):
        return 0
    course.opening_told_at = at
    told = _tell(session, course, "resident_course_opened", "opened", at)
    record(session, "course", "opening told", course.id, by=SYSTEM, at=at, count=told)
    return told


def tell_changed(session: Session, course: Course, *, at: datetime) -> int:
    """Tell those who are interested that a course has other dates, or is no more; count them.

    What changes several times on a day is told once. For how long they are kept follows the start.
    """
    for resident in list_interested(session, course.id):
        resident.kept_until = _kept_from(course, at) + timedelta(days=DAYS_KEPT)
    if course.starts_on is not None and course.starts_on < day_in_sweden(at):
        return 0
    return _tell(session, course, "resident_course_changed", f"{day_in_sweden(at)}", at)


def end_bookings(session: Session, slot: StudySlot, *, at: datetime) -> int:
    """Tell everybody who booked a time that it is closed, and end what they booked; count them."""
    booked = list_bookings(session, slot.id)
    for resident in booked:
        letters.queue(session, "resident_place_closed", resident, at=at)
        resident.ended_at = at
    slot.taken = 0
    session.flush()
    return len(booked)


def _ask(
    session: Session, resident: Resident, language: Language, letter: str, *, at: datetime
) -> Resident:
    resident.language = language
    if not resident.counts:
        resident.asked_at, resident.confirmed_at, resident.ended_at = at, None, None
        resident.kept_until = at + timedelta(days=DAYS_TO_CONFIRM)
    session.flush()
    record(session, "resident", "asked", resident.id, by=SYSTEM, at=at, **_about(resident))
    letters.queue(session, letter, resident, at=at)
    return resident


def _tell(session: Session, course: Course, letter: str, news: str, at: datetime) -> int:
    told = [
        letters.queue(session, letter, resident, at=at, once=f"{letter}:{resident.id}:{news}")
        for resident in list_interested(session, course.id)
    ]
    session.flush()
    return sum(each is not None for each in told)


def _is_open_course(course: Course) -> None:
    if not course.is_open or course.state is not CourseState.LISTED:
        raise NoLongerOpen("course")


def _is_open_slot(slot: StudySlot, at: datetime) -> None:
    if not slot.is_open(at):
        raise NoLongerOpen("study_slot")
    if slot.left <= 0:
        raise NoStudyPlaceLeft(slot.id)


def _kept_from(course: Course, at: datetime) -> datetime:
    if course.starts_on is None:
        return at + timedelta(days=DAYS_WITHOUT_START)
    return _start_of(course.starts_on, STOCKHOLM)


def _start_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _about(resident: Resident) -> dict[str, int | str]:
    if resident.course_id is not None:
        return {"purpose": resident.purpose.value, "course": resident.course_id}
    return {"purpose": resident.purpose.value, "slot": resident.slot_id or 0}
