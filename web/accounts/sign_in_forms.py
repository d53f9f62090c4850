"""The forms by which somebody signs in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField
from wtforms.validators import InputRequired, Length

from web.accounts.fields import password_field

# One answer to an unknown address, a wrong password, an unconfirmed address and a closed account.
NOT_LET_IN = _l(
    "The address and the password do not belong together, or the address is not confirmed yet."
)
WRONG_CODE = _l("The code is not right. Each code works once, for half a minute.")


class SignInForm(FlaskForm):
    """Address and password."""

    # Not checked as an address: what is none gets the same answer as one that is unknown.
    email = EmailField(
        _l("E-mail address"),
        validators=[InputRequired(_l("Write your e-mail address.")), Length(max=255)],
        render_kw={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"},
    )
    password = password_field()


class CodeForm(FlaskForm):
    """A one-time code, or a recovery code in its place."""

    code = StringField(
        _l("Code"),
        description=_l("Six digits from your app, or one of your recovery codes."),
        validators=[InputRequired(_l("Write the code.")), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false"},
    )
