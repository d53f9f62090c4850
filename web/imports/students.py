"""Rows of a file of students, taken over into profiles."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM
from models.errors import DomainError, Missing
from models.operations.interests import say_interest
from models.operations.profiles import edit_student, set_languages, set_seeking, set_skills
from models.operations.students import register_student, submit_profile
from models.people import Student
from models.policy import Policy
from models.queries.offers import find_offer_by_source
from models.queries.students import find_interest, find_student_by_email, find_student_by_source
from models.words import Choice, Language, OfferState, ProfileState
from web.imports.report import CHANGED, KEPT, NEW, SAME, Report
from web.imports.writing import one_transaction, source_of
from web.tables.faults import BadCells
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
    _refuse_what_cannot_be_stored(table)
    report = Report()
    with one_transaction(sessions, dry_run=dry_run) as session:
        for line in table.lines:
            report.count(STUDENTS, _take_over(session, line, at, policy, submit, report))
    return report


def _refuse_what_cannot_be_stored(table: Table) -> None:
    bad = [
        table.bad(line, "email", line.values["email"] or "", "an e-mail address")
        for line in table.lines
        if not line.values["email"]
    ]
    bad += [
        table.bad(
            line, "available", "", f"days for {kind.value} too, as {kind.value}=2027-…/2027-…"
        )
        for line in table.lines
        for kind in sorted(line.values["kinds"] - set(line.values["available"] or {}))
    ]
    first: dict[str, int] = {}
    for line in table.lines:
        email = (line.values["email"] or "").casefold()
        if email and first.setdefault(email, line.number) != line.number:
            bad.append(
                table.bad(line, "email", email, f"each address once; row {first[email]} has it too")
            )
    if bad:
        raise BadCells(bad)


def _take_over(
    session: Session, line: Line, at: datetime, policy: Policy, submit: bool, report: Report
) -> str:
    values, source = line.values, source_of(line.values["id"])
    student = find_student_by_source(session, source) or find_student_by_email(
        session, values["email"]
    )
    outcome = CHANGED
    if student is None:
        student = register_student(
            session,
            email=values["email"],
            name=values["name"] or "",
            language=values["language"] or Language.SWEDISH,
            source=source,
            by=SYSTEM,
            at=at,
            policy=policy,
        )
        outcome = NEW
    elif student.account_id is not None or student.state is ProfileState.LEFT:
        return KEPT
    changed = _fill(session, student, values, at)
    if submit and student.state is ProfileState.DRAFT:
        changed |= _submit(session, student, at, policy, report, line)
    changed |= _say_interests(session, student, values, at)
    return outcome if outcome == NEW or changed else SAME


def _fill(session: Session, student: Student, values: Values, at: datetime) -> bool:
    told = {name: values[name] for name in PLAIN}
    told |= {name: told[name] or "" for name in ("name", "phone", "university", "home_place")}
    told["language"] = values["language"] or student.language
    changed = any(getattr(student, name) != value for name, value in told.items())
    edit_student(session, student, by=SYSTEM, at=at, **told)
    if {skill.words: skill.level for skill in student.skills} != values["skills"]:
        set_skills(session, student, values["skills"], by=SYSTEM, at=at)
        changed = True
    if {each.code: each.level for each in student.languages} != values["languages"]:
        set_languages(session, student, values["languages"], by=SYSTEM, at=at)
        changed = True
    periods = {kind: values["available"][kind] for kind in values["kinds"]}
    if {each.kind: (each.starts_on, each.ends_on) for each in student.seeking} != periods:
        set_seeking(session, student, periods, by=SYSTEM, at=at)
        changed = True
    return changed


def _submit(
    session: Session, student: Student, at: datetime, policy: Policy, report: Report, line: Line
) -> bool:
    edit_student(session, student, by=SYSTEM, at=at, is_adult=True)
    try:
        submit_profile(session, student, by=SYSTEM, at=at, policy=policy)
    except Missing as missing:
        report.note(f"row {line.number} stays a draft: {', '.join(missing.fields)} not told")
    except DomainError as refusal:
        report.note(f"row {line.number} stays a draft: {type(refusal).__name__}")
    return True


def _say_interests(session: Session, student: Student, values: Values, at: datetime) -> bool:
    """Note what the student wants and does not want, of the offers that are published here."""
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
            say_interest(session, student, offer, choice, by=SYSTEM, at=at, rank=rank)
            changed = True
    return changed
