"""What is said in two ways, side by side: in the words of the form in which it is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field

from web.filters import day
from web.rows import Row, RowsField


@dataclass(frozen=True)
class Difference:
    """Something that is said in two ways.

    Parameters
    ----------
    name : str
        The name of its field.
    label : str
        What the field is called.
    one, other : str
        The two, in words; nothing where nothing is said.
    """

    name: str
    label: str
    one: str
    other: str


def differences(
    form: FlaskForm, names: Iterable[str], one: Mapping[str, Any], other: Mapping[str, Any]
) -> list[Difference]:
    """Put side by side what some fields say, in the form's order."""
    wanted = set(names)
    return [
        Difference(
            field.name,
            str(field.label.text),
            in_words(field, one.get(field.name)),
            in_words(field, other.get(field.name)),
        )
        for field in form
        if field.name in wanted
    ]


def in_words(field: Field, value: Any) -> str:
    """Say a value of a field as its reader would."""
    if isinstance(field, RowsField):
        return _rows(field, value or ())
    choices = _choices(field)
    if choices:
        return _chosen(choices, value)
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def _rows(field: RowsField, rows: Iterable[Any]) -> str:
    """Give a line for each row: the word and its level."""
    told = [row if isinstance(row, Row) else Row(*row) for row in rows]
    return "\n".join(": ".join(str(part) for part in field.called(row) if part) for row in told)


def _choices(field: Field) -> dict[str, str]:
    """Give what the choices of a field are called, by what is stored of them."""
    listed = field.iter_choices() if getattr(field, "choices", None) else ()
    return {str(choice.value): str(choice.label) for choice in listed}


def _chosen(choices: Mapping[str, str], value: Any) -> str:
    stored = value if isinstance(value, list) else [value]
    chosen = {str(getattr(each, "value", each)) for each in stored if each not in {None, ""}}
    return "\n".join(called for each, called in choices.items() if each in chosen)
