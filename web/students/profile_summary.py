"""A profile in words, as it is looked through before it is handed in."""

from flask_babel import gettext as _
from flask_babel import ngettext

from models.people import Student
from web.filters import period
from web.labels import label
from web.spoken_languages import language_name
from web.students.row_forms import LEVELS_OF_SKILL

Pairs = list[tuple[str, str]]


def skills_of(student: Student) -> Pairs:
    """Give each skill with how well, what is known best first."""
    best_first = sorted(student.skills, key=lambda skill: -skill.level)
    return [(skill.words, str(LEVELS_OF_SKILL[str(skill.level)])) for skill in best_first]


def languages_of(student: Student) -> Pairs:
    """Give each language with how well."""
    return [(language_name(known.code), str(label(known.level))) for known in student.languages]


def seeking_of(student: Student) -> Pairs:
    """Give each kind that is sought with its days, and the hours."""
    sought = [
        (str(label(each.kind)), period(each.starts_on, each.ends_on)) for each in student.seeking
    ]
    if student.hours_per_week is None:
        return sought
    return [*sought, (_("Hours a week at most"), f"{student.hours_per_week:g}")]


def journey_of(student: Student) -> str:
    """Say how far the student travels, in minutes, kilometres or both."""
    minutes, km = student.travel_minutes, student.travel_km
    if minutes is None and km is None:
        return ""
    if km is None:
        written: str = ngettext("%(num)d minute", "%(num)d minutes", round(minutes or 0))
        return written
    if minutes is None:
        return str(_("%(km)d km", km=round(km)))
    return str(_("%(minutes)d minutes and %(km)d km", minutes=round(minutes), km=round(km)))
