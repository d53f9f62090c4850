"""Rows of a file of offers, taken over into employers and offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM, Actor
from models.employers import Contact, Employer
from models.errors import Missing, OrganisationNumberInvalid
from models.offer_words import OfferWords, words_of
from models.operations.contacts import add_contact
from models.operations.employers import register_employer
from models.operations.offers import edit_offer, submit_offer, write_offer
from models.organisation_numbers import normal_organisation_number
from models.queries.employers import find_employer
from models.queries.offers import find_offer_by_source
from models.words import Language, OfferState, Remote, Role
from web.imports.report import CHANGED, KEPT, NEW, SAME, Report
from web.imports.writing import one_transaction, source_of
from web.tables.faults import BadCell, BadCells
from web.tables.reading import Line, Table

EMPLOYERS, OFFERS = "employers", "offers"

# A file is taken over by somebody of the working group, in the employer's words.
FOR_EMPLOYER = Actor(Role.COORDINATOR, for_role=Role.EMPLOYER)


@dataclass(frozen=True)
class EmployerRow:
    """Whose an offer is, and whom one reaches there."""

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


@dataclass(frozen=True)
class OfferRow:
    """A row, wherever it came from: what it is called there, whose it is, what it says."""

    source: str
    named: str
    employer: EmployerRow
    words: OfferWords


def rows_of(table: Table) -> list[OfferRow]:
    """Make rows of a table.

    Raises
    ------
    BadCells
        If a number is none, nobody can be reached, or no place is offered.
    """
    bad = [cell for line in table.lines for cell in _cannot_be_stored(table, line)]
    if bad:
        raise BadCells(bad)
    return [_row(line) for line in table.lines]


def take_over(
    sessions: sessionmaker[Session],
    rows: Sequence[OfferRow],
    *,
    at: datetime,
    submit: bool = False,
    dry_run: bool = False,
) -> Report:
    """Take offers over, all of them or none.

    An offer is found again by its source. One that is published or withdrawn is left as it is:
    what people have read and answered to is not changed by a file.
    """
    report = Report()
    with one_transaction(sessions, dry_run=dry_run) as session:
        for row in rows:
            employer = find_or_register(session, row.employer, at=at, report=report)
            report.count(OFFERS, _take_over(session, employer, row, at, submit, report))
    return report


def find_or_register(
    session: Session, row: EmployerRow, *, at: datetime, report: Report
) -> Employer:
    """Give the unit of an employer, registered now if it was not before."""
    number = normal_organisation_number(row.organisation_number)
    employer = find_employer(session, number, row.unit.strip())
    if employer is None:
        told = {field.name: getattr(row, field.name) for field in fields(row)}
        report.count(EMPLOYERS, NEW)
        return register_employer(session, **told, by=SYSTEM, at=at)
    return employer


def _take_over(
    session: Session, employer: Employer, row: OfferRow, at: datetime, submit: bool, report: Report
) -> str:
    offer = find_offer_by_source(session, row.source)
    if offer is not None and offer.state in {OfferState.PUBLISHED, OfferState.WITHDRAWN}:
        return KEPT
    if offer is None:
        contact = _contact(session, employer, row.employer, at)
        offer = write_offer(
            session, employer, row.words, by=SYSTEM, at=at, contact=contact, source=row.source
        )
        outcome = NEW
    elif words_of(offer) == row.words:
        outcome = SAME
    else:
        edit_offer(session, offer, row.words, by=FOR_EMPLOYER, at=at)
        outcome = CHANGED
    if submit and offer.state is OfferState.DRAFT:
        try:
            submit_offer(session, offer, by=FOR_EMPLOYER, at=at)
        except Missing as missing:
            report.note(f"{row.named} stays a draft: {', '.join(missing.fields)} not told")
    return outcome


def _contact(
    session: Session, employer: Employer, row: EmployerRow, at: datetime
) -> Contact | None:
    """Give the person of the row at the employer; somebody new is added."""
    if not row.contact_name:
        return next(iter(employer.contacts), None)
    for contact in employer.contacts:
        if contact.email == row.contact_email.casefold() and contact.name == row.contact_name:
            return contact
    return add_contact(
        session,
        employer,
        name=row.contact_name,
        title=row.contact_title,
        email=row.contact_email,
        phone=row.contact_phone,
        language=row.language,
        by=SYSTEM,
        at=at,
    )


def _cannot_be_stored(table: Table, line: Line) -> list[BadCell]:
    values, bad = line.values, []
    number = values["organisation_number"] or ""
    try:
        normal_organisation_number(number)
    except OrganisationNumberInvalid:
        bad.append(
            table.bad(line, "organisation_number", number, "an organisation number: 556036-0793")
        )
    if not values["employer"]:
        bad.append(table.bad(line, "employer", "", "the employer's name"))
    if not values["contact_name"]:
        bad.append(table.bad(line, "contact_name", "", "a contact's name"))
    if not (values["contact_email"] or values["contact_phone"]):
        bad.append(table.bad(line, "contact_email", "", "an address, or a telephone number"))
    if not values["places"]:
        bad.append(table.bad(line, "places", "0", "at least 1"))
    if values["credits"] not in {None, 15, 30}:
        bad.append(table.bad(line, "credits", values["credits"], "15 or 30, or nothing"))
    return bad


def _row(line: Line) -> OfferRow:
    values = line.values
    return OfferRow(
        source=source_of(values["id"]),
        named=f"row {line.number}",
        employer=EmployerRow(
            name=values["employer"],
            organisation_number=values["organisation_number"],
            unit=values["unit"] or "",
            place=values["place"] or "",
            contact_name=values["contact_name"],
            contact_email=values["contact_email"] or "",
            contact_phone=values["contact_phone"] or "",
            language=values["language"] or Language.SWEDISH,
        ),
        words=offer_words(values),
    )


def offer_words(values: Mapping[str, Any]) -> OfferWords:
    """Give what a row says of the offer itself."""
    starts_on, ends_on = values["period"]
    return OfferWords(
        kind=values["kind"],
        title=values["title"],
        starts_on=starts_on,
        ends_on=ends_on,
        text=values["text"],
        language=values["language"] or Language.SWEDISH,
        place=values["place"],
        remote=values["remote"] or Remote.ONSITE,
        hours_per_week=values["hours_per_week"],
        places=values["places"],
        pay=values["pay"],
        pay_sek_per_month=values["pay_sek_per_month"],
        insured_by=values["insured_by"],
        credits=values["credits"],
        mentor_name=values["mentor"] or "",
        apply_url=values["apply_url"] or "",
        facts=values["facts"],
        levels=values["levels"],
        fields=values["fields"],
        languages=values["languages"],
        must=values["must"],
        wished=values["wished"],
    )
