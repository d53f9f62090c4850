"""Matching rounds, the runs of the matcher in them, and what each run suggested."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.errors import NeverChanged
from models.people import Account
from models.words import Kind, RoundState, RunState, RunStep


class Round(Base):
    """A matching round of one kind: rolling (always open) or dated."""

    __tablename__ = "rounds"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("state", RoundState),
        CheckConstraint("NOT is_rolling OR state = 'open'", name="rolling_is_open"),
        CheckConstraint(
            "is_rolling OR (opens_on IS NOT NULL AND closes_on IS NOT NULL)", name="dated_has_dates"
        ),
        CheckConstraint("closes_on IS NULL OR closes_on >= opens_on", name="closes_after_opening"),
        is_set_exactly_when("published_at", "state IN ('published', 'archived')"),
        CheckConstraint(
            "published_at IS NULL OR (published_by_id IS NOT NULL"
            " AND requested_by_id IS NOT NULL AND published_by_id <> requested_by_id)",
            name="two_persons_publish",
        ),
        Index(
            "uq_rounds_rolling_kind",
            "kind",
            unique=True,
            sqlite_where=text("is_rolling"),
            postgresql_where=text("is_rolling"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    # The activity that carries it, if any.
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str] = mapped_column(String(120), default="")
    is_rolling: Mapped[bool] = mapped_column(default=False)
    state: Mapped[RoundState] = mapped_column(Word(RoundState), default=RoundState.DRAFT)
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    # Publication: one coordinator asks, with a digest of what is confirmed; another signs the same.
    requested_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    requested_digest: Mapped[str | None] = mapped_column(String(64))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    requested_by: Mapped[Account | None] = relationship(foreign_keys=[requested_by_id])


class Run(Base):
    """One run of the matcher, frozen: its inputs without names, its settings, its output."""

    __tablename__ = "runs"
    __table_args__ = (
        one_of("state", RunState),
        one_of("step", RunStep),
        CheckConstraint("progress >= 0 AND progress <= 1", name="progress_share"),
        is_set_exactly_when("finished_at", "state IN ('done', 'cancelled', 'failed')"),
        CheckConstraint("state <> 'done' OR output_digest IS NOT NULL", name="done_has_output"),
        Index(
            "uq_runs_active_round",
            "round_id",
            unique=True,
            sqlite_where=text("state IN ('queued', 'running')"),
            postgresql_where=text("state IN ('queued', 'running')"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    state: Mapped[RunState] = mapped_column(Word(RunState), default=RunState.QUEUED)
    step: Mapped[RunStep] = mapped_column(Word(RunStep), default=RunStep.WAITING)
    progress: Mapped[float] = mapped_column(default=0.0)
    attempt: Mapped[int] = mapped_column(default=0)
    heartbeat_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The day the run reckons from, so that it can be made again with the same result.
    reckoned_on: Mapped[date]
    weights_version: Mapped[str | None] = mapped_column(ForeignKey("weights.version"))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # Megabytes in a large round, so read only where somebody asks for it.
    inputs: Mapped[dict[str, Any] | None] = mapped_column(JSON, deferred=True)
    input_digest: Mapped[str | None] = mapped_column(String(64))
    output_digest: Mapped[str | None] = mapped_column(String(64))
    student_count: Mapped[int] = mapped_column(default=0)
    offer_count: Mapped[int] = mapped_column(default=0)
    # Why nobody fits, per student and offer that got no suggestion: criteria and counts.
    unmatched: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # How many suggestions each list has, {"offers": {id: count}, "students": {id: count}}, once it
    # is done: a review is ordered by them, and there may be a hundred thousand to count.
    found: Mapped[dict[str, dict[str, int]] | None] = mapped_column(
        JSON(none_as_null=True), deferred=True
    )
    # How attention is spread over the lists, beside lists ordered by score: see web/bridge/spread.
    spread: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # The name of what went wrong, never its data.
    failure: Mapped[str] = mapped_column(String(120), default="")

    round: Mapped[Round] = relationship()


class Suggestion(Base):
    """A pair that a run found: its score, its rank on both lists, and the terms of the score."""

    __tablename__ = "suggestions"
    __table_args__ = (
        UniqueConstraint("run_id", "student_id", "offer_id"),
        CheckConstraint("score >= 0 AND score <= 1", name="score_share"),
        # With all that counting the pairs of one of either side asks for, so that no row is read.
        Index("ix_suggestions_run_offer", "run_id", "offer_id", "offer_rank", "is_proposed"),
        Index("ix_suggestions_run_student", "run_id", "student_id", "student_rank", "is_proposed"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"), index=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), index=True)
    score: Mapped[float] = mapped_column(Float(53))
    p_student: Mapped[float] = mapped_column(Float(53))
    p_employer: Mapped[float] = mapped_column(Float(53))
    # The offer's place on the student's list and the student's on the offer's, from 1; none
    # beyond the lists.
    student_rank: Mapped[int | None]
    offer_rank: Mapped[int | None]
    # Whether the proposed allocation has the pair.
    is_proposed: Mapped[bool] = mapped_column(default=False)
    # {"student": {term: log-odds}, "employer": {...}, "evidence": {...}}
    terms: Mapped[dict[str, Any]] = mapped_column(JSON)

    run: Mapped[Run] = relationship()


@event.listens_for(Suggestion, "before_update")
def _refuse_change(_mapper: object, _connection: object, target: Suggestion) -> None:
    raise NeverChanged(thing=target.__tablename__)
