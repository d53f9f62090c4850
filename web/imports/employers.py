"""Rows of a file about employers: who they are, and whom one reaches there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact, Employer
from models.errors import OrganisationNumberInvalid
from models.keys import normal_email
from models.operations.contacts import add_contact
from models.operations.employers import edit_employer, register_employer
from models.organisation_numbers import normal_organisation_number
from models.queries.employers import find_employer, get_employer
from models.words import Language
from web.imports.report import CHANGED, NEW, SAME, Report
from web.tables.faults import BadCell, said
from web.tables.reading import Line, Table

EMPLOYERS = "employers"
# What a file fills in of an employer that is registered, where nothing is told.
FILLED = ("place", "website", "description")


@dataclass(frozen=True)
class EmployerRow:
    """An employer, and whom one reaches there."""

    name: str
    organisation_number: str
    unit: str = ""
    place: str = ""
    website: str = ""
    description: str = ""
    contact_name: str = ""
    contact_title: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    language: Language = Language.SWEDISH


def employer_row(line: Line) -> EmployerRow:
    """Give what a row says of an employer."""
    values = line.values
    return EmployerRow(
        name=values["employer"],
        organisation_number=values["organisation_number"],
        unit=values["unit"] or "",
        place=values["place"] or "",
        website=values.get("website") or "",
        description=values.get("description") or "",
        contact_name=values["contact_name"],
        contact_title=values.get("contact_title") or "",
        contact_email=values["contact_email"] or "",
        contact_phone=values["contact_phone"] or "",
        language=values["language"] or Language.SWEDISH,
    )


def cells_not_stored(table: Table) -> list[BadCell]:
    """Tell the cells of a table that can be read and yet make no employer."""
    return [cell for line in table.lines for cell in cells_of_employer(table, line)]


def cells_of_employer(table: Table, line: Line) -> list[BadCell]:
    """Tell what of a row does not make an employer."""
    values, bad = line.values, []
    number = values["organisation_number"] or ""
    try:
        normal_organisation_number(number)
    except OrganisationNumberInvalid:
        told = said("an organisation number: 556036-0793")
        bad.append(table.bad(line, "organisation_number", number, told))
    if not values["employer"]:
        bad.append(table.bad(line, "employer", "", said("the employer’s name")))
    if not values["contact_name"]:
        bad.append(table.bad(line, "contact_name", "", said("a contact’s name")))
    if not (values["contact_email"] or values["contact_phone"]):
        told = said("an address, or a telephone number")
        bad.append(table.bad(line, "contact_email", "", told))
    return bad


def take_lines(
    session: Session,
    lines: Sequence[Line],
    *,
    by: Actor,
    at: datetime,
    same: Mapping[int, int] | None = None,
) -> Report:
    """Take employers over within a transaction that is under way.

    One that is registered keeps what it says; what it does not say is filled in, and a contact
    whom it does not have is added.

    Parameters
    ----------
    same : mapping of int to int
        By the number of a row, the employer that somebody has said it is.
    """
    report = Report()
    for line in lines:
        row, known = employer_row(line), (same or {}).get(line.number)
        if known is None:
            employer = find_or_register(session, row, by=by, at=at, report=report)
        else:
            employer = get_employer(session, known)
            report.count(EMPLOYERS, _fill(session, employer, row, by=by, at=at))
        find_or_add_contact(session, employer, row, by=by, at=at)
    return report


def find_or_register(
    session: Session, row: EmployerRow, *, by: Actor, at: datetime, report: Report
) -> Employer:
    """Give the unit of an employer, registered now if it was not before."""
    number = normal_organisation_number(row.organisation_number)
    employer = find_employer(session, number, row.unit.strip())
    if employer is None:
        told = {field.name: getattr(row, field.name) for field in fields(row)}
        report.count(EMPLOYERS, NEW)
        return register_employer(session, **told, by=by, at=at)
    return employer


def find_or_add_contact(
    session: Session, employer: Employer, row: EmployerRow, *, by: Actor, at: datetime
) -> Contact | None:
    """Give the person of the row at the employer; somebody new is added."""
    if not row.contact_name:
        return next(iter(employer.contacts), None)
    email = normal_email(row.contact_email)
    for contact in employer.contacts:
        if contact.email == email and contact.name == row.contact_name:
            return contact
    return add_contact(
        session,
        employer,
        name=row.contact_name,
        title=row.contact_title,
        email=row.contact_email,
        phone=row.contact_phone,
        language=row.language,
        by=by,
        at=at,
    )


def _fill(
    session: Session, employer: Employer, row: EmployerRow, *, by: Actor, at: datetime
) -> str:
    before = len(employer.contacts)
    told = {
        name: getattr(row, name)
        for name in FILLED
        if getattr(row, name) and not getattr(employer, name)
    }
    if told:
        edit_employer(session, employer, by=by, at=at, **told)
    find_or_add_contact(session, employer, row, by=by, at=at)
    return CHANGED if told or len(employer.contacts) > before else SAME
