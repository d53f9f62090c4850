"""What somebody asked when they asked to be erased, and what came of it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.people import Account
from models.words import ErasureState

# An account has one of these at a time.
OPEN = (ErasureState.ASKED, ErasureState.KEPT)
IS_OPEN = text("state IN ('asked', 'kept')")


class Erasure(Base):
    """A wish to be erased: a task with an outcome. Holds ids and words of the system only."""

    __tablename__ = "erasures"
    __table_args__ = (
        one_of("state", ErasureState),
        is_set_exactly_when("decided_at", "state IN ('kept', 'done')"),
        is_set_exactly_when("kept", "state = 'kept'"),
        Index(
            "uq_erasures_open_account",
            "account_id",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    state: Mapped[ErasureState] = mapped_column(Word(ErasureState), default=ErasureState.ASKED)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Nobody where the person erased a draft, which is their own.
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    # What is kept for now: [{"records", "hold", "until"}], where a day is known.
    kept: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    # When somebody looks at it again; none where it waits for something else than a day.
    look_again_on: Mapped[date | None]

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def is_open(self) -> bool:
        """Whether it still waits for something."""
        return self.state in OPEN
