"""A spreadsheet that is put right, taken over in the request's own transaction."""

from dataclasses import replace
from datetime import datetime

from models.actors import Actor
from models.errors import NotAllowed
from models.operations.uploads import note_imported
from models.queries.employers import find_contact_of_account
from models.uploads import Holds
from models.words import Role
from web.config import policy
from web.imports import employers, offers, students
from web.imports.asking import left_alone
from web.imports.questions import Checked
from web.imports.report import KEPT, Report
from web.session import session


def take_over(checked: Checked, *, submit: bool, by: Actor, at: datetime) -> int:
    """Take everything of a draft over, and give how many stay drafts because they lack something.

    What is done for others is written down so: for the students, or for the employers.
    """
    upload = checked.draft.upload
    report = TAKERS[upload.holds](checked, submit, by, at)
    note_imported(session, upload, report.things, by=by, at=at)
    return len(report.notes)


def _students(checked: Checked, submit: bool, by: Actor, at: datetime) -> Report:
    alone = left_alone(session, checked.draft)
    lines = [line for line in checked.draft.lines if line.number not in alone]
    report = students.take_lines(
        session,
        lines,
        by=replace(by, for_role=Role.STUDENT),
        at=at,
        policy=policy(),
        submit=submit,
        same=checked.same,
        told=checked.draft.told,
    )
    for _row in alone:
        report.count(students.STUDENTS, KEPT)
    return report


def _offers(checked: Checked, submit: bool, by: Actor, at: datetime) -> Report:
    rows = [offers.offer_row(line) for line in checked.draft.lines]
    return offers.take_rows(
        session, rows, by=replace(by, for_role=Role.EMPLOYER), at=at, submit=submit
    )


def _employers(checked: Checked, _submit: bool, by: Actor, at: datetime) -> Report:
    return employers.take_lines(
        session,
        checked.draft.lines,
        by=replace(by, for_role=Role.EMPLOYER),
        at=at,
        same=checked.same,
    )


def _own_offers(checked: Checked, submit: bool, by: Actor, at: datetime) -> Report:
    contact = find_contact_of_account(session, checked.draft.upload.by_id)
    if contact is None:
        raise NotAllowed("import")
    lines = checked.draft.lines
    return offers.take_own_lines(session, lines, contact, by=by, at=at, submit=submit)


TAKERS = {
    Holds.STUDENTS: _students,
    Holds.OFFERS: _offers,
    Holds.EMPLOYERS: _employers,
    Holds.OWN_OFFERS: _own_offers,
}
