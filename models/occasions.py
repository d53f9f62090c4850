"""Events that schools are invited to, and their sessions with so many seats."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.activities import Activity
from models.base import NEVER_REUSED, Base, UtcDateTime, Word, one_of
from models.words import Language, OccasionKind, OccasionState, Stage

LONGEST_TITLE, LONGEST_ROOM, LONGEST_TEXT = 160, 120, 4000
MOST_REMINDER_DAYS, MOST_SEATS = 60, 2000


class Occasion(Base):
    """A science meeting, a visit of the campus or a visit to schools, booked by teachers."""

    __tablename__ = "occasions"
    __table_args__ = (
        one_of("kind", OccasionKind),
        one_of("state", OccasionState),
        one_of("language", Language),
        CheckConstraint("title <> ''", name="title_told"),
        CheckConstraint("books_until > books_from", name="books_for_a_while"),
        CheckConstraint(
            f"reminder_days >= 0 AND reminder_days <= {MOST_REMINDER_DAYS}",
            name="reminder_days_possible",
        ),
        CheckConstraint("(reason <> '') = (state = 'cancelled')", name="cancelled_has_reason"),
        Index("ix_occasions_state", "state"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[OccasionKind] = mapped_column(Word(OccasionKind))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    text: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    # The code of the municipality where it is; empty where it comes to the schools.
    place: Mapped[str] = mapped_column(String(4), default="")
    books_from: Mapped[datetime] = mapped_column(UtcDateTime)
    books_until: Mapped[datetime] = mapped_column(UtcDateTime)
    # So many days before a session its teachers are reminded; none are, where it is nought.
    reminder_days: Mapped[int] = mapped_column(default=7)
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[OccasionState] = mapped_column(Word(OccasionState), default=OccasionState.DRAFT)
    # Why it was cancelled, as those who had booked read it.
    reason: Mapped[str] = mapped_column(Text, default="")
    # Grows with every change: who publishes or edits it has read it.
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)

    activity: Mapped[Activity | None] = relationship()
    sessions: Mapped[list["OccasionSession"]] = relationship(
        back_populates="occasion",
        cascade="all, delete-orphan",
        order_by="(OccasionSession.starts_at, OccasionSession.id)",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    # What an event for schools is for: it attracts.
    stage = Stage.ATTRACT

    def takes_bookings(self, at: datetime) -> bool:
        """Whether teachers can book now."""
        is_published = self.state is OccasionState.PUBLISHED
        return is_published and self.books_from <= at <= self.books_until


class OccasionSession(Base):
    """A time and a room of an event, with seats for so many pupils."""

    __tablename__ = "occasion_sessions"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("remind_at IS NULL OR remind_at < starts_at", name="reminds_before"),
        CheckConstraint(f"capacity >= 1 AND capacity <= {MOST_SEATS}", name="capacity_possible"),
        CheckConstraint("taken >= 0 AND taken <= capacity", name="seats_hold"),
        Index("ix_occasion_sessions_remind_at", "remind_at"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(
        ForeignKey("occasions.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    room: Mapped[str] = mapped_column(String(LONGEST_ROOM), default="")
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Follows from its start and the event's days; stored, so that every database can compare it.
    remind_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)

    occasion: Mapped[Occasion] = relationship(back_populates="sessions")

    @property
    def left(self) -> int:
        """How many seats are left."""
        return self.capacity - self.taken

    def set_reminder(self) -> None:
        """Reckon when its teachers are reminded."""
        days = self.occasion.reminder_days
        self.remind_at = self.starts_at - timedelta(days=days) if days else None
