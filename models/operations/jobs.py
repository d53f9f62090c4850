"""What the worker says of itself."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.jobs import WorkerSign

THE_ONE = 1


def give_sign(session: Session, *, at: datetime) -> None:
    """Note that the worker is alive; ``/readyz`` reads it. No event: it happens every minute."""
    session.merge(WorkerSign(id=THE_ONE, seen_at=at))
    session.flush()
