"""Questions about the ideas of students."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from models.errors import NotFound
from models.ideas import Idea
from models.people import Student
from models.queries.at_once import Sort
from models.words import IdeaState, Kind, ProfileState

T = TypeVar("T")

# What waits for a coordinator, oldest first.
TO_REVIEW = Sort(
    Idea,
    Idea.id,
    Idea.state == IdeaState.SUBMITTED,
    Idea.submitted_at,
    [joinedload(Idea.student)],
)


def get_idea(session: Session, idea_id: int) -> Idea:
    """Give an idea, or raise NotFound."""
    idea = session.get(Idea, idea_id)
    if idea is None:
        raise NotFound("idea", idea_id)
    return idea


def only_open(query: Select[T]) -> Select[T]:
    """Keep the ideas that verified employers may read: of somebody who is there, and not hidden."""
    there = select(Student.id).where(
        Student.state == ProfileState.SUBMITTED,
        Student.is_adult,
        Student.is_protected.is_(False),
        Student.erased_at.is_(None),
    )
    return query.where(Idea.state == IdeaState.PUBLISHED, Idea.student_id.in_(there))


def get_open_idea(session: Session, idea_id: int) -> Idea:
    """Give an idea that verified employers may read, or raise NotFound."""
    idea = session.scalar(only_open(select(Idea)).where(Idea.id == idea_id))
    if idea is None:
        raise NotFound("idea", idea_id)
    return idea


def list_open_ideas(
    session: Session, kind: Kind | None, on: date, *, limit: int = 20, offset: int = 0
) -> Sequence[Idea]:
    """List what verified employers may read and is not over, what starts first first."""
    query = _asked(only_open(select(Idea)).options(joinedload(Idea.student)), kind, on)
    return session.scalars(
        query.order_by(Idea.starts_on, Idea.id).limit(limit).offset(offset)
    ).all()


def count_open_ideas(session: Session, kind: Kind | None, on: date) -> int:
    """Count what `list_open_ideas` would list without a limit."""
    return session.scalar(_asked(only_open(select(func.count(Idea.id))), kind, on)) or 0


def list_ideas_of_student(session: Session, student_id: int) -> Sequence[Idea]:
    """List what a student has thought of, newest first."""
    query = select(Idea).where(Idea.student_id == student_id)
    return session.scalars(query.order_by(Idea.id.desc())).all()


def _asked(query: Select[T], kind: Kind | None, on: date) -> Select[T]:
    query = query.where(Idea.ends_on >= on)
    return query if kind is None else query.where(Idea.kind == kind)
