"""Accounts, and the students behind some of them."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)
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
from models.words import (
    CEFR,
    STAFF,
    Choice,
    Kind,
    Language,
    Level,
    ProfileState,
    Role,
    Visibility,
)

account_roles = Table(
    "account_roles",
    Base.metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id"), primary_key=True),
)


class RoleRow(Base):
    """A role that accounts can hold. The rows are those of ``words.Role``, never others."""

    __tablename__ = "roles"
    # A visitor is one by having no account.
    __table_args__ = (one_of("name", (role for role in Role if role is not Role.VISITOR)),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    permissions: Mapped[str | None] = mapped_column(Text)


class Account(Base):
    """Somebody who can sign in. The columns are those that the sign-in library asks for."""

    __tablename__ = "accounts"
    __table_args__ = (
        one_of("language", Language),
        CheckConstraint(
            "erased_at IS NULL OR (name = '' AND password IS NULL AND NOT active"
            " AND tf_totp_secret IS NULL AND mf_recovery_codes IS NULL)",
            name="erased_opens_nothing",
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    # Single keys that act, in the review: whoever speaks to their computer turns them off.
    has_shortcuts: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    # The time step of the last code that was used: a code opens the door once.
    tf_last_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[str | None] = mapped_column(Text)
    # A coordinator neither confirms nor verifies for the unit that employs them (jäv).
    works_for_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id"))
    # The row stays, since the history names its id; the address goes when its last letter has left.
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    roles: Mapped[list[RoleRow]] = relationship(secondary=account_roles, lazy="selectin")
    student: Mapped["Student | None"] = relationship(
        back_populates="account", foreign_keys="Student.account_id"
    )

    @property
    def role_names(self) -> frozenset[Role]:
        """The roles held, as words."""
        return frozenset(Role(role.name) for role in self.roles)

    @property
    def is_staff(self) -> bool:
        """Whether the account needs a second factor outside demo mode."""
        return bool(self.role_names & STAFF)


class Student(Base):
    """A student's profile. Only a submitted profile of an adult is ever matched."""

    __tablename__ = "students"
    __table_args__ = (
        one_of("state", ProfileState),
        one_of("language", Language),
        one_of("visibility", Visibility),
        CheckConstraint("level IS NULL OR level IN ('bachelor', 'master')", name="level_known"),
        CheckConstraint("state <> 'submitted' OR is_adult", name="submitted_is_adult"),
        CheckConstraint("travel_km IS NULL OR travel_km >= 0", name="travel_km_positive"),
        CheckConstraint(
            "travel_minutes IS NULL OR travel_minutes >= 0", name="travel_minutes_positive"
        ),
        CheckConstraint(
            "hours_per_week IS NULL OR (hours_per_week > 0 AND hours_per_week <= 60)",
            name="hours_per_week_possible",
        ),
        is_set_exactly_when("left_at", "state = 'left'"),
        CheckConstraint(
            "erased_at IS NULL OR (state = 'left' AND account_id IS NULL AND name = ''"
            " AND phone = '' AND search_key = '' AND programme = '' AND text = '')",
            name="erased_is_nobody",
        ),
        Index("ix_students_search_key", "search_key"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), unique=True)
    # Where a row of a spreadsheet came from: importing it again finds this row.
    source: Mapped[str | None] = mapped_column(String(120), unique=True)

    name: Mapped[str] = mapped_column(String(120), default="")
    email: Mapped[str] = mapped_column(String(255), unique=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    search_key: Mapped[str] = mapped_column(KeyText, default="")
    sort_key: Mapped[str] = mapped_column(KeyText, default="")
    is_adult: Mapped[bool] = mapped_column(Boolean, default=False)
    # Skyddade personuppgifter: never in a list, a run or a letter; a coordinator matches by hand.
    is_protected: Mapped[bool] = mapped_column(Boolean, default=False)

    # Only ``queries/sight.py`` reads it: what an employer sees hangs on more.
    visibility: Mapped[Visibility] = mapped_column(
        Word(Visibility), default=Visibility.OFFERED, server_default=Visibility.OFFERED.value
    )

    university: Mapped[str] = mapped_column(String(120), default="")
    recognised_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recognised_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    programme: Mapped[str] = mapped_column(String(200), default="")
    level: Mapped[Level | None] = mapped_column(Word(Level))
    graduates_on: Mapped[date | None]
    # An outcome measure, never an input of the matcher.
    home_place: Mapped[str] = mapped_column(String(4), default="")

    text: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(4), default="")
    travel_km: Mapped[float | None]
    travel_minutes: Mapped[float | None]
    remote: Mapped[bool] = mapped_column(Boolean, default=True)
    moves: Mapped[bool] = mapped_column(Boolean, default=False)
    hours_per_week: Mapped[float | None]

    state: Mapped[ProfileState] = mapped_column(Word(ProfileState), default=ProfileState.DRAFT)
    # Grows with every change, also of the rows below: see `models/operations/versions.py`.
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The row stays without what it said, since matches and the history name its id.
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account | None] = relationship(
        back_populates="student", foreign_keys=[account_id]
    )
    seeking: Mapped[list["Seeking"]] = relationship(
        back_populates="student", cascade="all, delete-orphan", order_by="Seeking.kind"
    )
    skills: Mapped[list["StudentSkill"]] = relationship(
        back_populates="student", cascade="all, delete-orphan", order_by="StudentSkill.id"
    )
    languages: Mapped[list["StudentLanguage"]] = relationship(
        back_populates="student", cascade="all, delete-orphan", order_by="StudentLanguage.code"
    )
    interests: Mapped[list["Interest"]] = relationship(
        back_populates="student", cascade="all, delete-orphan", order_by="Interest.offer_id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    @property
    def number(self) -> str:
        """What pages show in place of the name until it is asked for."""
        return f"{self.id:04d}"


class Seeking(Base):
    """A kind of offer that a student seeks, and when."""

    __tablename__ = "seeking"
    __table_args__ = (
        UniqueConstraint("student_id", "kind"),
        one_of("kind", Kind),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"))
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    student: Mapped[Student] = relationship(back_populates="seeking")


class StudentSkill(Base):
    """A skill in the student's own words, and how well: 1 (heard of) to 5 (could teach)."""

    __tablename__ = "student_skills"
    __table_args__ = (
        UniqueConstraint("student_id", "words"),
        CheckConstraint("level BETWEEN 1 AND 5", name="level_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(String(120))
    concept_id: Mapped[str | None] = mapped_column(ForeignKey("concepts.id"))
    level: Mapped[int] = mapped_column(default=3)

    student: Mapped[Student] = relationship(back_populates="skills")


class StudentLanguage(Base):
    """A language the student knows, and how well."""

    __tablename__ = "student_languages"
    __table_args__ = (
        UniqueConstraint("student_id", "code"),
        CheckConstraint("level BETWEEN 1 AND 6", name="level_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(3))
    level: Mapped[CEFR] = mapped_column(LanguageLevel)

    student: Mapped[Student] = relationship(back_populates="languages")


class Interest(Base):
    """What a student says of an offer: interested (perhaps with a rank), or not for me."""

    __tablename__ = "interests"
    __table_args__ = (
        UniqueConstraint("student_id", "offer_id"),
        one_of("choice", Choice),
        CheckConstraint(
            "rank IS NULL OR (rank >= 1 AND choice = 'interested')", name="rank_of_interest"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"), index=True)
    choice: Mapped[Choice] = mapped_column(Word(Choice))
    rank: Mapped[int | None]
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)

    student: Mapped[Student] = relationship(back_populates="interests")
