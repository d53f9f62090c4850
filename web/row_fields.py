"""The two fields that are rows: skills with how much of each, languages with how well.

Students say what they know and employers what they need, each in words of their own.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _

from models.words import CEFR
from web.labels import label
from web.rows import Row, RowsField
from web.spoken_languages import language_name, names_of_languages

LONGEST_SKILL = 120
USUAL_SKILL_LEVEL = "3"

Levels = Sequence[tuple[str, LazyString]]


def skills_field(
    name: LazyString, levels: Levels, *, choose_level: LazyString, **options: Any
) -> RowsField:
    """Give a field of skills.

    Parameters
    ----------
    levels : sequence of tuple
        What each level is called, by what is stored of it.
    choose_level : LazyString
        What is said when a skill has none.
    **options
        Those of `RowsField`.
    """
    called = dict(levels)

    def check(row: Row) -> str | None:
        if len(row.first) > LONGEST_SKILL:
            return str(_("Write each skill in a few words, at most 120 characters."))
        return None if row.second in called else str(choose_level)

    return RowsField(
        name, check=check, called=lambda row: (row.first, called.get(row.second, "")), **options
    )


def languages_field(name: LazyString, *, choose_level: LazyString, **options: Any) -> RowsField:
    """Give a field of languages.

    Parameters
    ----------
    choose_level : LazyString
        What is said when a language has no level; names it by ``%(language)s``.
    **options
        Those of `RowsField`.
    """

    def check(row: Row) -> str | None:
        if row.first not in names_of_languages():
            return str(_("Choose a language from the list."))
        if row.second not in CEFR.__members__:
            return str(choose_level) % {"language": language_name(row.first)}
        return None

    def called(row: Row) -> tuple[str, object]:
        return language_name(row.first), label(CEFR[row.second])

    return RowsField(name, check=check, called=called, **options)


def level_choices() -> list[tuple[str, Any]]:
    """Give the levels of a language for a form."""
    return [(level.name, label(level)) for level in CEFR]
