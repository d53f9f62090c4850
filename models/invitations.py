"""Invitations by which somebody at an employer lets a colleague in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.employers import Contact, Employer
from models.people import Account
from models.words import Language

IS_OPEN = text("accepted_at IS NULL AND revoked_at IS NULL")


class Invitation(Base):
    """A colleague's address, and who asked them in. It is theirs who read the address's letters."""

    __tablename__ = "invitations"
    __table_args__ = (
        one_of("language", Language),
        is_set_exactly_when("contact_id", "accepted_at IS NOT NULL"),
        CheckConstraint("accepted_at IS NULL OR revoked_at IS NULL", name="ends_once"),
        CheckConstraint("expires_at > invited_at", name="lasts"),
        # Who is asked twice has one invitation that lasts longer.
        Index(
            "uq_invitations_open",
            "employer_id",
            "email",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(255))
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    employer: Mapped[Employer] = relationship()
    invited_by: Mapped[Account] = relationship()
    contact: Mapped[Contact | None] = relationship()

    # Nobody has told their name yet: letters know it by the address alone.
    name = ""

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None and at <= self.expires_at
