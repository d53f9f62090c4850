"""The fields of an offer's form that are rows, each with its level, or boxes to tick."""

from collections.abc import Callable
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from web.row_fields import languages_field, skills_field
from web.rows import RowsField

FEW = {"most": 15, "too_many": _l("At most 15. Keep those that matter most.")}

# How much of a skill an offer needs, in the employer's words.
SKILL_LEVELS = (
    ("1", _l("has heard of it")),
    ("2", _l("has tried it")),
    ("3", _l("has used it")),
    ("4", _l("uses it on their own")),
    ("5", _l("could teach it")),
)


def skill_rows(name: LazyString, description: LazyString | str = "") -> RowsField:
    """Give a field of skills with how much of each."""
    choose = _l("Choose how much of each skill.")
    return skills_field(name, SKILL_LEVELS, choose_level=choose, description=description, **FEW)


def boxes(
    name: LazyString, description: LazyString | str = "", *, coerce: Callable[[Any], Any] = str
) -> SelectMultipleField:
    """Give a field of several choices, shown as boxes, none of which has to be ticked."""
    return SelectMultipleField(
        name,
        description=description,
        coerce=coerce,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[Optional()],
    )


def language_rows(name: LazyString, description: LazyString | str = "") -> RowsField:
    """Give a field of languages with the level that each is needed at."""
    choose = _l("Choose how well %(language)s is needed.")
    return languages_field(name, choose_level=choose, description=description, **FEW)
