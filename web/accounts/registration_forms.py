"""The forms by which somebody gets an account, or a letter once more."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from models.people import Account
from models.words import Language, Role
from web.accounts.fields import email_field, name_field, new_password_field, password_field
from web.accounts.passwords import is_password
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


class ConfirmForm(FlaskForm):
    """The password that was chosen, by which whoever signed up is known."""

    password = password_field(_l("The password that you chose"))

    def opens(self, account: Account) -> bool:
        """Whether the form was sent with the account's password."""
        if not self.validate_on_submit():
            return False
        if is_password(self.password.data or "", account.password):
            return True
        self.password.errors = [_l("That is not the password that was chosen for this account.")]
        return False
