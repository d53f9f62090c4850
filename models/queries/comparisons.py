"""What two runs of a round are compared by: their pairs, as few columns as that takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.offers import Offer
from models.people import Student
from models.rounds import Run, Suggestion
from models.words import ProfileState, RunState


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a run put a pair: its score, its places on both lists, and whether it proposed it."""

    student_id: int
    offer_id: int
    score: float
    student_rank: int | None
    offer_rank: int | None
    is_proposed: bool


def list_placed(session: Session, run_id: int) -> list[Placed]:
    """List the pairs that a run suggested, by offer and student."""
    query = (
        select(
            Suggestion.student_id,
            Suggestion.offer_id,
            Suggestion.score,
            Suggestion.student_rank,
            Suggestion.offer_rank,
            Suggestion.is_proposed,
        )
        .where(Suggestion.run_id == run_id)
        .order_by(Suggestion.offer_id, Suggestion.student_id)
    )
    return [Placed(*row) for row in session.execute(query)]


def list_runs_to_compare(session: Session, run: Run, limit: int = 20) -> Sequence[Run]:
    """List the other runs of the same round that are done, newest first."""
    query = select(Run).where(
        Run.round_id == run.round_id, Run.state == RunState.DONE, Run.id != run.id
    )
    return session.scalars(query.order_by(Run.id.desc()).limit(limit)).all()


def get_students_shown(session: Session, student_ids: Sequence[int]) -> dict[int, Student]:
    """Give some students by id, without those who left or whose identity is protected now."""
    query = select(Student).where(
        Student.id.in_(student_ids),
        Student.state == ProfileState.SUBMITTED,
        Student.is_protected.is_(False),
    )
    return {student.id: student for student in session.scalars(query)}


def get_offers_named(session: Session, offer_ids: Sequence[int]) -> dict[int, Offer]:
    """Give some offers by id."""
    query = select(Offer).where(Offer.id.in_(offer_ids))
    return {offer.id: offer for offer in session.scalars(query)}
