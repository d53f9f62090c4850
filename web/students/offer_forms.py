"""What a student says of an offer before anything is matched."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf, Optional

from models.words import Choice
from web.number_fields import Between, WholeNumberField

HIGHEST_RANK = 99


class InterestForm(FlaskForm):
    """Interested, perhaps with a rank; not for me; or neither, which takes it back."""

    choice = StringField(validators=[Optional(), AnyOf([choice.value for choice in Choice])])
    rank = WholeNumberField(
        _l("My order"),
        validators=[
            Optional(),
            Between(1, HIGHEST_RANK, _l("Write a number from 1, or nothing.")),
        ],
    )
    next = HiddenField()

    @property
    def chosen(self) -> Choice | None:
        """The choice as a word, or none."""
        return Choice(self.choice.data) if self.choice.data else None
