"""The forms by which somebody gets an account, or a letter once more."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from models.words import Language, Role
from web.accounts.fields import email_field, name_field, new_password_field
from web.labels import choices


class RegistrationForm(FlaskForm):
    """Who somebody is, and what they come for."""

    role = RadioField(
        _l("What brings you here?"),
        choices=[
            SelectChoice(Role.STUDENT.value, _l("I am a student and look for a place")),
            SelectChoice(Role.EMPLOYER.value, _l("I am an employer and offer places")),
        ],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    name = name_field()
    email = email_field(description=_l("A letter with a link goes there."))
    password = new_password_field()
    language = RadioField(
        _l("Language of pages and letters"),
        choices=choices(Language),
        validators=[InputRequired(_l("Choose a language."))],
    )

    def told(self) -> dict[str, Any]:
        """Give what somebody told of themself, as `sign_up` takes it; the password apart."""
        return {
            "email": self.email.data,
            "name": self.name.data,
            "role": Role(self.role.data),
            "language": Language(self.language.data),
        }


class AddressForm(FlaskForm):
    """An address that a letter is asked to."""

    email = email_field()
