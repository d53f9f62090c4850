"""Questions about what was carried out, and of whoever watches the service."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.jobs import SentForm, WorkerSign


def find_sent_form(session: Session, actor: str, key: str) -> SentForm | None:
    """Find the form that an actor sent with a key, if it was carried out."""
    return session.scalar(select(SentForm).where(SentForm.actor == actor, SentForm.key == key))


def find_worker_sign(session: Session) -> datetime | None:
    """Give when the worker last gave a sign of life."""
    return session.scalar(select(func.max(WorkerSign.seen_at)))


def is_database_there(session: Session) -> bool:
    """Whether the database answers."""
    return session.scalar(select(1)) == 1
