"""What is on offer already to fill a gap: courses to come, and places to study."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.courses import Course, CourseConcept
from models.fives import OTHERS
from models.queries.concepts import find_fields
from models.queries.gaps import year_of
from models.study_places import Centre, StudyRoom, StudySlot
from models.words import CourseForm, CourseState

# As far ahead as times at learning centres are looked at.
AHEAD = timedelta(weeks=8)


@dataclass(frozen=True)
class Taught:
    """A course to come: in the fields of what it teaches, where it is held, when it begins.

    Parameters
    ----------
    seats : int
        How many it takes; 0 where nobody has said.
    is_anywhere : bool
        Whether it can be followed from any place.
    """

    id: int
    title: str
    place: str
    year: str
    fields: frozenset[str]
    seats: int
    is_anywhere: bool


def list_taught(session: Session, on: date) -> list[Taught]:
    """List the courses that begin on a day or later, or on a day that nobody has said."""
    query = select(Course).where(
        Course.state == CourseState.LISTED, or_(Course.starts_on.is_(None), Course.starts_on >= on)
    )
    courses = session.scalars(query.order_by(Course.starts_on, Course.id)).all()
    if not courses:
        return []
    teaches: dict[int, set[str]] = {}
    rows = select(CourseConcept.course_id, CourseConcept.concept_id).where(
        CourseConcept.course_id.in_([course.id for course in courses]),
    )
    for course_id, concept_id in session.execute(rows):
        if concept_id is not None:
            teaches.setdefault(course_id, set()).add(concept_id)
    fields = find_fields(session, set().union(*teaches.values()))
    return [
        Taught(
            course.id,
            course.title,
            course.place,
            year_of(course.starts_on.year, on) if course.starts_on else OTHERS,
            frozenset(fields[each] for each in teaches.get(course.id, ()) if each in fields),
            course.seats or 0,
            course.form is CourseForm.DISTANCE,
        )
        for course in courses
    ]


def count_study_places(session: Session, at: datetime) -> dict[str, int]:
    """Count the places that can be booked at learning centres in the weeks ahead, by place."""
    query = (
        select(Centre.place, func.sum(StudySlot.capacity - StudySlot.taken).label("left"))
        .join(StudyRoom, StudyRoom.centre_id == Centre.id)
        .join(StudySlot, StudySlot.room_id == StudyRoom.id)
        .where(
            StudySlot.closed_at.is_(None),
            StudySlot.starts_at > at,
            StudySlot.starts_at < at + AHEAD,
        )
        .group_by(Centre.place)
    )
    return {row.place: row.left for row in session.execute(query)}
