"""Activities: what the working group proposes in a stage, and the steering group decides on."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, one_of
from models.employers import Employer
from models.funding import FundingSource, funding_state, granted_sek
from models.lifecycle import LifecycleVersion
from models.words import ActivityState, FundingState, Kind, Measure, Stage

LONGEST_TITLE, LONGEST_NAME, LONGEST_ADDRESS = 160, 160, 400


class Activity(Base):
    """Something that is done in a stage: what, for whom, by whom, when, at what cost, to what end.

    It may carry matching rounds, offers, events and courses: those point to it.
    """

    __tablename__ = "activities"
    __table_args__ = (
        one_of("stage", Stage),
        one_of("state", ActivityState),
        CheckConstraint(
            "kind IS NULL OR kind IN ('mentorship', 'internship', 'thesis', 'traineeship')",
            name="kind_known",
        ),
        one_of("goal_measure", Measure),
        CheckConstraint("title <> ''", name="title_told"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("goal_figure IS NULL OR goal_figure >= 0", name="goal_positive"),
        CheckConstraint("cost_sek >= 0", name="cost_positive"),
        # It is linked to, so it leads nowhere but to a page that keeps what is typed secret.
        CheckConstraint(
            "apply_at = '' OR substr(apply_at, 1, 8) = 'https://'", name="apply_at_is_secure"
        ),
        CheckConstraint(
            "state IN ('draft', 'cancelled') OR (what <> '' AND for_whom <> '' AND by_whom <> ''"
            " AND goal_figure IS NOT NULL)",
            name="proposed_is_told",
        ),
        CheckConstraint(
            "state NOT IN ('planned', 'running', 'completed', 'evaluated')"
            " OR (starts_on IS NOT NULL AND ends_on IS NOT NULL AND responsible <> '')",
            name="planned_has_dates",
        ),
        CheckConstraint(
            "state NOT IN ('declined', 'deferred', 'cancelled') OR reason <> ''",
            name="reason_told",
        ),
        CheckConstraint(
            "state NOT IN ('completed', 'evaluated') OR outcome_figure IS NOT NULL",
            name="completed_has_outcome",
        ),
        CheckConstraint("state <> 'evaluated' OR learned <> ''", name="evaluated_is_told"),
        Index("ix_activities_stage_state", "stage", "state"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[Stage] = mapped_column(Word(Stage))
    # The kind of match that it carries, if it carries matches.
    kind: Mapped[Kind | None] = mapped_column(Word(Kind))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    what: Mapped[str] = mapped_column(Text, default="")
    for_whom: Mapped[str] = mapped_column(Text, default="")
    by_whom: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    # Who answers for it: a name and a role, as the plan says.
    responsible: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    goal: Mapped[str] = mapped_column(Text, default="")
    goal_figure: Mapped[int | None]
    goal_measure: Mapped[Measure] = mapped_column(Word(Measure), default=Measure.TOLD)
    cost_sek: Mapped[int] = mapped_column(default=0)
    # The employers' own application, where they take applications themselves.
    apply_at: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    # The figures of the gap that it was drafted from, as they were then; see models/needs.
    evidence: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    state: Mapped[ActivityState] = mapped_column(Word(ActivityState), default=ActivityState.DRAFT)
    # Grows with every change: what is reviewed and decided is what was read.
    version: Mapped[int] = mapped_column()
    # Why it was declined, deferred or cancelled; and what a reviewer wrote when sending it back.
    reason: Mapped[str] = mapped_column(Text, default="")
    review_comment: Mapped[str] = mapped_column(Text, default="")
    # The version of the life-cycle model under which it was proposed.
    lifecycle_version_id: Mapped[int | None] = mapped_column(ForeignKey("lifecycle_versions.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    # The steering group's explicit word that it may run though nobody pays for it yet.
    unfunded_allowed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome_figure: Mapped[int | None]
    learned: Mapped[str] = mapped_column(Text, default="")

    lifecycle_version: Mapped[LifecycleVersion | None] = relationship()
    sources: Mapped[list[FundingSource]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="FundingSource.id"
    )
    days: Mapped[list["ActivityDay"]] = relationship(
        cascade="all, delete-orphan", order_by="(ActivityDay.on_day, ActivityDay.id)"
    )
    hosts: Mapped[list["ActivityHost"]] = relationship(
        cascade="all, delete-orphan", order_by="ActivityHost.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    @property
    def granted_sek(self) -> int:
        """How many kronor were granted."""
        return granted_sek(self.sources)

    @property
    def funding(self) -> FundingState:
        """How it is paid for."""
        return funding_state(self.cost_sek, self.sources)


class ActivityDay(Base):
    """A day that belongs to an activity: kick-off, mid-check, a common day of the trainees."""

    __tablename__ = "activity_days"
    __table_args__ = (CheckConstraint("title <> ''", name="title_told"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), index=True
    )
    on_day: Mapped[date]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    place: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")


class ActivityHost(Base):
    """An employer that takes part in an activity."""

    __tablename__ = "activity_hosts"
    __table_args__ = (UniqueConstraint("activity_id", "employer_id"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"))
    employer_id: Mapped[int] = mapped_column(
        ForeignKey("employers.id", ondelete="CASCADE"), index=True
    )

    employer: Mapped[Employer] = relationship()
