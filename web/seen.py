"""What somebody saw when they opened a form, so that nobody writes over what they have not seen.

The form carries a mark: the newest event there was, and a digest of what stood in each field. When
it comes back, what is stored by now is compared with the mark: a field that somebody else has
changed meanwhile, to something else than what is sent, stops the form (see ``web/meanwhile.py``).
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField

from models.queries.events import get_newest_event_id
from web.rows import Row
from web.session import session

# Which of the two is taken, where a field is said in two ways.
TAKE, THEIRS, MINE = "take-", "theirs", "mine"
LENGTH_OF_DIGEST = 12


class SeenForm(FlaskForm):
    """A form that is filled with what is stored, and knows when that is no longer so.

    Parameters
    ----------
    is_edited : bool
        Whether something stored is edited; a form that makes something new has seen nothing.
    **stored
        What is stored, by the names of the fields.
    """

    # Marked for static/js/typed.js: what is filled in again goes on from what was seen then.
    seen = HiddenField(render_kw={"data-mark": ""})

    def __init__(self, *, is_edited: bool = False, **stored: Any) -> None:
        self.stored = stored if is_edited else None
        super().__init__(**stored)
        if self.stored is None:
            return
        if not self.is_submitted():
            self.seen.data = self.mark(stored)
            return
        for field in self:
            if request.form.get(f"{TAKE}{field.name}") == THEIRS:
                _take(field, stored.get(field.name))

    @property
    def said(self) -> dict[str, Any]:
        """What the fields say, by their names, without what the form carries along."""
        return {field.name: field.data for field in self if not isinstance(field, HiddenField)}

    def mark(self, stored: Mapping[str, Any]) -> str:
        """Give the mark of a form that is filled with what is stored."""
        digests = [f"{name}:{_digest(said)}" for name, said in self.comparable(stored).items()]
        return " ".join([str(get_newest_event_id(session)), *digests])

    @property
    def seen_event_id(self) -> int:
        """The newest event there was when the form was opened."""
        first = (self.seen.data or "").partition(" ")[0]
        return int(first) if first.isdecimal() else 0

    def conflicts(self) -> list[str]:
        """Name the fields that somebody else has changed, to something else than what is sent."""
        if self.stored is None or not self.seen.data:
            return []
        seen = dict(part.partition(":")[::2] for part in self.seen.data.split(" ")[1:])
        theirs, mine = self.comparable(self.stored), self.comparable(self.data)
        return [
            name
            for name, said in theirs.items()
            if said != mine[name] and _digest(said) != seen.get(name)
        ]

    def is_untouched(self, name: str) -> bool:
        """Whether a field was sent as it stood when the form was opened."""
        mine = self.comparable(self.data)[name]
        return f" {name}:{_digest(mine)}" in f"{self.seen.data}"

    def comparable(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Give what stands in each field as a text that is the same when it says the same."""
        return {
            field.name: as_text(values.get(field.name))
            for field in self
            if not isinstance(field, HiddenField)
        }


def as_text(value: Any) -> str:
    """Give a value as a text that is the same when it says the same.

    Examples
    --------
    >>> as_text(20.0), as_text(20), as_text(None), as_text(" a "), as_text((1, "b"))
    ('20', '20', '', 'a', "['1', 'b']")
    """
    if isinstance(value, Row):
        value = (value.first, value.second)
    if isinstance(value, tuple):
        return repr([as_text(part) for part in value])
    if isinstance(value, list):
        return "\n".join(sorted(as_text(part) for part in value))
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def _take(field: Field, stored: Any) -> None:
    """Let a field hold what is stored, as if it had been typed."""
    field.process(None, stored)
    text = as_text(stored)
    # What validators look at to know whether anything was sent.
    field.raw_data = [text] if text else []


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:LENGTH_OF_DIGEST]
