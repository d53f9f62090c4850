"""Two students who seek a thesis together, and the matches that belong together because of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime
from models.people import Student

HALF = 4


def tidy_code(typed: str) -> str:
    """Give a code as it is stored, however it was typed.

    Examples
    --------
    >>> tidy_code(" acde fghj")
    'ACDE-FGHJ'
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return f"{signs[:HALF]}-{signs[HALF:]}"


class Team(Base):
    """One student who has a code to give away, or two of whom the second has used it."""

    __tablename__ = "teams"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(9), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Until then the code can be used.
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    formed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    members: Mapped[list["TeamMember"]] = relationship(
        back_populates="team", cascade="all, delete-orphan", order_by="TeamMember.seat"
    )


class TeamMember(Base):
    """A student in a team: in one at a time, and two in each, as the database holds."""

    __tablename__ = "team_members"
    __table_args__ = (
        UniqueConstraint("team_id", "seat"),
        UniqueConstraint("student_id"),
        CheckConstraint("seat IN (1, 2)", name="two_seats"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"))
    seat: Mapped[int]

    team: Mapped[Team] = relationship(back_populates="members")
    student: Mapped[Student] = relationship()


class JointMatch(Base):
    """A match that was confirmed together with another; there is a row from each to the other.

    Each student has a match and takes a place of their own: whoever is placed has an agreement, a
    supervisor and an end of their own, also when the two part ways.
    """

    __tablename__ = "joint_matches"
    __table_args__ = (
        UniqueConstraint("partner_id"),
        CheckConstraint("partner_id <> match_id", name="two_matches"),
    )

    match_id: Mapped[int] = mapped_column(
        ForeignKey("matches.id", ondelete="CASCADE"), primary_key=True
    )
    partner_id: Mapped[int] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"))
