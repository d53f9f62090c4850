"""Learning centres, their rooms, and the times in them at which a place to study is booked."""

from datetime import datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, one_of
from models.words import Language

LONGEST_NAME, LONGEST_HOURS, MOST_PLACES = 120, 1000, 500


class Centre(Base):
    """A learning centre: where it is, and when it is open, in words."""

    __tablename__ = "centres"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("name <> ''", name="name_told"),
        one_of("language", Language),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    place: Mapped[str] = mapped_column(String(4), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[str] = mapped_column(Text, default="")
    # The language that its hours are told in.
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)

    rooms: Mapped[list["StudyRoom"]] = relationship(
        back_populates="centre", cascade="all, delete-orphan", order_by="StudyRoom.id"
    )


class StudyRoom(Base):
    """A room with places to study, and how many of them may be booked at once."""

    __tablename__ = "study_rooms"
    __table_args__ = (
        UniqueConstraint("centre_id", "name"),
        CheckConstraint("name <> ''", name="name_told"),
        CheckConstraint("capacity >= 1", name="capacity_positive"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    capacity: Mapped[int] = mapped_column()

    centre: Mapped[Centre] = relationship(back_populates="rooms")
    times: Mapped[list["StudyTime"]] = relationship(
        back_populates="room",
        cascade="all, delete-orphan",
        order_by="StudyTime.weekday, StudyTime.opens",
    )


class StudyTime(Base):
    """A time of the week at which a room can be booked: from it, times with dates are made."""

    __tablename__ = "study_times"
    __table_args__ = (
        UniqueConstraint("room_id", "weekday", "opens"),
        CheckConstraint("weekday >= 0 AND weekday <= 6", name="weekday_known"),
        CheckConstraint("closes > opens", name="closes_after_opening"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("study_rooms.id", ondelete="CASCADE"))
    # Monday is 0.
    weekday: Mapped[int] = mapped_column()
    # As clocks in Sweden show it.
    opens: Mapped[time] = mapped_column(Time)
    closes: Mapped[time] = mapped_column(Time)

    room: Mapped[StudyRoom] = relationship(back_populates="times")


class StudySlot(Base):
    """A time with its date: so many places, so many taken. The database holds the limit."""

    __tablename__ = "study_slots"
    __table_args__ = (
        UniqueConstraint("room_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("taken >= 0 AND taken <= capacity", name="places_hold"),
        Index("ix_study_slots_starts_at", "starts_at"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("study_rooms.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    capacity: Mapped[int] = mapped_column()
    taken: Mapped[int] = mapped_column(default=0)
    # The centre is closed then after all.
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    room: Mapped[StudyRoom] = relationship()

    @property
    def left(self) -> int:
        """How many places are left."""
        return self.capacity - self.taken

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be booked, if a place is left."""
        return self.closed_at is None and at < self.starts_at
