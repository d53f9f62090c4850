"""Rows of a file of students, taken over into profiles."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM, Actor
from models.errors import DomainError, Missing
from models.operations.interests import say_interest
from models.operations.profiles import edit_student, set_languages, set_seeking, set_skills
from models.operations.students import register_student, submit_profile
from models.people import Student
from models.policy import Policy
from models.queries.offers import find_offer_by_source
from models.queries.students import (
    find_interest,
    find_student_by_email,
    find_student_by_source,
    get_student,
)
from models.words import Choice, Language, OfferState, ProfileState
from web.imports.report import CHANGED, KEPT, NEW, SAME, Report
from web.imports.writing import one_transaction, source_of
from web.tables.faults import BadCell, BadCells, said
from web.tables.reading import Line, Table

STUDENTS = "students"

PLAIN = (
    "name",
    "phone",
    "university",
    "programme",
    "level",
    "graduates_on",
    "home_place",
    "text",
    "place",
    "travel_km",
    "travel_minutes",
    "remote",
    "moves",
    "hours_per_week",
)
# Columns that a file may lack, and a profile holds as an empty text.
MAY_BE_NONE = ("name", "phone", "university", "home_place")

Values = Mapping[str, Any]


def take_over(
    sessions: sessionmaker[Session],
    table: Table,
    *,
    at: datetime,
    policy: Policy,
    submit: bool = False,
    dry_run: bool = False,
) -> Report:
    """Take students over, all of them or none.

    A row is found again by its id, or by its address. A profile whose student has an account is
    theirs, and left as it is.

    Raises
    ------
    BadCells
        If a row has no address, or a kind without its days.
    """
    bad = cells_not_stored(table)
    if bad:
        raise BadCells(bad)
    with one_transaction(sessions, dry_run=dry_run) as session:
        return take_lines(session, table.lines, by=SYSTEM, at=at, policy=policy, submit=submit)


def take_lines(
    session: Session,
    lines: Sequence[Line],
    *,
    by: Actor,
    at: datetime,
    policy: Policy,
    submit: bool = False,
    same: Mapping[int, int] | None = None,
    told: Mapping[int, Collection[str]] | None = None,
) -> Report:
    """Take lines over within a transaction that is under way.

    Parameters
    ----------
    told : mapping of int to collection of str
        By the number of a row, the columns that it says something in: what it does not tell stays
        as it is. Without it, an empty cell is an answer too.
    same : mapping of int to int
        By the number of a row, the student that somebody has said it is.
    """
    report = Report()
    for line in lines:
        columns = told[line.number] if told else line.values
        taking = _Taking(session, by, at, policy, submit, frozenset(columns))
        known = (same or {}).get(line.number)
        student = get_student(session, known) if known else _find(session, line)
        report.count(STUDENTS, _take_over(taking, line, student, report))
    return report


class _Taking(NamedTuple):
    """How a line is taken over, and the columns that it tells."""

    session: Session
    by: Actor
    at: datetime
    policy: Policy
    submit: bool
    columns: frozenset[str]


def cells_not_stored(table: Table) -> list[BadCell]:
    """Tell the cells of a table that can be read and yet make no student."""
    bad = [
        table.bad(line, "email", line.values["email"] or "", said("an e-mail address"))
        for line in table.lines
        if not line.values["email"]
    ]
    bad += [
        table.bad(
            line,
            "available",
            "",
            said("days for %(kind)s too, as %(kind)s=2027-…/2027-…", kind=kind.value),
        )
        for line in table.lines
        for kind in sorted(line.values["kinds"] - set(line.values["available"] or {}))
    ]
    first: dict[str, int] = {}
    for line in table.lines:
        email = (line.values["email"] or "").casefold()
        if email and first.setdefault(email, line.number) != line.number:
            bad.append(
                table.bad(
                    line,
                    "email",
                    email,
                    said("each address once; row %(row)s has it too", row=first[email]),
                )
            )
    return bad


def _find(session: Session, line: Line) -> Student | None:
    source = source_of(line.values["id"])
    return find_student_by_source(session, source) or find_student_by_email(
        session, line.values["email"]
    )


def _take_over(taking: _Taking, line: Line, student: Student | None, report: Report) -> str:
    session, values = taking.session, line.values
    outcome = CHANGED
    if student is None:
        student = register_student(
            session,
            email=values["email"],
            name=values["name"] or "",
            language=values["language"] or Language.SWEDISH,
            source=source_of(values["id"]),
            by=taking.by,
            at=taking.at,
            policy=taking.policy,
        )
        outcome = NEW
    elif student.account_id is not None or student.state is ProfileState.LEFT:
        return KEPT
    changed = _fill(taking, student, values)
    if taking.submit and student.state is ProfileState.DRAFT:
        changed |= _submit(taking, student, report, line)
    changed |= _say_interests(taking, student, values)
    return outcome if outcome == NEW or changed else SAME


def _fill(taking: _Taking, student: Student, values: Values) -> bool:
    session, by, at = taking.session, taking.by, taking.at
    told = {name: values[name] for name in PLAIN if name in taking.columns}
    told |= {name: told[name] or "" for name in MAY_BE_NONE if name in told}
    told["language"] = values["language"] or student.language
    changed = any(getattr(student, name) != value for name, value in told.items())
    edit_student(session, student, by=by, at=at, **told)
    skills = {skill.words: skill.level for skill in student.skills}
    if "skills" in taking.columns and skills != values["skills"]:
        set_skills(session, student, values["skills"], by=by, at=at)
        changed = True
    languages = {each.code: each.level for each in student.languages}
    if "languages" in taking.columns and languages != values["languages"]:
        set_languages(session, student, values["languages"], by=by, at=at)
        changed = True
    periods = {kind: values["available"][kind] for kind in values["kinds"]}
    if {each.kind: (each.starts_on, each.ends_on) for each in student.seeking} != periods:
        set_seeking(session, student, periods, by=by, at=at)
        changed = True
    return changed


def _submit(taking: _Taking, student: Student, report: Report, line: Line) -> bool:
    session, by, at = taking.session, taking.by, taking.at
    before = (student.is_adult, student.state)
    edit_student(session, student, by=by, at=at, is_adult=True)
    try:
        submit_profile(session, student, by=by, at=at, policy=taking.policy)
    except Missing as missing:
        report.note(f"row {line.number} stays a draft: {', '.join(missing.fields)} not told")
    except DomainError as refusal:
        report.note(f"row {line.number} stays a draft: {type(refusal).__name__}")
    return before != (student.is_adult, student.state)


def _say_interests(taking: _Taking, student: Student, values: Values) -> bool:
    """Note what the student wants and does not want, of the offers that are published here."""
    session, by, at = taking.session, taking.by, taking.at
    said: list[tuple[str, Choice, int | None]] = [
        (key, Choice.INTERESTED, rank) for rank, key in enumerate(values["ranked"], start=1)
    ]
    said += [(key, Choice.NOT_FOR_ME, None) for key in values["declined"]]
    changed = False
    for key, choice, rank in said:
        offer = find_offer_by_source(session, source_of(key))
        if offer is None or offer.state is not OfferState.PUBLISHED:
            continue
        known = find_interest(session, student.id, offer.id)
        if known is None or (known.choice, known.rank) != (choice, rank):
            say_interest(session, student, offer, choice, by=by, at=at, rank=rank)
            changed = True
    return changed
