"""Questions about courses: what residents find, and what the working group reckons with."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVarTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.courses import Course
from models.errors import NotFound
from models.keys import fold
from models.residents import Resident
from models.words import CourseForm, CourseState

Columns = TypeVarTuple("Columns")

COUNTS = (Resident.confirmed_at.is_not(None), Resident.ended_at.is_(None))


def get_course(session: Session, course_id: int) -> Course:
    """Give a course with what it teaches, or raise NotFound."""
    course = session.get(Course, course_id, options=[selectinload(Course.concepts)])
    if course is None:
        raise NotFound("course", course_id)
    return course


def get_open_course(session: Session, course_id: int) -> Course:
    """Give a course that residents may see, also one that is over, or raise NotFound."""
    course = get_course(session, course_id)
    if not course.is_open or course.state is not CourseState.LISTED:
        raise NotFound("course", course_id)
    return course


def find_course(session: Session, source: str, key: str) -> Course | None:
    """Give the course that a source knows by a key."""
    return session.scalar(select(Course).where(Course.source == source, Course.key == key))


def list_courses_of_source(session: Session, source: str) -> Sequence[Course]:
    """List every course of a source, also retired ones, with what they teach."""
    query = select(Course).where(Course.source == source).options(selectinload(Course.concepts))
    return session.scalars(query.order_by(Course.id)).all()


def list_courses(
    session: Session,
    *,
    words: str = "",
    form: CourseForm | None = None,
    place: str = "",
    starts_from: date | None = None,
    on: date | None = None,
    ahead_of: date | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Course]:
    """List courses, what begins first first; on a day, what residents may see and is not begun.

    With ``ahead_of``, what began before that day comes last.
    """
    query = _filtered(select(Course), words, form, place, starts_from, on)
    order = [Course.starts_on.is_(None), Course.starts_on, Course.title, Course.id]
    if ahead_of:
        order.insert(0, and_(Course.starts_on.is_not(None), Course.starts_on < ahead_of))
    shown = query.options(joinedload(Course.employer), joinedload(Course.activity))
    return session.scalars(shown.order_by(*order).limit(limit).offset(offset)).all()


def count_courses(
    session: Session,
    *,
    words: str = "",
    form: CourseForm | None = None,
    place: str = "",
    starts_from: date | None = None,
    on: date | None = None,
) -> int:
    """Count what `list_courses` lists."""
    query = _filtered(select(func.count(Course.id)), words, form, place, starts_from, on)
    return session.scalar(query) or 0


def list_places_of_courses(session: Session) -> Sequence[str]:
    """List the municipalities where courses are held that residents may see, by their code."""
    query = _seen(select(Course.place).distinct()).where(Course.place != "")
    return session.scalars(query.order_by(Course.place)).all()


def list_courses_of_employer(session: Session, employer_id: int) -> Sequence[Course]:
    """List what is held on commission for an employer, the latest first."""
    query = select(Course).where(
        Course.employer_id == employer_id, Course.state == CourseState.LISTED
    )
    return session.scalars(query.order_by(Course.starts_on.desc(), Course.id.desc())).all()


def list_courses_that_opened(session: Session, on: date) -> Sequence[Course]:
    """List courses that take applications now and whose interested have not been told."""
    query = select(Course).where(
        Course.state == CourseState.LISTED,
        Course.opening_told_at.is_(None),
        Course.apply_from <= on,
        func.coalesce(Course.apply_by, Course.starts_on, on) >= on,
        Course.id.in_(select(Resident.course_id).where(*COUNTS)),
    )
    return session.scalars(query.order_by(Course.id)).all()


def list_interested(session: Session, course_id: int) -> Sequence[Resident]:
    """List those whose interest in a course is confirmed, in the order in which they came."""
    query = select(Resident).where(Resident.course_id == course_id, *COUNTS)
    return session.scalars(query.order_by(Resident.id)).all()


def count_interested(session: Session, course_ids: Iterable[int]) -> Mapping[int, int]:
    """Count the confirmed interests in each of some courses, those with any."""
    query = select(Resident.course_id, func.count(Resident.id)).where(
        Resident.course_id.in_(set(course_ids)), *COUNTS
    )
    return {id_: count for id_, count in session.execute(query.group_by(Resident.course_id)) if id_}


def _seen(query: Select[*Columns]) -> Select[*Columns]:
    return query.where(Course.is_open, Course.state == CourseState.LISTED)


def _filtered(
    query: Select[*Columns],
    words: str,
    form: CourseForm | None,
    place: str,
    starts_from: date | None,
    on: date | None,
) -> Select[*Columns]:
    for word in fold(words).split():
        query = query.where(Course.search_key.contains(word, autoescape=True))
    if form is not None:
        query = query.where(Course.form == form)
    if place:
        query = query.where(Course.place == place)
    if starts_from is not None:
        query = query.where(or_(Course.starts_on.is_(None), Course.starts_on >= starts_from))
    if on is not None:
        # One may still come late to a course whose last day to apply is after its first.
        last = func.coalesce(Course.apply_by, Course.starts_on, on)
        query = _seen(query).where(or_(last >= on, Course.starts_on >= on))
    return query
