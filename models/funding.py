"""Money that an activity seeks: there is none in the agreement, so each finds its own."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, Word, is_set_exactly_when, one_of
from models.words import FundingState, SourceState

if TYPE_CHECKING:
    from models.activities import Activity

LONGEST_SOURCE = 160


class FundingSource(Base):
    """One source of money that an activity seeks, and what became of it."""

    __tablename__ = "funding_sources"
    __table_args__ = (
        one_of("state", SourceState),
        CheckConstraint("source <> ''", name="source_told"),
        CheckConstraint("amount_sek > 0", name="amount_positive"),
        is_set_exactly_when("applied_on", "state <> 'listed'"),
        is_set_exactly_when("decided_on", "state IN ('granted', 'refused')"),
        is_set_exactly_when("granted_sek", "state = 'granted'"),
        CheckConstraint("granted_sek IS NULL OR granted_sek > 0", name="granted_positive"),
        CheckConstraint(
            "decided_on IS NULL OR decided_on >= applied_on", name="decided_after_applying"
        ),
        CheckConstraint("reported_on IS NULL OR state = 'granted'", name="reported_if_granted"),
        CheckConstraint(
            "own_share_percent IS NULL OR (own_share_percent >= 0 AND own_share_percent <= 100)",
            name="share_possible",
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), index=True
    )
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    amount_sek: Mapped[int]
    state: Mapped[SourceState] = mapped_column(Word(SourceState), default=SourceState.LISTED)
    applied_on: Mapped[date | None]
    expected_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    granted_sek: Mapped[int | None]
    # How much of the cost the source asks the parties to bear themselves.
    own_share_percent: Mapped[int | None]
    report_due_on: Mapped[date | None]
    reported_on: Mapped[date | None]

    activity: Mapped["Activity"] = relationship(back_populates="sources")


def funding_state(cost_sek: int, sources: Iterable[FundingSource]) -> FundingState:
    """Say how an activity is paid for.

    Examples
    --------
    >>> funding_state(0, [])
    <FundingState.NO_COST: 'no_cost'>
    >>> funding_state(100, [])
    <FundingState.UNFUNDED: 'unfunded'>
    >>> half = FundingSource(state=SourceState.GRANTED, granted_sek=50)
    >>> funding_state(100, [half]), funding_state(50, [half])
    (<FundingState.PARTLY: 'partly'>, <FundingState.FUNDED: 'funded'>)
    >>> funding_state(100, [FundingSource(state=SourceState.APPLIED)])
    <FundingState.SOUGHT: 'sought'>
    """
    sources = list(sources)
    granted = granted_sek(sources)
    if granted >= cost_sek:
        return FundingState.FUNDED if cost_sek else FundingState.NO_COST
    if granted:
        return FundingState.PARTLY
    is_sought = any(source.state is SourceState.APPLIED for source in sources)
    return FundingState.SOUGHT if is_sought else FundingState.UNFUNDED


def granted_sek(sources: Iterable[FundingSource]) -> int:
    """Give how many kronor were granted in all."""
    return sum(source.granted_sek or 0 for source in sources)
