"""Questions about what is kept, and what was cleared away."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.audit import Event
from models.retention import Rule


def count_kept(session: Session, rule: Rule) -> int:
    """Count the records that a rule is about."""
    return session.scalar(select(func.count()).select_from(rule.table)) or 0


def count_to_clear(session: Session, rule: Rule, at: datetime) -> int:
    """Count the records that a rule keeps no longer."""
    query = select(func.count()).select_from(rule.table).where(rule.since < rule.before(at))
    return session.scalar(query) or 0


def find_last_report(session: Session) -> Event | None:
    """Give the report of the last time that anything was to be cleared away."""
    query = select(Event).where(Event.thing == "retention", Event.verb == "cleared")
    return session.scalar(query.order_by(Event.id.desc()).limit(1))
