"""Questions about forms that were carried out."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.jobs import SentForm


def find_sent_form(session: Session, actor: str, key: str) -> SentForm | None:
    """Find the form that an actor sent with a key, if it was carried out."""
    return session.scalar(select(SentForm).where(SentForm.actor == actor, SentForm.key == key))
