"""Decisions of the steering group: never changed once written; a later one corrects a wrong one."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.errors import NeverChanged
from models.lifecycle import LONGEST_REFERENCE
from models.meetings import AgendaItem
from models.members import SteeringMember
from models.people import Account
from models.words import ActivityState, Presence, RecordedFrom, Ruling, Subject

# What can be decided on what.
RULINGS: Mapping[Subject, tuple[Ruling, ...]] = {
    Subject.ACTIVITY: (Ruling.APPROVED, Ruling.DEFERRED, Ruling.DECLINED),
    Subject.UNFUNDED: (Ruling.ALLOWED, Ruling.DEFERRED, Ruling.DECLINED),
    Subject.MODEL: (Ruling.ADOPTED, Ruling.DEFERRED, Ruling.DECLINED),
    Subject.MATTER: (Ruling.APPROVED, Ruling.NOTED, Ruling.DEFERRED, Ruling.DECLINED),
}
# What has to say why.
NEEDS_REASON = frozenset({Ruling.DEFERRED, Ruling.DECLINED})


class Decision(Base):
    """What was decided on an item, by whom it was written down, and what changed because of it."""

    __tablename__ = "decisions"
    __table_args__ = (
        one_of("ruling", Ruling),
        one_of("recorded_from", RecordedFrom),
        CheckConstraint(
            "ruling NOT IN ('deferred', 'declined') OR reason <> ''", name="reason_told"
        ),
        CheckConstraint(
            "recorded_from <> 'minutes' OR minutes_reference <> ''", name="minutes_have_reference"
        ),
        # Those who stood aside are others: one row to a member, in `decision_participants`.
        CheckConstraint("took_part >= 1", name="somebody_took_part"),
        CheckConstraint(
            "may_run_unfunded = (ruling = 'allowed') OR (may_run_unfunded AND ruling = 'approved')",
            name="unfunded_by_word",
        ),
        is_set_exactly_when("state_after", "state_before IS NOT NULL"),
        Index("ix_decisions_decided_on", "decided_on"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), unique=True)
    ruling: Mapped[Ruling] = mapped_column(Word(Ruling))
    reason: Mapped[str] = mapped_column(Text, default="")
    may_run_unfunded: Mapped[bool] = mapped_column(default=False)
    decided_on: Mapped[date]
    recorded_from: Mapped[RecordedFrom] = mapped_column(Word(RecordedFrom))
    minutes_reference: Mapped[str] = mapped_column(String(LONGEST_REFERENCE), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    took_part: Mapped[int]
    # Where the activity stood when it was decided, and where it stood from then on.
    state_before: Mapped[ActivityState | None] = mapped_column(Word(ActivityState))
    state_after: Mapped[ActivityState | None] = mapped_column(Word(ActivityState))
    # Title, question and reason, folded, for the register's search.
    search_key: Mapped[str] = mapped_column(Text, default="")

    item: Mapped[AgendaItem] = relationship()
    recorded_by: Mapped[Account | None] = relationship()
    participants: Mapped[list["Participant"]] = relationship(
        back_populates="decision", order_by="Participant.member_id"
    )

    def members(self, presence: Presence) -> list[SteeringMember]:
        """Give the members who took part, stood aside or were absent."""
        return [row.member for row in self.participants if row.presence == presence]


class Participant(Base):
    """What one member had to do with a decision: one row, so nobody is in two places."""

    __tablename__ = "decision_participants"
    __table_args__ = (one_of("presence", Presence),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("steering_members.id"), primary_key=True)
    presence: Mapped[Presence] = mapped_column(Word(Presence))

    decision: Mapped[Decision] = relationship(back_populates="participants")
    member: Mapped[SteeringMember] = relationship()


@event.listens_for(Decision, "before_update")
@event.listens_for(Decision, "before_delete")
@event.listens_for(Participant, "before_update")
@event.listens_for(Participant, "before_delete")
def _refuse_change(_mapper: object, _connection: object, target: Decision | Participant) -> None:
    raise NeverChanged(thing=target.__tablename__)
