"""What a student writes in a profile, step by step: single things, skills, languages, kinds."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.actors import Actor
from models.concepts import SKILL_KINDS
from models.errors import WrongState
from models.keys import digits_of, fold, sort_key
from models.operations.events import record
from models.operations.versions import grow
from models.people import Seeking, Student, StudentLanguage, StudentSkill
from models.queries.concepts import find_concept_ids
from models.words import CEFR, Kind, ProfileState, Visibility

EDITABLE = frozenset(
    {
        "name",
        "phone",
        "language",
        "is_adult",
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
    }
)


def edit_student(
    session: Session, student: Student, *, by: Actor, at: datetime, **changes: Any
) -> None:
    """Change some of the profile; a submitted one stays so, and the next run sees the change.

    Raises
    ------
    WrongState
        If the student has left.
    """
    _is_here(student)
    unknown = changes.keys() - EDITABLE
    if unknown:
        msg = f"cannot be edited: {', '.join(sorted(unknown))}"
        raise TypeError(msg)
    told = {name: value.strip() if type(value) is str else value for name, value in changes.items()}
    changed = sorted(name for name, value in told.items() if getattr(student, name) != value)
    for name in changed:
        setattr(student, name, told[name])
    renew_keys(student)
    if changed:
        _keep(session, student, changed, by=by, at=at)


def set_skills(
    session: Session, student: Student, skills: Mapping[str, int], *, by: Actor, at: datetime
) -> None:
    """Replace the skills: the student's own words to a level, 1 (heard of) to 5 (could teach)."""
    _is_here(student)
    told = {words.strip(): level for words, level in skills.items() if words.strip()}
    concepts = find_concept_ids(session, told, SKILL_KINDS)
    known = {skill.words: skill for skill in student.skills}
    student.skills = [
        known.get(words) or StudentSkill(words=words, concept_id=concepts.get(words))
        for words in told
    ]
    for skill in student.skills:
        skill.level = told[skill.words]
    _keep(session, student, ["skills"], by=by, at=at)


def set_languages(
    session: Session, student: Student, languages: Mapping[str, CEFR], *, by: Actor, at: datetime
) -> None:
    """Replace the languages: codes such as ``sv`` to a level."""
    _is_here(student)
    known = {language.code: language for language in student.languages}
    student.languages = [
        known.get(code) or StudentLanguage(code=code) for code in sorted(languages)
    ]
    for language in student.languages:
        language.level = languages[language.code]
    _keep(session, student, ["languages"], by=by, at=at)


def set_seeking(
    session: Session,
    student: Student,
    periods: Mapping[Kind, tuple[date, date]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Replace what the student seeks: kinds, each with its first and last day."""
    _is_here(student)
    known = {seeking.kind: seeking for seeking in student.seeking}
    student.seeking = [known.get(kind) or Seeking(kind=kind) for kind in sorted(periods)]
    for seeking in student.seeking:
        seeking.starts_on, seeking.ends_on = periods[seeking.kind]
    _keep(session, student, ["seeking"], by=by, at=at)


def set_visibility(
    session: Session, student: Student, visibility: Visibility, *, by: Actor, at: datetime
) -> None:
    """Choose who at employers may read the profile; it counts from the next request on."""
    if student.visibility is visibility:
        return
    was, student.visibility = student.visibility, visibility
    session.flush()
    told = {"source": was, "target": visibility}
    record(session, "student", "shown otherwise", student.id, by=by, at=at, **told)


def renew_keys(student: Student) -> None:
    """Reckon anew by what words a student is found, and where they stand in lists."""
    phone = digits_of(student.phone or "")
    student.search_key = fold(f"{student.name} {phone} {student.email} {student.programme or ''}")
    student.sort_key = sort_key(student.name)


def _keep(
    session: Session, student: Student, fields: list[str], *, by: Actor, at: datetime
) -> None:
    version = grow(session, student)
    record(session, "student", "edited", student.id, by=by, at=at, fields=fields, version=version)


def _is_here(student: Student) -> None:
    if student.state is ProfileState.LEFT:
        raise WrongState("student", "edit", student.state)
