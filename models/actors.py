"""Who acts, and on whose behalf."""

from dataclasses import dataclass

from models.words import Role


@dataclass(frozen=True)
class Actor:
    """Somebody who does something, as every operation and event knows them.

    Parameters
    ----------
    role : Role
        In what capacity they act.
    account_id : int, optional
        Their account; none for the system, and for an employer's contact who holds a signed link.
    contact_id : int, optional
        The employer's contact who holds the link.
    for_role : Role, optional
        On whose behalf a coordinator writes down what somebody said on the phone or in a letter.
    works_for_id : int, optional
        The unit that employs them: they neither confirm nor verify for it.
    """

    role: Role
    account_id: int | None = None
    contact_id: int | None = None
    for_role: Role | None = None
    works_for_id: int | None = None

    def __post_init__(self) -> None:
        """Only a coordinator writes down what a student or an employer said."""
        if self.for_role is not None and (
            self.role is not Role.COORDINATOR or self.for_role not in {Role.STUDENT, Role.EMPLOYER}
        ):
            msg = f"{self.role} cannot act for {self.for_role}"
            raise ValueError(msg)

    @property
    def speaks_as(self) -> Role:
        """Whose word it is: the one on whose behalf they act, or their own."""
        return self.for_role or self.role


SYSTEM = Actor(Role.SYSTEM)
