"""Rows of a file of offers, taken over into employers and offers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM, Actor
from models.employers import Contact, Employer
from models.errors import Missing
from models.offer_words import OfferWords, words_of
from models.operations.offers import edit_offer, submit_offer, write_offer
from models.queries.offers import find_offer_by_source
from models.words import Kind, Language, OfferState, Pay, Remote, Role
from web.imports.employers import (
    EmployerRow,
    cells_of_employer,
    employer_row,
    find_or_add_contact,
    find_or_register,
)
from web.imports.report import CHANGED, KEPT, NEW, SAME, Report
from web.imports.writing import one_transaction, own_source_of, source_of
from web.tables.faults import BadCell, BadCells, said
from web.tables.reading import Line, Table

OFFERS = "offers"

# A file is taken over by somebody of the working group, in the employer's words.
FOR_EMPLOYER = Actor(Role.COORDINATOR, for_role=Role.EMPLOYER)


@dataclass(frozen=True)
class Saying:
    """What a row says, wherever it came from, and what it is called there."""

    source: str
    named: str
    words: OfferWords


@dataclass(frozen=True)
class OfferRow(Saying):
    """A row that says whose offer it is, too."""

    employer: EmployerRow


@dataclass(frozen=True)
class Host:
    """Whose offer it becomes, and whom one reaches there, when somebody has to be."""

    employer: Employer
    contact: Callable[[], Contact | None]


def rows_of(table: Table) -> list[OfferRow]:
    """Make rows of a table.

    Raises
    ------
    BadCells
        If a number is none, nobody can be reached, or no place is offered.
    """
    bad = cells_not_stored(table)
    if bad:
        raise BadCells(bad)
    return [offer_row(line) for line in table.lines]


def cells_not_stored(table: Table) -> list[BadCell]:
    """Tell the cells of a table that can be read and yet make no offer."""
    return [cell for line in table.lines for cell in _cannot_be_stored(table, line)]


def cells_not_offered(table: Table) -> list[BadCell]:
    """Tell the cells that can be read and yet make no offer of the employer's own."""
    return [cell for line in table.lines for cell in _not_offered(table, line)]


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
    with one_transaction(sessions, dry_run=dry_run) as session:
        return take_rows(session, rows, by=SYSTEM, at=at, submit=submit)


def take_rows(
    session: Session, rows: Sequence[OfferRow], *, by: Actor, at: datetime, submit: bool = False
) -> Report:
    """Take rows over within a transaction that is under way."""
    report = Report()
    for row in rows:
        employer = find_or_register(session, row.employer, by=by, at=at, report=report)
        reached = partial(find_or_add_contact, session, employer, row.employer, by=by, at=at)
        _take(session, row, Host(employer, reached), by, at, report, submit=submit)
    return report


def take_own_lines(
    session: Session,
    lines: Sequence[Line],
    contact: Contact,
    *,
    by: Actor,
    at: datetime,
    submit: bool = False,
) -> Report:
    """Take an employer's own rows over, as offers of whoever handed them in.

    What a row is called is the employer's own, so no file reaches the offers of another.
    """
    report, host = Report(), Host(contact.employer, lambda: contact)
    for line in lines:
        source = own_source_of(contact.employer_id, line.values["id"])
        row = Saying(source, f"row {line.number}", offer_words(line.values))
        _take(session, row, host, by, at, report, submit=submit)
    return report


def _take(
    session: Session,
    row: Saying,
    host: Host,
    by: Actor,
    at: datetime,
    report: Report,
    *,
    submit: bool,
) -> None:
    outcome = _take_over(session, row, host, by, at)
    report.count(OFFERS, outcome)
    if submit and outcome != KEPT:
        _submit(session, row, by, at, report)


def _take_over(session: Session, row: Saying, host: Host, by: Actor, at: datetime) -> str:
    offer = find_offer_by_source(session, row.source)
    if offer is not None and offer.state in {OfferState.PUBLISHED, OfferState.WITHDRAWN}:
        return KEPT
    if offer is None:
        contact, words = host.contact(), row.words
        write_offer(session, host.employer, words, by=by, at=at, contact=contact, source=row.source)
        return NEW
    if words_of(offer) == row.words:
        return SAME
    edit_offer(session, offer, row.words, by=_for_employer(by), at=at)
    return CHANGED


def _submit(session: Session, row: Saying, by: Actor, at: datetime, report: Report) -> None:
    offer = find_offer_by_source(session, row.source)
    if offer is None or offer.state is not OfferState.DRAFT:
        return
    try:
        submit_offer(session, offer, by=_for_employer(by), at=at)
    except Missing as missing:
        report.note(f"{row.named} stays a draft: {', '.join(missing.fields)} not told")


def _for_employer(by: Actor) -> Actor:
    """Give who changes and hands in: a command acts for the working group."""
    return FOR_EMPLOYER if by is SYSTEM else by


def _cannot_be_stored(table: Table, line: Line) -> list[BadCell]:
    return cells_of_employer(table, line) + _not_offered(table, line)


def _not_offered(table: Table, line: Line) -> list[BadCell]:
    values, bad = line.values, []
    if not values["places"]:
        bad.append(table.bad(line, "places", "0", said("at least 1")))
    if values["credits"] not in {None, 15, 30}:
        bad.append(table.bad(line, "credits", values["credits"], said("15 or 30, or nothing")))
    if values["pay_sek_in_all"] and not _is_stipend_in_all(values):
        only = said("nothing, unless it is the stipend of a thesis and no sum a month is told")
        bad.append(table.bad(line, "pay_sek_in_all", values["pay_sek_in_all"], only))
    return bad


def _is_stipend_in_all(values: Mapping[str, Any]) -> bool:
    is_stipend = values["kind"] is Kind.THESIS and values["pay"] is Pay.STIPEND
    return is_stipend and not values["pay_sek_per_month"]


def offer_row(line: Line) -> OfferRow:
    """Give what a row says of an offer and its employer."""
    values = line.values
    return OfferRow(
        source=source_of(values["id"]),
        named=f"row {line.number}",
        employer=employer_row(line),
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
        pay_sek_in_all=values["pay_sek_in_all"],
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
