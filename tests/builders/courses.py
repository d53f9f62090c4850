"""Courses, learning centres, and residents without an account."""

from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.courses import Course
from models.operations.courses import CourseWords, renew_courses
from models.operations.residents import ask_for_place, confirm, show_interest
from models.operations.study_places import add_centre, add_room, add_time
from models.queries.courses import find_course
from models.queries.study_places import list_slots
from models.residents import Resident
from models.study_places import Centre, StudyRoom, StudySlot
from models.words import CourseForm, Language
from tests.builders.time import NOW, NUMBERS


def course_words(**changes: Any) -> CourseWords:
    """Give what a list says of a course that begins in half a year."""
    told = {
        "key": f"k{next(NUMBERS)}",
        "title": "Demensvård",
        "form": CourseForm.DISTANCE,
        "provider": "Kajens lärcentrum",
        "place": "2280",
        "location": "Härnösand",
        "starts_on": date(2027, 8, 23),
        "ends_on": date(2027, 12, 17),
        "apply_by": date(2027, 5, 15),
        "url": "https://example.org/demens",
    }
    return CourseWords(**told | changes)


def a_course(session: Session, **changes: Any) -> Course:
    """Make a course, in a list of its own."""
    words = course_words(**changes)
    renew_courses(session, f"list {words.key}", [words], by=SYSTEM, at=NOW)
    course = find_course(session, f"list {words.key}", words.key)
    assert course is not None
    return course


def a_centre(session: Session, **changes: Any) -> Centre:
    """Make a learning centre without rooms."""
    told = {"name": f"Lärcentrum {next(NUMBERS)}", "place": "2280", "address": "Kajen 1"}
    told |= {"hours": "Vardagar 9 till 16", **changes}
    return add_centre(session, **told, by=SYSTEM, at=NOW)


def a_room(session: Session, *, capacity: int = 2, weekday: int = 2) -> StudyRoom:
    """Make a room that can be booked on Wednesday mornings."""
    room = add_room(
        session, a_centre(session), name="Tysta rummet", capacity=capacity, by=SYSTEM, at=NOW
    )
    told = {"opens": time(9), "closes": time(12)}
    add_time(session, room, weekday=weekday, **told, by=SYSTEM, at=NOW)
    return room


def a_slot(session: Session, *, capacity: int = 2) -> StudySlot:
    """Make a time to come, with so many places."""
    room = a_room(session, capacity=capacity)
    until = NOW.replace(month=6)
    return list_slots(session, room.centre_id, since=NOW, until=until)[0]


def a_resident(
    session: Session,
    *,
    course: Course | None = None,
    slot: StudySlot | None = None,
    email: str = "",
    confirmed: bool = True,
) -> Resident:
    """Make somebody who is interested in a course, or has booked a time."""
    email = email or f"boende{next(NUMBERS)}@example.org"
    resident = (
        ask_for_place(session, slot, email, Language.SWEDISH, at=NOW)
        if slot is not None
        else show_interest(session, course or a_course(session), email, Language.SWEDISH, at=NOW)
    )
    if confirmed:
        confirm(session, resident, at=NOW)
    return resident
