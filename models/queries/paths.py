"""Questions about somebody's own way through the stages."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.fives import FEWEST
from models.matches import Match
from models.offers import Offer
from models.paths import PathStep
from models.people import Student
from models.words import Stage


def find_path_step(session: Session, step_id: int) -> PathStep | None:
    """Give a step that somebody told of, if it is still there."""
    return session.get(PathStep, step_id)


def list_path_steps(session: Session, student_id: int) -> Sequence[PathStep]:
    """List the steps that a student tells of, for nobody but the student."""
    query = select(PathStep).where(PathStep.student_id == student_id)
    return session.scalars(query.order_by(PathStep.year, PathStep.id)).all()


def list_placements_of_student(session: Session, student_id: int) -> Sequence[Match]:
    """List the placements that a student has had or has, in their order."""
    query = (
        select(Match)
        .options(
            joinedload(Match.offer).joinedload(Offer.employer), selectinload(Match.evaluations)
        )
        .where(Match.student_id == student_id, Match.placed_at.is_not(None))
    )
    return session.scalars(query.order_by(Match.starts_on, Match.id)).all()


def count_came_through(session: Session, stage: Stage) -> int | None:
    """Count those who tell of a step in a stage; none where they are fewer than five."""
    query = (
        select(func.count(PathStep.student_id.distinct()))
        .join(Student, Student.id == PathStep.student_id)
        .where(PathStep.stage == stage, Student.is_protected.is_(False))
    )
    count = session.scalar(query) or 0
    return count if count >= FEWEST else None
