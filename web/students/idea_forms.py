"""What a student says in an idea of their own."""

from datetime import date
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length

from models.ideas import LONGEST_TEXT, LONGEST_TITLE, Idea
from models.operations.ideas import IdeaWords
from models.words import Kind, Language
from web.labels import choices
from web.plain_text import plain
from web.seen import SeenForm
from web.usual_periods import usual_period

SUBMIT = "submit"


class IdeaForm(SeenForm):
    """An idea: what, of which kind, and when."""

    title = StringField(
        _l("Title"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write a title.")),
            Length(max=LONGEST_TITLE, message=_l("At most 160 characters.")),
        ],
    )
    kind = RadioField(
        _l("What is it?"),
        choices=choices(Kind),
        validators=[InputRequired(_l("Choose one of them."))],
    )
    text = TextAreaField(
        _l("Your idea"),
        filters=[plain],
        validators=[
            DataRequired(_l("Tell of your idea in a few sentences.")),
            Length(max=LONGEST_TEXT, message=_l("At most 4,000 characters.")),
        ],
    )
    language = RadioField(
        _l("Your idea is written in"),
        choices=choices(Language),
        validators=[InputRequired(_l("Choose a language."))],
    )
    starts_on = DateField(_l("First day"), validators=[InputRequired(_l("Choose the first day."))])
    ends_on = DateField(_l("Last day"), validators=[InputRequired(_l("Choose the last day."))])

    @classmethod
    def of(cls, idea: Idea | None, language: str, today: date) -> "IdeaForm":
        """Give the form of an idea, or one that begins as usual."""
        if idea is not None:
            told: dict[str, Any] = {name: getattr(idea, name) for name in IdeaWords.__annotations__}
            told |= {"kind": idea.kind.value, "language": idea.language.value}
            return cls(is_edited=True, **told)
        starts_on, ends_on = usual_period(Kind.THESIS, today)
        return cls(kind=Kind.THESIS.value, language=language, starts_on=starts_on, ends_on=ends_on)

    def validate_ends_on(self, field: DateField) -> None:
        """Refuse a last day before the first."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_l("The last day cannot be before the first."))

    @property
    def is_to_be_submitted(self) -> bool:
        """Whether it is handed in, and not only kept."""
        return request.form.get("then") == SUBMIT

    def words(self) -> IdeaWords:
        """Give what was said."""
        return IdeaWords(
            kind=Kind(self.kind.data),
            title=self.title.data or "",
            text=self.text.data or "",
            language=Language(self.language.data),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )
