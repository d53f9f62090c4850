"""Questions about students and what they say of offers."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from models.errors import NotFound
from models.keys import fold, normal_email
from models.people import Interest, Student
from models.words import Choice, Kind, ProfileState

T = TypeVar("T")


def _whole() -> Select[Student]:
    return select(Student).options(
        selectinload(Student.seeking),
        selectinload(Student.skills),
        selectinload(Student.languages),
        selectinload(Student.interests),
    )


def get_student(session: Session, student_id: int) -> Student:
    """Give a student with the whole profile, or raise NotFound."""
    student = session.scalar(_whole().where(Student.id == student_id))
    if student is None:
        raise NotFound("student", student_id)
    return student


def find_student_of_account(session: Session, account_id: int) -> Student | None:
    """Give the profile of an account, if it has one; what few pages show of it is read there."""
    query = select(Student).options(selectinload(Student.seeking), selectinload(Student.languages))
    return session.scalar(query.where(Student.account_id == account_id))


def find_student_by_email(session: Session, email: str) -> Student | None:
    """Give the profile with an address, if there is one."""
    return session.scalar(_whole().where(Student.email == normal_email(email)))


def find_student_by_source(session: Session, source: str) -> Student | None:
    """Give the profile that a row of a file became, if it did."""
    return session.scalar(_whole().where(Student.source == source))


def list_students(
    session: Session,
    *,
    state: ProfileState | None = None,
    words: str = "",
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Student]:
    """List students in Swedish order, never those with a protected identity, or erased."""
    query = _listed(select(Student), state, words).options(selectinload(Student.seeking))
    return session.scalars(
        query.order_by(Student.sort_key, Student.id).limit(limit).offset(offset)
    ).all()


def count_students(session: Session, *, state: ProfileState | None = None, words: str = "") -> int:
    """Count what `list_students` would list without a limit."""
    return session.scalar(_listed(select(func.count(Student.id)), state, words)) or 0


def list_students_to_match(session: Session, kind: Kind) -> Sequence[Student]:
    """List the submitted profiles that seek a kind, whole, by id: what a run reads."""
    query = _whole().where(
        Student.state == ProfileState.SUBMITTED,
        Student.is_protected.is_(False),
        Student.seeking.any(kind=kind),
    )
    return session.scalars(query.order_by(Student.id)).all()


def list_students_protected(session: Session) -> Sequence[Student]:
    """List those with a protected identity, whom a coordinator matches by hand."""
    return session.scalars(select(Student).where(Student.is_protected).order_by(Student.id)).all()


def find_interest(session: Session, student_id: int, offer_id: int) -> Interest | None:
    """Give what a student has said of an offer, if anything."""
    return session.scalar(
        select(Interest).where(Interest.student_id == student_id, Interest.offer_id == offer_id)
    )


def list_interests(session: Session, student_id: int, choice: Choice) -> Sequence[Interest]:
    """List what a student has said, ranked first."""
    query = select(Interest).where(Interest.student_id == student_id, Interest.choice == choice)
    return session.scalars(
        query.order_by(Interest.rank.is_(None), Interest.rank, Interest.id)
    ).all()


def _listed(query: Select[T], state: ProfileState | None, words: str) -> Select[T]:
    query = query.where(Student.is_protected.is_(False), Student.erased_at.is_(None))
    if state is not None:
        query = query.where(Student.state == state)
    if words:
        query = query.where(Student.search_key.contains(fold(words), autoescape=True))
    return query
