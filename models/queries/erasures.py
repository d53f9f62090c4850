"""Questions about being erased: what would become of what, what is in the way, and who waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from models.days import day_in_sweden
from models.employers import Contact
from models.erasures import OPEN, Erasure
from models.errors import NotFound
from models.matches import Match
from models.notices import Letter
from models.offers import Offer
from models.people import Account, RoleRow, Student
from models.personal import parts_of
from models.persons import Person, is_one, letters_to, runs_with
from models.policy import Policy
from models.queries.personal import count_records, get_person
from models.retention import KEEPINGS, Keeping
from models.rounds import Run
from models.words import ErasureState, Fate, Hold, MatchState, OfferState, Role

# Records that there are once others have had to do with somebody.
WITH_OTHERS = frozenset(
    {"matches", "suggestions", "close_ups", "enquiries", "hints", "notes", "contact", "work"}
)


@dataclass(frozen=True)
class Finding:
    """What becomes of a class of a person's records: its fate, or what keeps it for now.

    Parameters
    ----------
    records : str
    count : int
        How many rows there are.
    fate : Fate
        What becomes of them once nothing is in the way.
    hold : Hold, optional
        What is in the way now.
    until : date, optional
        The first day on which it is not any more, where a day is known.
    """

    records: str
    count: int
    fate: Fate
    hold: Hold | None = None
    until: date | None = None


def get_erasure(session: Session, erasure_id: int) -> Erasure:
    """Give somebody's wish to be erased, or raise NotFound."""
    erasure = session.get(Erasure, erasure_id)
    if erasure is None:
        raise NotFound("erasure", erasure_id)
    return erasure


def find_open_erasure(session: Session, account_id: int) -> Erasure | None:
    """Give the wish of an account that still waits for something, if there is one."""
    query = select(Erasure).where(Erasure.account_id == account_id, Erasure.state.in_(OPEN))
    return session.scalar(query)


def list_erasures_to_decide(session: Session, today: date) -> Sequence[Erasure]:
    """List the wishes that nobody has looked at, and those whose day has come, oldest first."""
    due = (Erasure.state == ErasureState.KEPT) & (
        Erasure.look_again_on.is_(None) | (Erasure.look_again_on <= today)
    )
    return _list(session, (Erasure.state == ErasureState.ASKED) | due)


def list_erasures_waiting(session: Session, today: date) -> Sequence[Erasure]:
    """List the wishes whose day is to come, by that day."""
    waits = (Erasure.state == ErasureState.KEPT) & (Erasure.look_again_on > today)
    return sorted(_list(session, waits), key=lambda each: each.look_again_on or today)


def list_findings(
    session: Session, person: Person, *, at: datetime, policy: Policy
) -> tuple[Finding, ...]:
    """List what would become of each class of records that there is of a person."""
    counted = count_records(session, person)
    found = [
        Finding(
            rule.records,
            counted[rule.records],
            rule.fate,
            *_hold(session, rule, person, at, policy),
        )
        for rule in KEEPINGS
        if rule.records in counted
    ]
    if not any(finding.hold for finding in found):
        return tuple(found)
    # The account is the way to what is kept, and goes with the last of it.
    return tuple(_with_account_kept(finding) for finding in found)


def may_erase_at_once(session: Session, account: Account) -> bool:
    """Whether nothing was ever handed in, and nobody else has to do with it: a draft is one's own.

    A student who never handed a profile in, with no other role, at no employer.
    """
    person = get_person(session, account)
    if account.role_names != {Role.STUDENT} or WITH_OTHERS & count_records(session, person).keys():
        return False
    query = select(Student.submitted_at).where(is_one(Student.id, person.student_id))
    return session.scalar(query) is None


def is_last_administrator(session: Session, account_id: int) -> bool:
    """Whether an account is the only one left that may govern the others."""
    query = select(Account.id).where(
        Account.active, Account.roles.any(RoleRow.name == Role.ADMIN.value)
    )
    return list(session.scalars(query.limit(2))) == [account_id]


def list_runs_with(session: Session, person: Person) -> Sequence[Run]:
    """List the runs that a student was in."""
    return session.scalars(select(Run).where(runs_with(person)).order_by(Run.id)).all()


def list_contacts_of_person(session: Session, person: Person) -> Sequence[Contact]:
    """List a person's rows among the people at employers."""
    query = select(Contact).where(Contact.id.in_(person.contact_ids))
    return session.scalars(query.order_by(Contact.id)).all()


def list_letter_ids_about(session: Session, person: Person) -> Sequence[int]:
    """List the letters that were to a person, or about their matches to the other side."""
    about = select(Match.id).where(is_one(Match.student_id, person.student_id))
    query = select(Letter.id).where(letters_to(person) | Letter.match_id.in_(about))
    return session.scalars(query.order_by(Letter.id)).all()


def _list(session: Session, wanted: Any) -> Sequence[Erasure]:
    query = select(Erasure).options(joinedload(Erasure.account)).where(wanted)
    return session.scalars(query.order_by(Erasure.asked_at, Erasure.id)).all()


def _with_account_kept(finding: Finding) -> Finding:
    if finding.records != "account" or finding.hold:
        return finding
    return Finding(finding.records, finding.count, finding.fate, Hold.WHAT_REMAINS)


def _hold(
    session: Session, rule: Keeping, person: Person, at: datetime, policy: Policy
) -> tuple[Hold | None, date | None]:
    """Give what keeps a class of records now: something that goes on, or a rule with its days."""
    goes_on = GOES_ON.get(rule.records)
    if goes_on is not None and goes_on[1](session, person):
        return goes_on[0], None
    last = max(_last_days(session, rule, person), default=None)
    if rule.hold is None or last is None:
        return None, None
    until = last + timedelta(days=rule.days(policy) + 1)
    return (rule.hold, until) if until > day_in_sweden(at) else (None, None)


def _last_days(session: Session, rule: Keeping, person: Person) -> Iterator[date]:
    for column in rule.since:
        # A profile's days also hang on its matches: the table's own parts say which are whose.
        parts = [*parts_of(rule.records), *parts_of("matches")]
        rows = next(part.rows for part in parts if part.table is column.class_.__table__)
        last = session.scalar(select(func.max(column)).where(rows(person)))
        if last is not None:
            yield day_in_sweden(last) if isinstance(last, datetime) else last


def _is_placed(session: Session, person: Person) -> bool:
    query = select(Match.id).where(
        is_one(Match.student_id, person.student_id), Match.state == MatchState.PLACED
    )
    return session.scalar(query.limit(1)) is not None


def _is_only_contact(session: Session, person: Person) -> bool:
    """Whether an employer with offers that are not over has nobody else to be reached by."""
    others = select(Contact.employer_id).where(
        Contact.id.not_in(person.contact_ids), Contact.left_at.is_(None)
    )
    query = select(Offer.id).join(Contact, Contact.employer_id == Offer.employer_id)
    alone = query.where(
        Contact.id.in_(person.contact_ids),
        Contact.left_at.is_(None),
        Offer.employer_id.not_in(others),
        Offer.state != OfferState.WITHDRAWN,
    )
    return session.scalar(alone.limit(1)) is not None


def _governs_alone(session: Session, person: Person) -> bool:
    return person.account_id is not None and is_last_administrator(session, person.account_id)


# What goes on, and ends when somebody ends it rather than on a day.
GOES_ON: dict[str, tuple[Hold, Any]] = {
    "account": (Hold.LAST_ADMIN, _governs_alone),
    "profile": (Hold.PLACEMENT, _is_placed),
    "matches": (Hold.PLACEMENT, _is_placed),
    "contact": (Hold.ONLY_CONTACT, _is_only_contact),
}
