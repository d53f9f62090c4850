"""The form of a competence need, also for coordinators: for whoever phones, and for a branch."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from models.employers import Employer
from models.needs import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_BRANCH,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_PEOPLE,
    Need,
)
from models.operations.needs import NeedWords
from models.words import Language, Level, Sureness
from web.clock import today
from web.labels import choices
from web.languages import choose as language_of_page
from web.number_fields import Between, WholeNumberField
from web.place_choices import place_choices
from web.plain_text import plain
from web.seen import SeenForm

YEAR = re.compile(r"\d{4}")
WORDS = ("word_1", "word_2", "word_3", "word_4")
SHORT_WORDS = Length(
    max=LONGEST_WORDS, message=_l("Write it in a few words, at most 120 characters.")
)


def _words(name: Any) -> StringField:
    return StringField(name, filters=[plain], validators=[Optional(), SHORT_WORDS])


class NeedForm(SeenForm):
    """What is needed: whom, how many, by when, how sure, and where.

    Parameters
    ----------
    studies : sequence of tuple
        The fields to choose among: id and name.
    need : Need, optional
        The need that is edited.
    employer : Employer, optional
        Whose it is; without one it is a branch's.
    """

    branch = StringField(
        _l("The branch you speak for"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write for which branch, such as “Care in Ådalen”.")),
            Length(max=LONGEST_BRANCH, message=_l("At most 120 characters.")),
        ],
    )
    title = StringField(
        _l("Title"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write a title.")),
            Length(max=LONGEST_TITLE, message=_l("At most 160 characters.")),
        ],
    )
    word_1 = _words(_l("Occupation or skill"))
    word_2 = _words(_l("A second one"))
    word_3 = _words(_l("A third one"))
    word_4 = _words(_l("A fourth one"))
    field = SelectField(_l("Field"), validators=[Optional()])
    people = WholeNumberField(
        _l("How many people"),
        validators=[
            InputRequired(_l("Write how many people.")),
            Between(1, MOST_PEOPLE, _l("Write a number from 1 to 1,000.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    by_when = StringField(
        _l("By when"),
        filters=[plain],
        validators=[DataRequired(_l("Write a year, or a day."))],
    )
    sureness = RadioField(_l("How sure is it"), validators=[InputRequired(_l("Choose how sure."))])
    place = SelectField(_l("Municipality"), validators=[Optional()])
    level = SelectField(_l("Level of studies"), validators=[Optional()])
    wants_commissioned = BooleanField(
        _l("Commissioned education could be a way: an education that we buy for our people")
    )
    text = TextAreaField(
        _l("More about it"),
        filters=[plain],
        validators=[
            Optional(),
            Length(max=LONGEST_TEXT, message=_l("At most 4,000 characters.")),
        ],
    )
    language = RadioField(
        _l("It is written in"), validators=[InputRequired(_l("Choose a language."))]
    )

    def __init__(
        self,
        studies: Sequence[tuple[str, str]],
        *,
        need: Need | None = None,
        employer: Employer | None = None,
    ) -> None:
        filled = _told_by(need) if need else _beginning(employer)
        super().__init__(is_edited=need is not None, **filled)
        if employer is not None or need is not None:
            del self.branch
        if employer is not None and employer.is_sole_trader:
            del self.wants_commissioned
        self.field.choices = [("", _("Follows from the words above")), *studies]
        self.sureness.choices, self.language.choices = choices(Sureness), choices(Language)
        self.level.choices = [("", _("Any level")), *choices(Level)]
        self.place.choices = place_choices(_("Choose a municipality"))

    def validate_by_when(self, field: StringField) -> None:
        """Refuse what is neither a year nor a day, and a year that nobody means."""
        year = _year_and_day(field.data)[0]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(_l("Write a year such as 2028, or a day such as 2028-08-15."))

    def words(self) -> NeedWords:
        """Give what was typed as a need is registered."""
        year, day = _year_and_day(self.by_when.data)
        return NeedWords(
            title=self.title.data or "",
            year=year,
            needed_on=day,
            sureness=Sureness(self.sureness.data),
            people=self.people.data or 1,
            words=tuple(self[name].data or "" for name in WORDS),
            field_id=self.field.data or "",
            place=self.place.data or "",
            level=Level(self.level.data) if self.level.data else None,
            wants_commissioned=bool(self.wants_commissioned and self.wants_commissioned.data),
            text=self.text.data or "",
            language=Language(self.language.data),
        )


def _beginning(employer: Employer | None) -> dict[str, Any]:
    return {
        "people": 1,
        "by_when": str(today().year + 1),
        "place": employer.place if employer else "",
        "language": language_of_page(),
    }


def _told_by(need: Need) -> dict[str, Any]:
    """Give what a need says, by the names of the form's fields."""
    words = dict(zip(WORDS, [each.words for each in need.words], strict=False))
    return {
        "title": need.title,
        "field": need.field_id or "",
        "people": need.people,
        "by_when": need.needed_on.isoformat() if need.needed_on else str(need.year),
        "sureness": need.sureness.value,
        "place": need.place,
        "level": need.level.value if need.level else "",
        "wants_commissioned": need.wants_commissioned,
        "text": need.text,
        "language": need.language.value,
        **words,
    }


def _year_and_day(typed: str | None) -> tuple[int, date | None]:
    """Read a year or a day; 0 is neither."""
    typed = (typed or "").strip()
    if YEAR.fullmatch(typed):
        return int(typed), None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return 0, None
    return day.year, day
