"""The form of a hint: what the working group wants for a pair, and why."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from models.hints import Hint
from models.words import HintReason, HintWish
from web.labels import choices, label
from web.plain_text import plain
from web.seen import SeenForm


class HintForm(SeenForm):
    """A hint on a pair."""

    wish = RadioField(
        _l("What do you want for the pair?"),
        choices=lambda: choices(HintWish),
        validators=[InputRequired(_l("Choose what you want for the pair."))],
    )
    reason = SelectField(
        _l("Why?"),
        choices=lambda: [
            SelectChoice("", _l("Choose a reason")),
            *(SelectChoice(reason.value, label(reason)) for reason in HintReason),
        ],
        validators=[InputRequired(_l("Choose a reason."))],
    )
    words = TextAreaField(
        _l("In your own words"),
        description=_l("Only the working group reads this. Write nothing about health or origin."),
        validators=[Length(max=1000, message=_l("At most 1,000 characters."))],
        filters=[plain],
    )

    @classmethod
    def of(cls, hint: Hint | None) -> "HintForm":
        """Give the form with what is said of the pair now."""
        if hint is None:
            return cls(is_edited=True)
        told = {"wish": hint.wish.value, "reason": hint.reason.value, "words": hint.words}
        return cls(is_edited=True, **told)

    def validate_words(self, field: TextAreaField) -> None:
        """Ask for words where the list has none."""
        if self.reason.data == HintReason.OTHER and not field.data:
            raise ValidationError(_l("Say why, since the list does not."))
