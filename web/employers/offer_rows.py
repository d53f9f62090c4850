"""The fields of an offer's form that are rows: skills and languages, each with its level."""

from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.words import CEFR
from web.labels import label
from web.rows import Row, RowsField
from web.spoken_languages import language_name, names_of_languages

LONGEST_SKILL = 120
MOST_ROWS = 15
TOO_MANY = _l("At most 15. Keep those that matter most.")

# How much of a skill an offer needs, in the employer's words.
SKILL_LEVELS = (
    ("1", _l("has heard of it")),
    ("2", _l("has tried it")),
    ("3", _l("has used it")),
    ("4", _l("uses it on their own")),
    ("5", _l("could teach it")),
)
USUAL_SKILL_LEVEL = "3"


def level_choices() -> list[tuple[str, Any]]:
    """Give the levels of a language for a form."""
    return [(level.name, label(level)) for level in CEFR]


def _check_skill(row: Row) -> str | None:
    if len(row.first) > LONGEST_SKILL:
        return str(
            _("Write each skill in a few words, at most %(most)s signs.", most=LONGEST_SKILL)
        )
    return None if row.second in dict(SKILL_LEVELS) else str(_("Choose how much of each skill."))


def _check_language(row: Row) -> str | None:
    if row.first not in names_of_languages():
        return str(_("Choose a language from the list."))
    if row.second not in CEFR.__members__:
        name = language_name(row.first)
        return str(_("Choose how well %(language)s is needed.", language=name))
    return None


def skill_rows(name: LazyString, description: LazyString | str = "") -> RowsField:
    """Give a field of skills with how much of each."""
    return RowsField(
        name, check=_check_skill, most=MOST_ROWS, too_many=TOO_MANY, description=description
    )


def language_rows(name: LazyString, description: LazyString | str = "") -> RowsField:
    """Give a field of languages with the level that each is needed at."""
    return RowsField(
        name, check=_check_language, most=MOST_ROWS, too_many=TOO_MANY, description=description
    )
