"""Courses are taken over from a source, told of when they change, retired, and connected."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.concepts import SKILL_KINDS
from models.courses import Course, CourseConcept
from models.days import day_in_sweden
from models.employers import Employer
from models.errors import NotAllowed
from models.keys import fold
from models.operations.events import record
from models.operations.guards import is_of_working_group, may_buy_education
from models.operations.residents import tell_changed
from models.queries.concepts import find_concept_ids
from models.queries.courses import list_courses_of_source
from models.words import CourseForm, CourseState, Language

NEW, CHANGED, SAME, RETIRED = "new", "changed", "unchanged", "retired"
# What somebody who is interested has to know of. A new word in a description is none of it.
TOLD_OF = ("starts_on", "ends_on", "apply_by", "form", "place", "location")


@dataclass(frozen=True)
class CourseWords:
    """What a source says of a course."""

    key: str
    title: str
    form: CourseForm
    provider: str = ""
    place: str = ""
    location: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    apply_from: date | None = None
    apply_by: date | None = None
    credits: float | None = None
    pace_percent: int | None = None
    price_sek: int | None = None
    seats: int | None = None
    url: str = ""
    level: str = ""
    text: str = ""
    language: Language = Language.SWEDISH
    teaches: tuple[str, ...] = ()


COLUMNS = tuple(each.name for each in fields(CourseWords) if each.name not in {"key", "teaches"})


def renew_courses(
    session: Session, source: str, courses: Iterable[CourseWords], *, by: Actor, at: datetime
) -> Counter[str]:
    """Take over everything that a source has, retire what it has no more, and count both.

    Who is interested in a course that has other dates or is gone gets a letter. What the working
    group has said of a course itself stays: its activity and its employer.

    Raises
    ------
    NotAllowed
        If whoever does it is no coordinator.
    """
    is_of_working_group("renew_courses", by)
    known = {course.key: course for course in list_courses_of_source(session, source)}
    told = {words.key: words for words in courses}
    labels = {name for words in told.values() for name in (*words.teaches, words.title)}
    concepts = find_concept_ids(session, labels, SKILL_KINDS)
    done: Counter[str] = Counter()
    for key, words in told.items():
        done[_renew(session, source, known.get(key), words, concepts, at)] += 1
    for key, course in known.items():
        if key not in told and course.state is CourseState.LISTED:
            _set_state(course, CourseState.RETIRED, at)
            session.flush()
            tell_changed(session, course, at=at)
            done[RETIRED] += 1
    session.flush()
    record(session, "course", "renewed", None, by=by, at=at, source=source, **done)
    return done


def connect_course(
    session: Session,
    course: Course,
    *,
    activity: Activity | None,
    employer: Employer | None,
    by: Actor,
    at: datetime,
) -> None:
    """Say which activity a course is part of, and for which employer it is held on commission.

    Raises
    ------
    NotAllowed
        If whoever does it is no coordinator, or a course for anybody is to be an employer's.
    CannotBuyEducation
        If the employer is an individual or a sole trader.
    """
    is_of_working_group("connect_course", by)
    if employer is not None:
        if course.form is not CourseForm.COMMISSIONED:
            raise NotAllowed("connect_course")
        may_buy_education(employer)
    before = course.activity_id, course.employer_id
    course.activity_id = activity.id if activity else None
    course.employer_id = employer.id if employer else None
    session.flush()
    if before != (course.activity_id, course.employer_id):
        about = {"activity": course.activity_id, "employer": course.employer_id}
        record(session, "course", "connected", course.id, by=by, at=at, **about)


def _renew(
    session: Session,
    source: str,
    course: Course | None,
    words: CourseWords,
    concepts: Mapping[str, str],
    at: datetime,
) -> str:
    if course is None:
        course = Course(source=source, key=words.key, imported_at=at)
        _write(course, words, concepts, at)
        if course.takes_applications(day_in_sweden(at)):
            # Nobody waits for what is open from the beginning.
            course.opening_told_at = at
        session.add(course)
        session.flush()
        return NEW
    before = {name: getattr(course, name) for name in COLUMNS}
    taught, was = _taught(course), course.state
    _write(course, words, concepts, at)
    session.flush()
    after = {name: getattr(course, name) for name in COLUMNS}
    if any(before[name] != after[name] for name in TOLD_OF):
        tell_changed(session, course, at=at)
    if before["apply_from"] != after["apply_from"]:
        course.opening_told_at = None
    is_same = before == after and taught == _taught(course) and was is course.state
    return SAME if is_same else CHANGED


def _write(course: Course, words: CourseWords, concepts: Mapping[str, str], at: datetime) -> None:
    for name in COLUMNS:
        setattr(course, name, getattr(words, name))
    course.is_open = words.form is not CourseForm.COMMISSIONED
    if course.is_open:
        course.employer_id = None
    course.search_key = fold(" ".join((words.title, words.provider, *words.teaches, words.level)))
    _set_state(course, CourseState.LISTED, at)
    course.imported_at = at
    # A title that is a word of the vocabulary says what is taught as well as a list does.
    taught = [*words.teaches, *([words.title] if words.title in concepts else ())]
    there = {row.words: row for row in course.concepts}
    names = dict.fromkeys(name[:120] for name in taught if name)
    course.concepts = [there.get(name) or CourseConcept(words=name) for name in names]
    for row in course.concepts:
        row.concept_id = concepts.get(row.words)


def _set_state(course: Course, state: CourseState, at: datetime) -> None:
    course.state = state
    course.retired_at = at if state is CourseState.RETIRED else None


def _taught(course: Course) -> set[tuple[str, str | None]]:
    return {(row.words, row.concept_id) for row in course.concepts}
