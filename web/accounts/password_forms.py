"""The forms in which somebody chooses a new password."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from models.people import Account
from web.accounts.fields import new_password_field, password_field

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
