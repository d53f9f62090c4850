"""Members of the steering group: who decides, for which party, and since when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, one_of
from models.employers import Employer
from models.people import Account
from models.words import Language, Party

LONGEST_NAME, LONGEST_OFFICE, LONGEST_ADDRESS = 120, 120, 255


class SteeringMember(Base):
    """Somebody whom a party has named. They are served by letter and paper, or with an account."""

    __tablename__ = "steering_members"
    __table_args__ = (
        one_of("party", Party),
        one_of("language", Language),
        CheckConstraint("until IS NULL OR until >= since", name="ends_after_start"),
        CheckConstraint("name <> '' OR erased_at IS NOT NULL", name="name_told"),
        CheckConstraint(
            "erased_at IS NULL OR (name = '' AND address = '' AND until IS NOT NULL)",
            name="erased_is_nobody",
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    # As what they were named: "kommundirektör", "prorektor".
    office: Mapped[str] = mapped_column(String(LONGEST_OFFICE), default="")
    party: Mapped[Party] = mapped_column(Word(Party))
    since: Mapped[date]
    until: Mapped[date | None]
    # Where letters go; where it is empty, to the address of the account, if there is one.
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    language: Mapped[Language] = mapped_column(Word(Language), default=Language.SWEDISH)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), unique=True)
    # The unit that employs them: they decide on nothing that it hosts (jäv).
    works_for_id: Mapped[int | None] = mapped_column(
        ForeignKey("employers.id", ondelete="SET NULL")
    )
    # The row stays, since decisions name its id.
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account | None] = relationship()
    works_for: Mapped[Employer | None] = relationship()

    @property
    def email(self) -> str:
        """Where letters to them go; nothing where they are told by a person."""
        return self.address or (self.account.email if self.account else "")

    def serves_on(self, day: date) -> bool:
        """Whether they are a member on a day."""
        return self.since <= day and (self.until is None or day <= self.until)
