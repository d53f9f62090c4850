"""Questions about the money that activities seek."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import Session, contains_eager

from models.activities import Activity
from models.errors import NotFound
from models.funding import FundingSource
from models.words import ActivityState, SourceState

# How long before its day a decision or a report is called to mind.
DAYS_BEFORE_A_DECISION, DAYS_BEFORE_A_REPORT = 7, 30


def get_source(session: Session, source_id: int) -> FundingSource:
    """Give a source with its activity, or raise NotFound."""
    source = session.get(FundingSource, source_id)
    if source is None:
        raise NotFound("funding", source_id)
    return source


def find_source(session: Session, activity_id: int, source_id: int) -> FundingSource | None:
    """Give a source of an activity, unless it was taken off the list."""
    query = select(FundingSource).where(
        FundingSource.id == source_id, FundingSource.activity_id == activity_id
    )
    return session.scalar(query)


def list_sources_to_follow(session: Session, today: date) -> Sequence[FundingSource]:
    """List what is decided on or has to be reported soon, or should have been, earliest first.

    A decision on what was called off is not waited for. What was granted is reported all the same.
    """
    off = (ActivityState.DECLINED, ActivityState.CANCELLED)
    is_expected = and_(
        FundingSource.state == SourceState.APPLIED,
        FundingSource.expected_on <= today + timedelta(days=DAYS_BEFORE_A_DECISION),
        Activity.state.not_in(off),
    )
    is_due = and_(
        FundingSource.state == SourceState.GRANTED,
        FundingSource.reported_on.is_(None),
        FundingSource.report_due_on <= today + timedelta(days=DAYS_BEFORE_A_REPORT),
    )
    query = (
        select(FundingSource)
        .join(FundingSource.activity)
        .options(contains_eager(FundingSource.activity))
        .where(or_(is_expected, is_due))
    )
    is_applied = FundingSource.state == SourceState.APPLIED
    day = case((is_applied, FundingSource.expected_on), else_=FundingSource.report_due_on)
    return session.scalars(query.order_by(day, FundingSource.id)).all()
