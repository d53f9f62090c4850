"""Offers: mentorships, summer internships, thesis projects and traineeships."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import (
    NEVER_REUSED,
    Base,
    KeyText,
    LanguageLevel,
    UtcDateTime,
    Word,
    is_set_exactly_when,
    one_of,
)
from models.employers import Contact, Employer
from models.words import (
    CEFR,
    EmployerState,
    Fact,
    Insurer,
    Kind,
    Language,
    Level,
    OfferState,
    Pay,
    Remote,
    SkillUse,
)


class Offer(Base):
    """What an employer offers. The number of places is a limit that the database holds."""

    __tablename__ = "offers"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("state", OfferState),
        one_of("remote", Remote),
        CheckConstraint("places >= 1", name="places_positive"),
        CheckConstraint("places_taken >= 0 AND places_taken <= places", name="places_hold"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint(
            "hours_per_week IS NULL OR (hours_per_week > 0 AND hours_per_week <= 60)",
            name="hours_possible",
        ),
        CheckConstraint("credits IS NULL OR credits IN (15, 30)", name="credits_known"),
        CheckConstraint("pay_sek_per_month IS NULL OR pay_sek_per_month > 0", name="pay_positive"),
        CheckConstraint("pay_sek_in_all IS NULL OR pay_sek_in_all > 0", name="sum_positive"),
        CheckConstraint(
            "pay_sek_in_all IS NULL OR"
            " (kind = 'thesis' AND pay = 'stipend' AND pay_sek_per_month IS NULL)",
            name="sum_of_thesis",
        ),
        CheckConstraint(
            "state <> 'published' OR published_at IS NOT NULL", name="published_at_told"
        ),
        is_set_exactly_when("withdrawn_at", "state = 'withdrawn'"),
        Index("ix_offers_state_kind", "state", "kind"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employers.id"), index=True)
    # The activity that it is part of, if any.
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL"), index=True
    )
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    # Where an imported offer came from: importing it again finds this row.
    source: Mapped[str | None] = mapped_column(String(120), unique=True)

    kind: Mapped[Kind] = mapped_column(Word(Kind))
    title: Mapped[str] = mapped_column(String(160))
    text: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    search_key: Mapped[str] = mapped_column(KeyText, default="")
    place: Mapped[str] = mapped_column(String(4), default="")
    remote: Mapped[Remote] = mapped_column(Word(Remote), default=Remote.ONSITE)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    hours_per_week: Mapped[float | None]
    places: Mapped[int] = mapped_column(default=1)
    places_taken: Mapped[int] = mapped_column(default=0)

    pay: Mapped[Pay | None] = mapped_column(Word(Pay))
    pay_sek_per_month: Mapped[int | None]
    # The stipend of a whole thesis, where it is not told by the month.
    pay_sek_in_all: Mapped[int | None]
    insured_by: Mapped[Insurer | None] = mapped_column(Word(Insurer))
    credits: Mapped[int | None]
    mentor_name: Mapped[str] = mapped_column(String(120), default="")
    # A traineeship with its own application: Kajplats links there.
    apply_url: Mapped[str] = mapped_column(String(500), default="")

    state: Mapped[OfferState] = mapped_column(Word(OfferState), default=OfferState.DRAFT)
    # Grows with every change, also of the rows below: see `models/operations/versions.py`.
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # What a coordinator wrote when sending it back.
    review_comment: Mapped[str] = mapped_column(Text, default="")

    # Not nested: with whatever may have an offer, SQLite would first join all offers to employers.
    employer: Mapped[Employer] = relationship(
        lazy="joined",
        innerjoin="unnested",  # type: ignore[arg-type] # documented, though not in its types
    )
    sharing: Mapped["Sharing | None"] = relationship(
        back_populates="offer", cascade="all, delete-orphan"
    )
    contact: Mapped[Contact | None] = relationship()
    levels: Mapped[list["OfferLevel"]] = relationship(
        cascade="all, delete-orphan", order_by="OfferLevel.level", lazy="selectin"
    )
    fields: Mapped[list["OfferField"]] = relationship(
        cascade="all, delete-orphan", order_by="OfferField.concept_id"
    )
    facts: Mapped[list["OfferFact"]] = relationship(
        cascade="all, delete-orphan", order_by="OfferFact.fact"
    )
    languages: Mapped[list["OfferLanguage"]] = relationship(
        cascade="all, delete-orphan", order_by="OfferLanguage.code"
    )
    skills: Mapped[list["OfferSkill"]] = relationship(
        cascade="all, delete-orphan", order_by="OfferSkill.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    @property
    def places_left(self) -> int:
        """Places that nobody has yet."""
        return self.places - self.places_taken

    @property
    def co_host(self) -> Employer | None:
        """The second employer, which has said yes to be named and is there."""
        if self.sharing is None or self.sharing.accepted_at is None:
            return None
        host = self.sharing.employer
        return host if host.state is EmployerState.VERIFIED else None

    @property
    def is_unpaid_work(self) -> bool:
        """Unpaid work outside a course, which a coordinator looks at twice."""
        return self.pay is Pay.UNPAID and self.kind in {Kind.INTERNSHIP, Kind.TRAINEESHIP}


class Sharing(Base):
    """A second employer that hosts with the first, named once it has said yes to that.

    The first one answers for the offer; the second reads it and its matches.
    """

    __tablename__ = "sharings"
    __table_args__ = (
        UniqueConstraint("offer_id"),
        CheckConstraint("accepted_at IS NULL OR accepted_at >= asked_at", name="asked_first"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"))
    employer_id: Mapped[int] = mapped_column(
        ForeignKey("employers.id", ondelete="CASCADE"), index=True
    )
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    employer: Mapped[Employer] = relationship()
    offer: Mapped[Offer] = relationship(back_populates="sharing")


class OfferLevel(Base):
    """A level of studies that the offer accepts; no row means every level."""

    __tablename__ = "offer_levels"
    __table_args__ = (one_of("level", Level),)

    offer_id: Mapped[int] = mapped_column(
        ForeignKey("offers.id", ondelete="CASCADE"), primary_key=True
    )
    level: Mapped[Level] = mapped_column(Word(Level), primary_key=True)


class OfferField(Base):
    """A field of study that the offer accepts; no row means every field."""

    __tablename__ = "offer_fields"

    offer_id: Mapped[int] = mapped_column(
        ForeignKey("offers.id", ondelete="CASCADE"), primary_key=True
    )
    concept_id: Mapped[str] = mapped_column(ForeignKey("concepts.id"), primary_key=True)


class OfferFact(Base):
    """A fact of the workplace that the employer vouches for; no row means that it is not told."""

    __tablename__ = "offer_facts"
    __table_args__ = (one_of("fact", Fact),)

    offer_id: Mapped[int] = mapped_column(
        ForeignKey("offers.id", ondelete="CASCADE"), primary_key=True
    )
    fact: Mapped[Fact] = mapped_column(Word(Fact), primary_key=True)


class OfferLanguage(Base):
    """A language the work needs, at the least."""

    __tablename__ = "offer_languages"
    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 6", name="level_known"),)

    offer_id: Mapped[int] = mapped_column(
        ForeignKey("offers.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(3), primary_key=True)
    level: Mapped[CEFR] = mapped_column(LanguageLevel)


class OfferSkill(Base):
    """A skill the work needs or gladly sees, in the employer's own words."""

    __tablename__ = "offer_skills"
    __table_args__ = (
        UniqueConstraint("offer_id", "use", "words"),
        one_of("use", SkillUse),
        CheckConstraint("level BETWEEN 1 AND 5", name="level_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"))
    use: Mapped[SkillUse] = mapped_column(Word(SkillUse))
    words: Mapped[str] = mapped_column(String(120))
    concept_id: Mapped[str | None] = mapped_column(ForeignKey("concepts.id"))
    level: Mapped[int] = mapped_column(default=3)
