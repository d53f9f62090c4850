"""Meetings of the steering group, and what stands on their agendas."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.activities import Activity
from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.days import day_in_sweden
from models.lifecycle import LONGEST_REFERENCE, LifecycleVersion
from models.words import MeetingState, Subject

LONGEST_PLACE, LONGEST_TITLE, LONGEST_TEXT, LONGEST_QUESTION = 120, 160, 1500, 400


class Meeting(Base):
    """A meeting: planned with an agenda, held, and told in approved minutes; or called off."""

    __tablename__ = "meetings"
    __table_args__ = (
        one_of("state", MeetingState),
        CheckConstraint("place <> ''", name="place_told"),
        is_set_exactly_when("minutes_approved_on", "state = 'minuted'"),
        CheckConstraint(
            "state <> 'minuted' OR minutes_reference <> ''", name="minuted_has_reference"
        ),
        CheckConstraint("(reason <> '') = (state = 'cancelled')", name="cancelled_has_reason"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))
    state: Mapped[MeetingState] = mapped_column(Word(MeetingState), default=MeetingState.PLANNED)
    # Grows with every change of the meeting or its agenda.
    version: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    agenda_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    minutes_reference: Mapped[str] = mapped_column(String(LONGEST_REFERENCE), default="")
    minutes_approved_on: Mapped[date | None]
    # Why it was called off, as those who were invited read it.
    reason: Mapped[str] = mapped_column(Text, default="")

    items: Mapped[list["AgendaItem"]] = relationship(
        back_populates="meeting",
        cascade="all, delete-orphan",
        order_by="(AgendaItem.position, AgendaItem.id)",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    @property
    def day(self) -> date:
        """The day on which it is held, in Sweden."""
        return day_in_sweden(self.starts_at)

    def waits_to_be_held(self, at: datetime) -> bool:
        """Whether it has begun by the clock, and nobody has opened it."""
        return self.state is MeetingState.PLANNED and self.starts_at <= at

    @property
    def name(self) -> str:
        """What other records call it."""
        return f"{self.day.isoformat()}, {self.place}"[:LONGEST_REFERENCE]


class AgendaItem(Base):
    """Something that the steering group is asked to decide, with what the working group says of it.

    It is about an activity, about running one that nobody pays for yet, about a version of the
    life-cycle model, or a matter with a title of its own.
    """

    __tablename__ = "agenda_items"
    __table_args__ = (
        one_of("subject", Subject),
        is_set_exactly_when("activity_id", "subject IN ('activity', 'unfunded')"),
        is_set_exactly_when("model_id", "subject = 'model'"),
        CheckConstraint("(title <> '') = (subject = 'matter')", name="matter_has_title"),
        CheckConstraint("corrects_id IS NULL OR subject = 'matter'", name="correction_is_matter"),
        CheckConstraint("question <> ''", name="question_told"),
        CheckConstraint("position >= 1", name="position_counts"),
        UniqueConstraint("meeting_id", "activity_id"),
        UniqueConstraint("meeting_id", "model_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meetings.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    subject: Mapped[Subject] = mapped_column(Word(Subject))
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), index=True)
    model_id: Mapped[int | None] = mapped_column(ForeignKey("lifecycle_versions.id"))
    # The item whose decision was written down wrongly; a decision is corrected once.
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), unique=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    background: Mapped[str] = mapped_column(Text, default="")
    # "What we ask you to decide."
    question: Mapped[str] = mapped_column(Text)

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    activity: Mapped[Activity | None] = relationship()
    model: Mapped[LifecycleVersion | None] = relationship()
    corrects: Mapped["AgendaItem | None"] = relationship(
        remote_side="AgendaItem.id", back_populates="corrected_by"
    )
    corrected_by: Mapped["AgendaItem | None"] = relationship(back_populates="corrects")

    @property
    def correction(self) -> "AgendaItem | None":
        """What corrects its decision, on the agenda of a meeting that was not called off."""
        found = self.corrected_by
        return found if found and found.meeting.state is not MeetingState.CANCELLED else None

    @property
    def thing_version(self) -> int:
        """The version of what is decided on, so that it is what was read."""
        thing = self.activity or self.model
        return thing.version if thing else 0
