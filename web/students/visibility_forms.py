"""Who may read a student's profile: chosen by the student, or by a coordinator on the phone."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import InputRequired

from models.words import Visibility
from web.labels import choices


class VisibilityForm(FlaskForm):
    """One of the levels."""

    visibility = RadioField(
        _l("Who may read the profile?"),
        choices=choices(Visibility),
        validators=[InputRequired(_l("Choose who may read the profile."))],
    )

    @property
    def chosen(self) -> Visibility:
        """The level as a word."""
        return Visibility(self.visibility.data)
