"""Pairs that a coordinator wanted to see more of than a run wrote down: reckoned by the worker."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import NEVER_REUSED, Base, UtcDateTime


class CloseUp(Base):
    """A close-up of a pair as a run saw it, whether the run suggested it or not.

    What would make each pair better costs a dozen scorings a pair, so it is reckoned for the pairs
    that somebody opens, from the values that were frozen with the run, and then kept.
    """

    __tablename__ = "close_ups"
    __table_args__ = (
        UniqueConstraint("run_id", "student_id", "offer_id"),
        CheckConstraint(
            "(finished_at IS NOT NULL) = (findings IS NOT NULL OR failure <> '')",
            name="finished_with_something",
        ),
        Index(
            "ix_close_ups_waiting",
            "asked_at",
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), index=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # {"score", "p_student", "p_employer", "terms", "failing", "changes"}: see web/bridge/close_ups.
    findings: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # The name of what went wrong, never its data.
    failure: Mapped[str] = mapped_column(String(120), default="")
