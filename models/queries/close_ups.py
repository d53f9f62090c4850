"""Questions about the close-ups of pairs that coordinators have asked for."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.close_ups import CloseUp
from models.errors import NotFound


def get_close_up(session: Session, close_up_id: int) -> CloseUp:
    """Give a close-up, or raise NotFound."""
    close_up = session.get(CloseUp, close_up_id)
    if close_up is None:
        raise NotFound("close-up", close_up_id)
    return close_up


def find_close_up(session: Session, run_id: int, student_id: int, offer_id: int) -> CloseUp | None:
    """Give the close-up of a pair as a run saw it, if somebody asked for it."""
    query = select(CloseUp).where(
        CloseUp.run_id == run_id, CloseUp.student_id == student_id, CloseUp.offer_id == offer_id
    )
    return session.scalar(query)


def list_close_ups_waiting(session: Session) -> Sequence[CloseUp]:
    """List the close-ups that wait for a worker, oldest first."""
    query = select(CloseUp).where(CloseUp.finished_at.is_(None))
    return session.scalars(query.order_by(CloseUp.asked_at, CloseUp.id)).all()
