"""Who may read a student's profile: chosen by the student, or by a coordinator on the phone."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from models.people import Student
from models.words import Visibility
from web.labels import choices
from web.seen import SeenForm


class VisibilityForm(SeenForm):
    """One of the levels."""

    visibility = RadioField(
        _l("Who may read the profile?"),
        choices=choices(Visibility),
        validators=[InputRequired(_l("Choose who may read the profile."))],
    )

    @classmethod
    def of(cls, student: Student) -> "VisibilityForm":
        """Give the form with what is chosen."""
        chosen = student.visibility or Visibility.OFFERED
        return cls(is_edited=True, visibility=chosen.value)

    @property
    def chosen(self) -> Visibility:
        """The level as a word."""
        return Visibility(self.visibility.data)
