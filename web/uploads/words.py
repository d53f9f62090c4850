"""What the columns of a spreadsheet are called where somebody puts them right, and their values."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.uploads import Holds
from models.words import CEFR, Insurer, Kind, Language, Level, Pay, Remote
from web.bridge.places import place_name
from web.filters import number, period
from web.imports.questions import Why
from web.imports.report import CHANGED, KEPT, SAME
from web.imports.report import NEW as ADDED
from web.labels import label
from web.spoken_languages import language_name
from web.tables.faults import BadCell, Said

COLUMNS: dict[str, LazyString] = {
    "apply_url": _l("Address to apply at"),
    "available": _l("Periods, by kind"),
    "contact_email": _l("The contact’s e-mail address"),
    "contact_name": _l("The contact’s name"),
    "contact_phone": _l("The contact’s phone"),
    "contact_title": _l("The contact’s title"),
    "credits": _l("Credits"),
    "declined": _l("Offers said no to"),
    "description": _l("About the employer"),
    "email": _l("E-mail address"),
    "employer": _l("The employer’s name"),
    "ends_on": _l("Last day"),
    "facts": _l("About the workplace"),
    "fields": _l("Fields of study"),
    "first_name": _l("First name"),
    "graduates_on": _l("End of the studies"),
    "home_place": _l("Home municipality"),
    "hours_per_week": _l("Hours a week"),
    "id": _l("Number of the row"),
    "insured_by": _l("Who insures"),
    "kind": _l("Kind of offer"),
    "kinds": _l("Kinds of offers"),
    "language": _l("Language of letters"),
    "languages": _l("Languages"),
    "last_name": _l("Last name"),
    "level": _l("Level of studies"),
    "levels": _l("Levels of studies"),
    "mentor": _l("The mentor’s name"),
    "moves": _l("Ready to move"),
    "must": _l("Skills that are asked for"),
    "name": _l("Name"),
    "organisation_number": _l("Organisation number"),
    "pay": _l("What is paid"),
    "pay_sek_per_month": _l("Kronor a month"),
    "pay_sek_in_all": _l("Kronor for the whole thesis"),
    "period": _l("Dates"),
    "phone": _l("Phone"),
    "place": _l("Place"),
    "places": _l("Number of places"),
    "programme": _l("Programme"),
    "ranked": _l("Wishes"),
    "remote": _l("Work at a distance"),
    "skills": _l("Skills"),
    "starts_on": _l("First day"),
    "text": _l("Description"),
    "title": _l("Title"),
    "travel_km": _l("Longest way, in kilometres"),
    "travel_minutes": _l("Longest way, in minutes"),
    "unit": _l("Unit"),
    "university": _l("University"),
    "website": _l("Website"),
    "wished": _l("Skills that are a merit"),
}

WHY: dict[Why, LazyString] = {
    Why.ADDRESS: _l("The e-mail address is registered."),
    Why.NUMBER: _l("The organisation number is registered."),
    Why.NAME: _l("The name is close to one that is registered."),
    Why.OFFER: _l("The employer has an offer of this kind with the same title."),
    Why.ROW: _l("The name is close to that of an earlier row."),
}

OUTCOMES: dict[str, LazyString] = {
    ADDED: _l("New"),
    CHANGED: _l("Changed"),
    SAME: _l("Unchanged"),
    KEPT: _l("Left alone"),
}

# What may be said of every row that says nothing itself, and by which words.
FOR_ALL: dict[Holds, Mapping[str, type[Enum] | None]] = {
    Holds.STUDENTS: {
        "kinds": Kind,
        "level": Level,
        "university": None,
        "programme": None,
        "language": Language,
    },
    Holds.OFFERS: {
        "kind": Kind,
        "starts_on": None,
        "ends_on": None,
        "place": None,
        "remote": Remote,
        "pay": Pay,
        "insured_by": Insurer,
        "language": Language,
    },
    Holds.EMPLOYERS: {"place": None, "language": Language},
}
FOR_ALL[Holds.OWN_OFFERS] = FOR_ALL[Holds.OFFERS]
DAYS = frozenset({"starts_on", "ends_on"})


def expected(cell: BadCell) -> str:
    """Say what a cell should hold, in the reader's language."""
    return in_words(cell.expected)


def in_words(text: str) -> str:
    """Say what a file was refused for, in the reader's language."""
    if not isinstance(text, Said):
        return str(gettext(text))
    values = {name: _shown_value(value) for name, value in text.values.items()}
    return str(gettext(text.words, **values))


def _shown_value(value: Any) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(_called(word) for word in value)
    return str(value)


def _called(word: Any) -> str:
    return str(word.name if isinstance(word, CEFR) else label(word))


def said_of(value: Any, name: str) -> str:
    """Say what a cell was understood as."""
    if name in {"place", "home_place"}:
        return place_name(value) if value else ""
    if name == "languages":
        return ", ".join(f"{language_name(code)} {level.name}" for code, level in value.items())
    if name == "available":
        return "; ".join(f"{label(kind)} {period(*days)}" for kind, days in value.items())
    if isinstance(value, Mapping):
        return ", ".join(f"{words} {level}" for words, level in value.items())
    return _plainly(value)


def _plainly(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return str(_("Yes"))
    if isinstance(value, Enum):
        return _called(value)
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, tuple) and value and isinstance(value[0], date):
        return period(*value)
    if isinstance(value, tuple | frozenset):
        return ", ".join(sorted(map(_plainly, value)))
    return str(value)
