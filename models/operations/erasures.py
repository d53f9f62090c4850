"""Being erased: asked for, taken back, carried out, with an outcome that the person is told.

Everything that follows is known before: see ``list_findings`` of ``models/queries/erasures.py``.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.erasures import Erasure
from models.errors import NotAllowed, WrongState
from models.operations import erasing, letters, students
from models.operations.events import record
from models.people import Account
from models.persons import Person
from models.policy import DEFAULT, Policy
from models.queries.erasures import (
    Finding,
    find_open_erasure,
    is_last_administrator,
    list_findings,
    may_erase_at_once,
)
from models.queries.personal import get_person
from models.queries.students import get_student
from models.words import ErasureState, Hold, Role


def ask(session: Session, account: Account, *, by: Actor, at: datetime) -> Erasure:
    """Ask to be erased: an administrator carries it out. Twice is once.

    Raises
    ------
    NotAllowed
        If somebody asks for another, or is the last administrator: somebody must hold the keys.
    """
    _is_oneself(account, "ask_to_be_erased", by)
    if is_last_administrator(session, account.id):
        raise NotAllowed("ask_to_be_erased")
    known = find_open_erasure(session, account.id)
    if known is not None:
        return known
    erasure = Erasure(account=account, state=ErasureState.ASKED, asked_at=at)
    session.add(erasure)
    session.flush()
    record(session, "erasure", "asked", erasure.id, by=by, at=at, account=account.id)
    return erasure


def take_back(session: Session, account: Account, *, by: Actor, at: datetime) -> None:
    """Take the wish back, as long as nobody has carried it out in full. Twice is once."""
    _is_oneself(account, "take_back", by)
    erasure = find_open_erasure(session, account.id)
    if erasure is None:
        return
    erasure.state, erasure.decided_at, erasure.kept = ErasureState.TAKEN_BACK, None, None
    erasure.look_again_on = None
    session.flush()
    record(session, "erasure", "taken back", erasure.id, by=by, at=at, account=account.id)


def erase_draft(
    session: Session, account: Account, *, with_account: bool, by: Actor, at: datetime
) -> None:
    """Erase at once what was never handed in, perhaps with the account: a draft is one's own.

    Raises
    ------
    NotAllowed
        If somebody asks for another.
    WrongState
        If something was handed in, or others have to do with it: then it has to be asked for.
    """
    _is_oneself(account, "erase_draft", by)
    if not may_erase_at_once(session, account):
        raise WrongState("profile", "erase_draft", "submitted")
    person = get_person(session, account)
    if person.student_id is not None:
        erasing.erase_written(session, get_student(session, person.student_id))
        record(session, "student", "erased", person.student_id, by=by, at=at, draft=True)
    if not with_account:
        return
    erasure = find_open_erasure(session, account.id) or Erasure(account=account, asked_at=at)
    session.add(erasure)
    _erase(session, get_person(session, account), account, (), by=by, at=at)
    _decide(session, erasure, (), by=by, at=at)


def carry_out(
    session: Session, erasure: Erasure, *, by: Actor, at: datetime, policy: Policy = DEFAULT
) -> tuple[Finding, ...]:
    """Erase what no rule keeps, and tell the person so, or what is kept, by which rule, how long.

    A student leaves the matching first, whatever is kept: open matches are withdrawn, and those
    who knew of them are told. What is kept is looked at again on its day.

    Returns
    -------
    tuple of Finding
        What is kept; empty when all is done.

    Raises
    ------
    NotAllowed
        If whoever does it is no administrator, or is the one to be erased.
    WrongState
        If it is done or taken back.
    """
    if by.role is not Role.ADMIN or by.account_id == erasure.account_id:
        raise NotAllowed("carry_out")
    if not erasure.is_open:
        raise WrongState("erasure", "carry_out", erasure.state)
    account = erasure.account
    person = get_person(session, account)
    if person.student_id is not None:
        students.leave(session, get_student(session, person.student_id), by=SYSTEM, at=at)
    findings = list_findings(session, person, at=at, policy=policy)
    kept = tuple(finding for finding in findings if finding.hold)
    _erase(session, person, account, kept, by=by, at=at)
    _decide(session, erasure, kept, by=by, at=at)
    return kept


def _erase(
    session: Session,
    person: Person,
    account: Account,
    kept: tuple[Finding, ...],
    *,
    by: Actor,
    at: datetime,
) -> None:
    held = {finding.records for finding in kept}
    erasing.erase(session, person, held, at=at)
    if person.student_id is not None and "profile" not in held:
        record(session, "student", "erased", person.student_id, by=by, at=at)
    if "account" not in held:
        erasing.close_account(session, account, at=at)
        record(session, "account", "erased", account.id, by=by, at=at)


def _decide(
    session: Session, erasure: Erasure, kept: tuple[Finding, ...], *, by: Actor, at: datetime
) -> None:
    """Write the outcome down, and queue the letter that tells it, unless it was told before."""
    said = [_said(finding) for finding in kept]
    is_news = said != erasure.kept
    erasure.state = ErasureState.KEPT if kept else ErasureState.DONE
    erasure.decided_at, erasure.decided_by_id = at, by.account_id
    erasure.kept = said or None
    erasure.look_again_on = _look_again_on(kept)
    session.flush()
    told = {"account": erasure.account_id, "kept": [finding.records for finding in kept]}
    record(session, "erasure", "kept" if kept else "done", erasure.id, by=by, at=at, **told)
    if is_news:
        erasing.drop_outcome(session, erasure.account)
        letters.queue(session, letters.KEPT if kept else letters.LAST, erasure.account, at=at)


def _look_again_on(kept: tuple[Finding, ...]) -> date | None:
    """Give the first day on which something can be erased; none where people end what goes on."""
    holds = [finding for finding in kept if finding.hold is not Hold.WHAT_REMAINS]
    days = [finding.until for finding in holds if finding.until]
    return min(days, default=None) if len(days) == len(holds) else None


def _said(finding: Finding) -> dict[str, str | None]:
    until = finding.until.isoformat() if finding.until else None
    return {"records": finding.records, "hold": str(finding.hold), "until": until}


def _is_oneself(account: Account, verb: str, by: Actor) -> None:
    if by.account_id != account.id:
        raise NotAllowed(verb)
