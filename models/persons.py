"""Somebody, by the rows that they are in, and the ways from a table's rows to them.

Which way is which table's stands in ``models/personal.py``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, and_, cast, false, or_, select

from models.audit import Event
from models.check_ins import CheckIn
from models.employers import Contact
from models.invitations import Invitation
from models.matches import Answer, Evaluation, Match
from models.members import SteeringMember
from models.notices import Letter
from models.offers import Offer
from models.people import Account
from models.residents import Resident
from models.rounds import Run, Suggestion
from models.schools import Teacher
from models.surveys import Survey
from models.teams import TeamMember
from models.words import MatchState, RunState, Side, Withheld


@dataclass(frozen=True)
class Person:
    """Somebody, by the rows that they are in: an account, a student, contacts at employers."""

    account_id: int | None = None
    student_id: int | None = None
    contact_ids: tuple[int, ...] = ()

    @property
    def run_key(self) -> str:
        """What the frozen inputs of a run call the student (``student_key`` of ``web/bridge``)."""
        return f"s{self.student_id}"


Rows = Callable[[Person], ColumnElement[bool]]
Cut = Callable[[Any, Person], Any]


@dataclass(frozen=True)
class Part:
    """Rows of one table that are of a person.

    Parameters
    ----------
    records : str
        The class of records they belong to; words for people are in ``web/keeping.py``.
    table : Table
    rows : callable
        Which rows are a person's.
    shown : str
        The columns that the person is given.
    hidden : mapping
        Why the person is not given the others.
    cut : mapping
        What of a column is the person's, where a value is about others too.
    """

    records: str
    table: Table
    rows: Rows
    shown: str
    hidden: Mapping[Withheld, str] = field(default_factory=dict)
    cut: Mapping[str, Cut] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are given, in the order in which they are told."""
        return tuple(self.shown.split())

    @property
    def withheld(self) -> dict[str, Withheld]:
        """The columns that are not given, each with its reason."""
        return {name: why for why, names in self.hidden.items() for name in names.split()}


def own(column: Any, whose: str) -> Rows:
    """Say that a row is the person's whose id stands in a column."""
    return lambda person: is_one(column, getattr(person, whose))


def is_one(column: Any, value: int | None) -> ColumnElement[bool]:
    """Say that a column holds an id; of nobody, nothing is theirs."""
    return false() if value is None else column == value


def one_of(column: Any) -> Rows:
    """Say that a row is the person's whose contact stands in a column."""
    return lambda person: column.in_(person.contact_ids)


def offers_of(person: Person) -> Any:
    """Choose the offers that a person is asked about."""
    return select(Offer.id).where(Offer.contact_id.in_(person.contact_ids))


def matches_of(person: Person) -> Any:
    """Choose the matches that a person may know of.

    What is only confirmed is a draft of the working group that may still be undone: it is told
    when it is offered.
    """
    told = Match.state != MatchState.CONFIRMED
    return select(Match.id).where(is_one(Match.student_id, person.student_id), told)


def teams_of(person: Person) -> Any:
    """Choose the team that a student is in."""
    mine = is_one(TeamMember.student_id, person.student_id)
    return select(TeamMember.team_id).where(mine)


def matches_of_offers(person: Person) -> Any:
    """Choose the matches of those offers that the employer knows of."""
    return select(Match.id).where(
        Match.offer_id.in_(offers_of(person)), Match.offered_at.is_not(None)
    )


def answers_in(side: Side, matches: Callable[[Person], Any]) -> Rows:
    """Choose the answers of a side."""
    return lambda person: and_(Answer.match_id.in_(matches(person)), Answer.side == side)


def evaluations_in(side: Side, matches: Callable[[Person], Any]) -> Rows:
    """Choose what a side thought afterwards."""
    return lambda person: and_(Evaluation.match_id.in_(matches(person)), Evaluation.side == side)


def check_ins_in(side: Side, matches: Callable[[Person], Any]) -> Rows:
    """Choose how a side said that placements go."""
    return lambda person: and_(CheckIn.match_id.in_(matches(person)), CheckIn.side == side)


def employers_of(person: Person) -> Any:
    """Choose the employers that a person speaks for."""
    return select(Contact.employer_id).where(Contact.id.in_(person.contact_ids))


def runs_with(person: Person) -> ColumnElement[bool]:
    """Choose the runs that a student was in: with a suggestion, or with why there is none."""
    if person.student_id is None:
        return false()
    found = select(Suggestion.run_id).where(Suggestion.student_id == person.student_id)
    why_none = Run.unmatched[("students", str(person.student_id))].as_string()
    # One that did not come to its end has neither, but may have read of them.
    read = cast(Run.inputs, Text).contains(f'"id": "{person.run_key}"', autoescape=True)
    return or_(Run.id.in_(found), why_none.is_not(None), and_(Run.state != RunState.DONE, read))


def events_of(person: Person) -> ColumnElement[bool]:
    """Choose what the person did, and what happened to them and to matches they may know of."""
    about = and_(Event.thing == "match", Event.thing_id.in_(matches_of(person)))
    of_student = and_(
        Event.thing.in_(["student", "interest"]), is_one(Event.thing_id, person.student_id)
    )
    of_account = and_(Event.thing == "account", is_one(Event.thing_id, person.account_id))
    of_contact = and_(Event.thing == "contact", Event.thing_id.in_(person.contact_ids))
    surveys = select(Survey.id).where(is_one(Survey.student_id, person.student_id))
    of_survey = and_(Event.thing == "survey", Event.thing_id.in_(surveys))
    by_them = or_(
        is_one(Event.account_id, person.account_id), Event.contact_id.in_(person.contact_ids)
    )
    return or_(by_them, of_student, of_account, of_contact, of_survey, about)


def invitations_to(person: Person) -> ColumnElement[bool]:
    """Choose the invitations that a person accepted, or that wait at their address."""
    address = select(Account.email).where(is_one(Account.id, person.account_id))
    return or_(Invitation.contact_id.in_(person.contact_ids), Invitation.email.in_(address))


def memberships_of(person: Person) -> Any:
    """Choose the person's rows among the members of the steering group."""
    return select(SteeringMember.id).where(is_one(SteeringMember.account_id, person.account_id))


def residents_at(person: Person) -> ColumnElement[bool]:
    """Choose what somebody without an account left at the address that is a person's."""
    address = select(Account.email).where(is_one(Account.id, person.account_id))
    return Resident.email.in_(address)


def letters_to(person: Person) -> ColumnElement[bool]:
    """Choose the letters to a person."""
    return or_(
        is_one(Letter.account_id, person.account_id),
        is_one(Letter.student_id, person.student_id),
        Letter.contact_id.in_(person.contact_ids),
        Letter.member_id.in_(memberships_of(person)),
        Letter.teacher_id.in_(select(Teacher.id).where(is_teacher(person))),
        Letter.resident_id.in_(select(Resident.id).where(residents_at(person))),
    )


def is_teacher(person: Person) -> ColumnElement[bool]:
    """Choose what somebody booked or asked for as a teacher, by the address of their account."""
    address = select(Account.email).where(
        is_one(Account.id, person.account_id), Account.confirmed_at.is_not(None)
    )
    return Teacher.email.in_(address)


def own_inputs(value: Any, person: Person) -> Any:
    """Give what a run was told of the person alone."""
    inputs = value or {}
    return {
        "students": [row for row in inputs.get("students", ()) if row["id"] == person.run_key],
        "hints": [row for row in inputs.get("hints", ()) if row[0] == person.run_key],
    }


def own_in_run(value: Any, person: Person) -> Any:
    """Give what a run says of the person: why it found nothing, or how much it found."""
    return (value or {}).get("students", {}).get(str(person.student_id))


def only_own_account(value: Any, person: Person) -> Any:
    """Give the account, when it is the person's."""
    return value if value == person.account_id else None


def only_own_contact(value: Any, person: Person) -> Any:
    """Give the contact, when it is the person's."""
    return value if value in person.contact_ids else None
