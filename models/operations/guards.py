"""The questions every operation asks before it changes anything."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from models.actors import Actor
from models.employers import Employer
from models.errors import (
    CannotBuyEducation,
    ConflictOfInterest,
    Missing,
    NotAllowed,
    NotTheSame,
    WrongState,
)
from models.moves import Move, find_move
from models.organisation_numbers import is_personal_number
from models.people import Student
from models.words import Role


def may_move(
    moves: Iterable[Move], thing: str, verb: str, state: StrEnum | None, by: Actor
) -> Move:
    """Give the move of a verb when the actor may make it from the state.

    Raises
    ------
    NotAllowed
        If the table does not let this role say the verb.
    WrongState
        If the move does not start from the state.
    """
    row = find_move(moves, verb)
    if by.role not in row.who and by.speaks_as not in row.who:
        raise NotAllowed(verb)
    if not row.starts_from(state):
        raise WrongState(thing, verb, str(state or "-"))
    return row


def has_no_stake(employer: Employer, verb: str, by: Actor) -> None:
    """Refuse somebody who decides for the unit that employs them, or that they speak for (jäv)."""
    if is_at_stake(employer, account_id=by.account_id, works_for_id=by.works_for_id):
        raise ConflictOfInterest(verb)


def is_not_oneself(student: Student, verb: str, by: Actor) -> None:
    """Refuse a coordinator who decides about their own profile (jäv)."""
    is_own = by.account_id is not None and student.account_id == by.account_id
    if is_own and by.role is Role.COORDINATOR:
        raise ConflictOfInterest(verb)


def is_at_stake(employer: Employer, *, account_id: int | None, works_for_id: int | None) -> bool:
    """Whether an account works for an employer, or is one of the people who speak for it."""
    if works_for_id is not None and works_for_id == employer.id:
        return True
    speakers = {contact.account_id for contact in employer.contacts}
    return account_id is not None and account_id in speakers


def all_told(**fields: object) -> None:
    """Refuse when something that has to be told is empty, and name all of it at once."""
    missing = names_of_empty(fields)
    if missing:
        raise Missing(missing)


def names_of_empty(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Name the fields that hold nothing."""
    return tuple(
        name for name, value in fields.items() if value is None or value == "" or value == []
    )


def is_as_seen(thing: str, state: StrEnum | None, seen: str | None) -> None:
    """Check that a thing is in the state that somebody saw it in, "" for none; None checks nothing.

    Raises
    ------
    NotTheSame
        If somebody else has acted on it since.
    """
    now = state.value if state else ""
    if seen is not None and seen != now:
        raise NotTheSame(thing, seen, now)


def may_buy_education(employer: Employer) -> None:
    """Check that an employer may commission education: it is a legal person.

    The ordinance on commissioned education (2002:760) lets universities sell it to legal persons
    alone. A sole trader's number is a personal number: that is an individual.

    Raises
    ------
    CannotBuyEducation
        If it is an individual or a sole trader.
    """
    if employer.is_sole_trader or is_personal_number(employer.organisation_number):
        raise CannotBuyEducation(employer.id)


def is_of_working_group(verb: str, by: Actor) -> None:
    """Refuse everybody but a coordinator, and what the service does by itself."""
    if by.role not in {Role.COORDINATOR, Role.SYSTEM}:
        raise NotAllowed(verb)
