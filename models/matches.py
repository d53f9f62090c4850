"""Matches, the answers of both sides, and what they thought of it afterwards."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.employers import Employer
from models.offer_words import offer_saying, words_from_json, words_of
from models.offers import Offer
from models.people import Student
from models.rounds import Round, Suggestion
from models.words import HOLDS_A_PLACE, Kind, MatchState, Reason, Side


class Match(Base):
    """A student and an offer that somebody acted on. ``operations/matches.py`` alone moves it."""

    __tablename__ = "matches"
    __table_args__ = (
        UniqueConstraint("round_id", "student_id", "offer_id"),
        one_of("state", MatchState),
        CheckConstraint(
            "state NOT IN ('offered', 'agreed', 'placed', 'completed', 'interrupted')"
            " OR offered_at IS NOT NULL",
            name="offered_at_told",
        ),
        CheckConstraint("co_host_id IS NULL OR offered_at IS NOT NULL", name="co_host_told"),
        CheckConstraint("(offered_at IS NULL) = (reply_by IS NULL)", name="offered_has_reply_by"),
        is_set_exactly_when("asked_words", "offered_at IS NOT NULL"),
        CheckConstraint(
            "state NOT IN ('agreed', 'placed', 'completed', 'interrupted')"
            " OR agreed_at IS NOT NULL",
            name="agreed_at_told",
        ),
        is_set_exactly_when("placed_at", "state IN ('placed', 'completed', 'interrupted')"),
        CheckConstraint(
            "placed_at IS NULL OR (starts_on IS NOT NULL AND ends_on IS NOT NULL"
            " AND ends_on >= starts_on AND supervisor <> '')",
            name="placed_has_dates",
        ),
        CheckConstraint(
            "check_in_asked_at IS NULL OR placed_at IS NOT NULL", name="check_in_of_placed"
        ),
        is_set_exactly_when("interrupted_on", "state = 'interrupted'"),
        CheckConstraint("state <> 'rejected' OR reason IS NOT NULL", name="rejected_has_reason"),
        Index("ix_matches_offer_state", "offer_id", "state"),
        Index("ix_matches_student_state", "student_id", "state"),
        Index("ix_matches_state_reply_by", "state", "reply_by"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"))
    # The evidence it was made from; none when a coordinator paired them by hand.
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("suggestions.id"))
    state: Mapped[MatchState] = mapped_column(Word(MatchState))
    # Grows with every move: a form made from an older one is refused instead of overwriting.
    version: Mapped[int] = mapped_column()
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[Reason | None] = mapped_column(Word(Reason))
    reason_words: Mapped[str] = mapped_column(Text, default="")

    offered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # What the offer said when both were asked: a later change of it changes no match.
    # Read only where one match is looked at.
    asked_words: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True), deferred=True
    )
    # Who hosts beside the offer's employer, as both were told when they were asked.
    co_host_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id"), index=True)
    reply_by: Mapped[datetime | None] = mapped_column(UtcDateTime)
    remind_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    meeting_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    supervisor: Mapped[str] = mapped_column(String(120), default="")
    academic_supervisor: Mapped[str] = mapped_column(String(120), default="")
    examiner: Mapped[str] = mapped_column(String(120), default="")
    check_in_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    interrupted_on: Mapped[date | None]

    round: Mapped[Round] = relationship()
    student: Mapped[Student] = relationship()
    offer: Mapped[Offer] = relationship()
    co_host: Mapped[Employer | None] = relationship()
    suggestion: Mapped[Suggestion | None] = relationship()
    answers: Mapped[list["Answer"]] = relationship(
        back_populates="match", order_by="Answer.id", lazy="selectin"
    )
    evaluations: Mapped[list["Evaluation"]] = relationship(order_by="Evaluation.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    @property
    def kind(self) -> Kind:
        """The kind of what is offered."""
        return self.offer.kind

    @property
    def asked_offer(self) -> Offer:
        """The offer as both were asked about it; before they are, as it stands. Never stored."""
        if self.asked_words is None:
            return self.offer
        return offer_saying(words_from_json(self.asked_words), self.offer)

    @property
    def has_other_words(self) -> bool:
        """Whether the offer says something else now than when both were asked."""
        if self.asked_words is None:
            return False
        return words_from_json(self.asked_words) != words_of(self.offer)

    def answer_of(self, side: Side) -> "Answer | None":
        """Give what a side has said, if it has."""
        return next((answer for answer in self.answers if answer.side == side), None)

    def awaits(self, side: Side) -> bool:
        """Whether the match waits for this side's yes or no."""
        return self.state is MatchState.OFFERED and self.answer_of(side) is None

    @property
    def has_agreement(self) -> bool:
        """Whether there is an agreement to print: somebody was placed, and has not been erased."""
        return self.placed_at is not None and self.student.erased_at is None

    @property
    def shares_contacts(self) -> bool:
        """Whether the two may know how to reach each other: both said yes, or they shall meet."""
        if self.state is MatchState.OFFERED:
            return self.meeting_asked_at is not None
        return self.state in HOLDS_A_PLACE


class Answer(Base):
    """A yes or no, once per match and side, with who gave it and who wrote it down."""

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("match_id", "side"),
        one_of("side", Side),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    match_id: Mapped[int] = mapped_column(ForeignKey("matches.id"))
    side: Mapped[Side] = mapped_column(Word(Side))
    says_yes: Mapped[bool]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[Reason | None] = mapped_column(Word(Reason))
    reason_words: Mapped[str] = mapped_column(Text, default="")

    match: Mapped[Match] = relationship(back_populates="answers")


class Evaluation(Base):
    """What a side thought of a completed placement."""

    __tablename__ = "evaluations"
    __table_args__ = (
        UniqueConstraint("match_id", "side"),
        one_of("side", Side),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    match_id: Mapped[int] = mapped_column(ForeignKey("matches.id"))
    side: Mapped[Side] = mapped_column(Word(Side))
    rating: Mapped[int]
    would_again: Mapped[bool]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
