"""What an employer sees of a student: the one gate, for a match and for the list of students.

Read at every request, so that whatever the student or the working group changes counts at once.
Who has left, is protected or erased is in no list, whatever they have chosen; nobody can take part
who has not said that they are of age.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from models.errors import NotFound
from models.matches import Match
from models.people import Student
from models.words import HOLDS_A_PLACE, Kind, MatchState, ProfileState, Visibility

T = TypeVar("T")

# Where a match stands when nothing came of it, or nobody was told of it.
SHOWS_NOBODY = frozenset(
    {
        MatchState.CONFIRMED,
        MatchState.REJECTED,
        MatchState.DECLINED,
        MatchState.EXPIRED,
        MatchState.FILLED,
        MatchState.WITHDRAWN,
    }
)


@dataclass(frozen=True)
class Sight:
    """What an employer sees of a student who may be known to be there.

    Parameters
    ----------
    profile : bool
        Studies, skills and languages.
    own_words : bool
        What the student wrote, which may tell who and where they are.
    reach : bool
        The name and how to reach the student.
    goes_through_us : bool
        Whether the working group passes on what the two want to say to each other.
    """

    profile: bool
    own_words: bool
    reach: bool
    goes_through_us: bool


def sight_of(student: Student, match: Match | None = None) -> Sight | None:
    """Give what an employer sees of a student: by a match with them, or by the list; none: nothing.

    Somebody who is shown to the working group only is told of by it until both have said yes.
    """
    if student.state is not ProfileState.SUBMITTED or student.erased_at is not None:
        return None
    if match is None:
        return Sight(True, True, False, False) if is_listed(student) else None
    if match.state in SHOWS_NOBODY:
        return None
    through_us = goes_through_us(student, match)
    return Sight(
        profile=shows_profile(student, match),
        own_words=shows_profile(student, match) and not student.is_protected,
        reach=match.shares_contacts and not through_us,
        goes_through_us=match.shares_contacts and through_us,
    )


def is_listed(student: Student) -> bool:
    """Whether every verified employer may read the profile. The same as `only_listed`."""
    return (
        student.state is ProfileState.SUBMITTED
        and student.visibility is Visibility.ALL
        and student.is_adult
        and not student.is_protected
        and student.erased_at is None
    )


def shows_profile(student: Student, match: Match) -> bool:
    """Whether the employer of a match reads the profile."""
    return student.visibility is not Visibility.GROUP or match.state in HOLDS_A_PLACE


def goes_through_us(student: Student, match: Match) -> bool:
    """Whether the two of a match reach each other through the working group alone."""
    return student.is_protected or not shows_profile(student, match)


def only_listed(query: Select[T]) -> Select[T]:
    """Keep the students whose profile every verified employer may read."""
    return query.where(
        Student.state == ProfileState.SUBMITTED,
        Student.visibility == Visibility.ALL,
        Student.is_adult,
        Student.is_protected.is_(False),
        Student.erased_at.is_(None),
    )


def get_listed_student(session: Session, student_id: int) -> Student:
    """Give a student whose profile every verified employer may read, or raise NotFound."""
    student = session.scalar(only_listed(_whole()).where(Student.id == student_id))
    if student is None:
        raise NotFound("student", student_id)
    return student


def list_listed_students(
    session: Session,
    kind: Kind | None = None,
    programme: str = "",
    *,
    limit: int = 20,
    offset: int = 0,
) -> Sequence[Student]:
    """List those whose profile every verified employer may read, by studies: no order of worth."""
    query = _asked(only_listed(_whole()), kind, programme)
    return session.scalars(
        query.order_by(Student.programme, Student.id).limit(limit).offset(offset)
    ).all()


def count_listed_students(session: Session, kind: Kind | None = None, programme: str = "") -> int:
    """Count what `list_listed_students` would list without a limit."""
    query = _asked(only_listed(select(func.count(Student.id))), kind, programme)
    return session.scalar(query) or 0


def list_listed_programmes(session: Session) -> Sequence[str]:
    """List what those whose profile every verified employer may read study."""
    query = only_listed(select(Student.programme)).where(Student.programme != "")
    return session.scalars(query.distinct().order_by(Student.programme)).all()


def _whole() -> Select[Student]:
    return select(Student).options(
        selectinload(Student.seeking),
        selectinload(Student.skills),
        selectinload(Student.languages),
    )


def _asked(query: Select[T], kind: Kind | None, programme: str) -> Select[T]:
    if kind is not None:
        query = query.where(Student.seeking.any(kind=kind))
    if programme:
        query = query.where(Student.programme == programme)
    return query
