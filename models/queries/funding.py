"""Questions about the money that activities seek."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

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


def list_decisions_expected(session: Session, today: date) -> Sequence[FundingSource]:
    """List what was applied for and is decided on soon, or should have been, the earliest first."""
    query = _followed().where(
        FundingSource.state == SourceState.APPLIED,
        FundingSource.expected_on <= today + timedelta(days=DAYS_BEFORE_A_DECISION),
    )
    return session.scalars(query.order_by(FundingSource.expected_on, FundingSource.id)).all()


def list_reports_due(session: Session, today: date) -> Sequence[FundingSource]:
    """List what was granted and has to be reported soon, or should have been, the earliest first.

    Also of what was called off since: what was granted has to be accounted for.
    """
    query = select(FundingSource).options(joinedload(FundingSource.activity))
    query = query.where(
        FundingSource.state == SourceState.GRANTED,
        FundingSource.reported_on.is_(None),
        FundingSource.report_due_on <= today + timedelta(days=DAYS_BEFORE_A_REPORT),
    )
    return session.scalars(query.order_by(FundingSource.report_due_on, FundingSource.id)).all()


def _followed() -> Select[FundingSource]:
    off = (ActivityState.DECLINED, ActivityState.CANCELLED)
    query = select(FundingSource).join(FundingSource.activity)
    return query.options(joinedload(FundingSource.activity)).where(Activity.state.not_in(off))
