"""The forms in which somebody chooses a new password."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField

from models.people import Account
from web.accounts.fields import new_password_field, password_field
from web.accounts.passwords import is_password

WRONG_PASSWORD = _l("That is not your password.")


class NewPasswordForm(FlaskForm):
    """A new password."""

    password = new_password_field()

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.about: Iterable[str] = (account.name, account.email)


class ChangePasswordForm(NewPasswordForm):
    """The password that is, and the one that will be."""

    current_password = password_field(_l("Your password now"))
    field_order = ("current_password", "password")


class CurrentPasswordForm(FlaskForm):
    """The password, asked for before something that guards the account is changed."""

    current_password = password_field()

    def opens(self, account: Account) -> bool:
        """Whether the form was sent with the account's password."""
        return _opens(self, self.current_password, account)


class RenewCodesForm(FlaskForm):
    """The password, asked for before new recovery codes are shown."""

    codes_password = password_field()

    def opens(self, account: Account) -> bool:
        """Whether the form was sent with the account's password."""
        return _opens(self, self.codes_password, account)


def _opens(form: FlaskForm, password: PasswordField, account: Account) -> bool:
    if not form.validate_on_submit():
        return False
    if is_password(password.data or "", account.password):
        return True
    password.errors = [WRONG_PASSWORD]
    return False
