"""Employers, unit by unit, and the people one reaches there."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, KeyText, UtcDateTime, Word, is_set_exactly_when, one_of
from models.people import Account
from models.words import EmployerState, Language

MASKED_TAIL = "****"


class Employer(Base):
    """A unit that takes students. One organisation number may have many units."""

    __tablename__ = "employers"
    __table_args__ = (
        UniqueConstraint("organisation_number", "unit"),
        one_of("state", EmployerState),
        CheckConstraint("length(organisation_number) = 10", name="organisation_number_length"),
        is_set_exactly_when("verified_at", "state IN ('verified', 'paused')"),
        Index("ix_employers_search_key", "search_key"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    unit: Mapped[str] = mapped_column(String(120), default="")
    # Ten digits without a hyphen. Shown only through `organisation_number_shown`.
    organisation_number: Mapped[str] = mapped_column(String(10))
    is_sole_trader: Mapped[bool] = mapped_column(Boolean, default=False)
    place: Mapped[str] = mapped_column(String(4), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    search_key: Mapped[str] = mapped_column(KeyText, default="")
    sort_key: Mapped[str] = mapped_column(KeyText, default="")

    state: Mapped[EmployerState] = mapped_column(
        Word(EmployerState), default=EmployerState.REGISTERED
    )
    # Grows with every change, also of its contacts: see `models/operations/versions.py`.
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verified_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", use_alter=True, name="fk_employers_verified_by_id")
    )

    # Those who are there now; who has left is known by what they answered.
    contacts: Mapped[list["Contact"]] = relationship(
        back_populates="employer",
        primaryjoin="and_(Employer.id == Contact.employer_id, Contact.left_at.is_(None))",
        order_by="Contact.id",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    @property
    def shown_name(self) -> str:
        """The name with its unit, as people say it."""
        return f"{self.name}, {self.unit}" if self.unit else self.name

    @property
    def organisation_number_shown(self) -> str:
        """The number as it may be shown: a sole trader's is a personal number and is masked."""
        tail = MASKED_TAIL if self.is_sole_trader else self.organisation_number[6:]
        return f"{self.organisation_number[:6]}-{tail}"


class Contact(Base):
    """A person at an employer, with or without an account."""

    __tablename__ = "contacts"
    __table_args__ = (
        one_of("language", Language),
        CheckConstraint(
            "left_at IS NULL OR (account_id IS NULL AND email = '' AND phone = '')",
            name="left_speaks_for_nobody",
        ),
        CheckConstraint(
            "erased_at IS NULL OR (left_at IS NOT NULL AND name = '' AND title = '')",
            name="erased_is_nobody",
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(
        ForeignKey("employers.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120), default="")
    # Somebody who only has a phone is reached by a coordinator.
    email: Mapped[str] = mapped_column(String(255), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The row stays without a name, since answers and the history name its id.
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    employer: Mapped[Employer] = relationship(back_populates="contacts")
    account: Mapped[Account | None] = relationship()
