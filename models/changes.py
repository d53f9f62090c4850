"""What an employer wants to change in what a coordinator has looked at already."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime
from models.employers import Employer
from models.offers import Offer


class Change(Base):
    """A change that waits for a coordinator, or was sent back. Until then all is as it was seen."""

    __tablename__ = "changes"
    __table_args__ = (
        UniqueConstraint("offer_id"),
        UniqueConstraint("employer_id"),
        CheckConstraint("(offer_id IS NULL) <> (employer_id IS NULL)", name="of_one_thing"),
        CheckConstraint("sent_back_at IS NULL OR comment <> ''", name="sent_back_says_why"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"))
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employers.id", ondelete="CASCADE"))
    # Only what is to be changed, by the names of `OfferWords` or of the employer's columns.
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # What a coordinator wrote when sending it back.
    comment: Mapped[str] = mapped_column(Text, default="")
    sent_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Grows with every change of it, so that nobody lets through what they have not seen.
    version: Mapped[int] = mapped_column()

    offer: Mapped[Offer | None] = relationship()
    employer: Mapped[Employer | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    @property
    def whose(self) -> Employer:
        """The employer that wants it."""
        if self.offer is not None:
            return self.offer.employer
        if self.employer is None:
            msg = f"change {self.id} is of nothing"
            raise LookupError(msg)
        return self.employer
