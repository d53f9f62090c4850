"""Clear away what the rules of ``models/retention.py`` keep no longer, and report it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.operations.events import record
from models.retention import RULES, Rule

# Part of every report's event.
THING, VERB = "retention", "cleared"


def clear(
    session: Session, *, at: datetime, by: Actor = SYSTEM, rules: Iterable[Rule] = RULES
) -> dict[str, int]:
    """Clear away what is older than the rules say, and tell how many of each there were.

    The report stands in the chain of events: counts, and what they were reckoned by.
    """
    cleared = {}
    told = tuple(rules)
    for rule in told:
        old = delete(rule.table).where(rule.since < rule.before(at))
        cleared[rule.records] = session.execute(old).rowcount  # type: ignore[attr-defined] # a delete's result has one
    days = {rule.records: rule.days for rule in told}
    record(session, THING, VERB, None, by=by, at=at, cleared=cleared, days=days)
    return cleared
