"""What is done about a gap: an activity is drafted from it, with its figures and its needs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.needs import Need
from models.operations.activities import ActivityWords, draft_activity
from models.operations.needs import link_needs


def draft_from_gap(
    session: Session,
    words: ActivityWords,
    evidence: Mapping[str, Any],
    needs: Sequence[Need],
    *,
    by: Actor,
    at: datetime,
) -> Activity:
    """Draft an activity from a gap: it keeps the figures, and is linked to the needs it is to meet.

    Raises
    ------
    NotAllowed, Missing
        As `draft_activity`.
    """
    activity = draft_activity(session, words, by=by, at=at, evidence=dict(evidence))
    link_needs(session, activity, needs, by=by, at=at)
    return activity
