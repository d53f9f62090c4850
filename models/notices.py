"""The outbox: letters to be sent, and the links they carry.

A letter holds ids, not text: it is worded when it is sent, in the receiver's language, so no
secret link ever stands in the database.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.employers import Contact
from models.invitations import Invitation
from models.matches import Match
from models.meetings import Meeting
from models.members import SteeringMember
from models.offers import Offer
from models.people import Account, Student
from models.residents import Resident
from models.schools import Teacher
from models.words import LetterState, LinkEnd, LinkPurpose, Side

# Whom a letter can be for: exactly one of these.
RECEIVERS = ("account", "student", "contact", "invitation", "member", "teacher", "resident")
# What only a person can tell now.
NEEDS_A_PERSON = frozenset({LetterState.HELD, LetterState.FAILED})


class Letter(Base):
    """A letter to one receiver, queued in the transaction that gave the reason for it."""

    __tablename__ = "letters"
    __table_args__ = (
        one_of("state", LetterState),
        CheckConstraint(
            " + ".join(f"CASE WHEN {one}_id IS NULL THEN 0 ELSE 1 END" for one in RECEIVERS)
            + " = 1",
            name="one_receiver",
        ),
        is_set_exactly_when("sent_at", "state = 'sent'"),
        Index("ix_letters_state_send_after", "state", "send_after"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # The name of the letter's template: letters/<subject>.
    subject: Mapped[str] = mapped_column(String(60))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    student_id: Mapped[int | None] = mapped_column(ForeignKey("students.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    # Somebody of whom nothing but the address is known.
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitations.id", ondelete="CASCADE")
    )
    # A member of the steering group, who needs no account to be served.
    member_id: Mapped[int | None] = mapped_column(ForeignKey("steering_members.id"))
    # Somebody without an account; what it is about hangs on them.
    teacher_id: Mapped[int | None] = mapped_column(ForeignKey("teachers.id", ondelete="CASCADE"))
    # Somebody without an account; what it is about, their row tells.
    resident_id: Mapped[int | None] = mapped_column(
        ForeignKey("residents.id", ondelete="CASCADE"), index=True
    )
    match_id: Mapped[int | None] = mapped_column(ForeignKey("matches.id", ondelete="SET NULL"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offers.id"))
    # The same news is told once: a second letter with the same key is not written.
    once: Mapped[str | None] = mapped_column(String(120), unique=True)
    state: Mapped[LetterState] = mapped_column(Word(LetterState), default=LetterState.QUEUED)
    queued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    send_after: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure: Mapped[str] = mapped_column(String(120), default="")

    account: Mapped[Account | None] = relationship()
    student: Mapped[Student | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    invitation: Mapped[Invitation | None] = relationship()
    member: Mapped[SteeringMember | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    teacher: Mapped[Teacher | None] = relationship()
    resident: Mapped[Resident | None] = relationship()
    match: Mapped[Match | None] = relationship()
    offer: Mapped[Offer | None] = relationship()

    @property
    def receiver(
        self,
    ) -> Account | Student | Contact | Invitation | SteeringMember | Teacher | Resident:
        """Whom the letter is for: the database holds that there is exactly one.

        Raises
        ------
        LookupError
            If it is for nobody, as only a letter that is not stored can be.
        """
        for one in RECEIVERS:
            if (receiver := getattr(self, one)) is not None:
                return receiver  # type: ignore[no-any-return]  # one of those above
        msg = f"letter {self.id} has no receiver"
        raise LookupError(msg)


class Link(Base):
    """A link that lets its one holder act without an account. Only its hash is stored."""

    __tablename__ = "links"
    __table_args__ = (
        one_of("purpose", LinkPurpose),
        one_of("revoked_because", LinkEnd),
        is_set_exactly_when("revoked_because", "revoked_at IS NOT NULL"),
        CheckConstraint("(contact_id IS NULL) <> (student_id IS NULL)", name="one_holder"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[LinkPurpose] = mapped_column(Word(LinkPurpose))
    match_id: Mapped[int] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))
    student_id: Mapped[int | None] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_because: Mapped[LinkEnd | None] = mapped_column(Word(LinkEnd))

    match: Mapped[Match] = relationship()
    contact: Mapped[Contact | None] = relationship()
    student: Mapped[Student | None] = relationship()

    @property
    def holder(self) -> Contact | Student:
        """Whoever holds the link: the database holds that there is exactly one."""
        holder = self.contact or self.student
        if holder is None:
            msg = f"link {self.id} has no holder"
            raise LookupError(msg)
        return holder

    @property
    def side(self) -> Side:
        """The side whose word its holder gives."""
        return Side.STUDENT if self.student_id is not None else Side.EMPLOYER
