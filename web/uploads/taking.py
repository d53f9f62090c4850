"""A spreadsheet that is put right, taken over: a small one at once, a large one by the worker."""

import logging
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from models.actors import Actor
from models.database import reading, writing
from models.days import day_in_sweden
from models.errors import NotAllowed
from models.operations.uploads import note_imported, note_taken, stop_import
from models.people import Account
from models.queries.employers import find_contact_of_account
from models.queries.uploads import find_upload_without_rows, get_upload
from models.uploads import HANDED_IN_BY, Holds, Upload
from models.words import Role
from web.config import policy
from web.imports import employers, offers, students
from web.imports.asking import check, left_alone
from web.imports.questions import Checked
from web.imports.report import KEPT, Report
from web.tables.reading import Line

# Taking over one row costs some ten milliseconds, and nobody else can write meanwhile.
MOST_AT_ONCE, PORTION = 500, 100
DRAFTS = "drafts"

log = logging.getLogger(__name__)

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Taking:
    """The rows of a spreadsheet as they are taken over, without the spreadsheet.

    Parameters
    ----------
    holds : Holds
    lines : sequence of Line
    same : mapping of int to int
        By row, what it was said to be.
    told : mapping of int to collection of str
        By row, the columns that it says something in.
    alone : set of int
        The rows of students whose profiles no file changes.
    """

    holds: Holds
    lines: Sequence[Line]
    same: Mapping[int, int]
    told: Mapping[int, Collection[str]]
    alone: AbstractSet[int] = frozenset()


def taking_of(session: Session, checked: Checked) -> Taking:
    """Give the rows of a checked spreadsheet as they are taken over."""
    draft, holds = checked.draft, checked.draft.upload.holds
    alone = left_alone(session, draft) if holds is Holds.STUDENTS else set[int]()
    return Taking(holds, draft.lines, checked.same, draft.told, alone)


def take_over(
    session: Session, upload: Upload, taking: Taking, *, submit: bool, by: Actor, at: datetime
) -> None:
    """Take everything over at once, all of it or nothing.

    What is done for others is written down so: for the students, or for the employers.
    """
    counts = _take(session, taking, taking.lines, submit, by, at)
    note_imported(session, upload, counts, by=by, at=at)


def carry_out(
    sessions: sessionmaker[Session], upload_id: int, *, clock: Callable[[], datetime]
) -> None:
    """Take a large spreadsheet over, a portion at a time; others write in between.

    Cut off at any point, it goes on where it was.
    """
    try:
        with reading(sessions) as session:
            upload = get_upload(session, upload_id)
            done = upload.taken
            taking = taking_of(session, check(session, upload, day_in_sweden(clock())))
        while _take_portion(sessions, upload_id, taking, done, clock()):
            done += PORTION
    except Exception as error:  # noqa: BLE001 - whatever it was, its owner shall not wait in vain
        # Where it happened, but not what the error says: that may hold what somebody wrote.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("upload %s stopped: %s\n%s", upload_id, type(error).__name__, where)  # noqa: TRY400 - not with what it says
        with writing(sessions) as session:
            found = find_upload_without_rows(session, upload_id)
            if found is not None and found.asked_at is not None:
                stop_import(session, found, type(error).__name__, at=clock())


def _take_portion(
    sessions: sessionmaker[Session], upload_id: int, taking: Taking, done: int, at: datetime
) -> bool:
    """Take the next rows over, and say whether more are left. Another worker may be ahead."""
    with writing(sessions) as session:
        upload = find_upload_without_rows(session, upload_id)
        if upload is None or upload.asked_at is None or upload.taken != done:
            return False
        by = _owner(session.get_one(Account, upload.by_id), upload.holds)
        lines = taking.lines[done : done + PORTION]
        counts = _take(session, taking, lines, upload.submits, by, at)
        if done + PORTION < len(taking.lines):
            note_taken(session, upload, len(lines), counts)
            return True
        note_imported(session, upload, counts, by=by, at=at)
        return False


def _owner(account: Account, holds: Holds) -> Actor:
    """Give who handed it in, as long as they may."""
    role = next(role for role, theirs in HANDED_IN_BY.items() if holds in theirs)
    if not account.active or role not in account.role_names:
        raise NotAllowed("import")
    return Actor(role, account.id, works_for_id=account.works_for_id)


def _take(
    session: Session, taking: Taking, lines: Sequence[Line], submit: bool, by: Actor, at: datetime
) -> Counts:
    report = TAKERS[taking.holds](session, taking, lines, submit, by, at)
    counts = {thing: dict(outcomes) for thing, outcomes in report.things.items()}
    if report.notes:
        thing = offers.OFFERS if taking.holds is not Holds.STUDENTS else students.STUDENTS
        counts.setdefault(thing, {})[DRAFTS] = len(report.notes)
    return counts


def _students(
    session: Session, taking: Taking, lines: Sequence[Line], submit: bool, by: Actor, at: datetime
) -> Report:
    report = students.take_lines(
        session,
        [line for line in lines if line.number not in taking.alone],
        by=replace(by, for_role=Role.STUDENT),
        at=at,
        policy=policy(),
        submit=submit,
        same=taking.same,
        told=taking.told,
    )
    for line in lines:
        if line.number in taking.alone:
            report.count(students.STUDENTS, KEPT)
    return report


def _offers(
    session: Session, _taking: Taking, lines: Sequence[Line], submit: bool, by: Actor, at: datetime
) -> Report:
    rows = [offers.offer_row(line) for line in lines]
    return offers.take_rows(
        session, rows, by=replace(by, for_role=Role.EMPLOYER), at=at, submit=submit
    )


def _employers(
    session: Session, taking: Taking, lines: Sequence[Line], _submit: bool, by: Actor, at: datetime
) -> Report:
    return employers.take_lines(
        session, lines, by=replace(by, for_role=Role.EMPLOYER), at=at, same=taking.same
    )


def _own_offers(
    session: Session, _taking: Taking, lines: Sequence[Line], submit: bool, by: Actor, at: datetime
) -> Report:
    contact = find_contact_of_account(session, by.account_id or 0)
    if contact is None:
        raise NotAllowed("import")
    return offers.take_own_lines(session, lines, contact, by=by, at=at, submit=submit)


TAKERS = {
    Holds.STUDENTS: _students,
    Holds.OFFERS: _offers,
    Holds.EMPLOYERS: _employers,
    Holds.OWN_OFFERS: _own_offers,
}
