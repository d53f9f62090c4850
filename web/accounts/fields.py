"""Fields that several forms of accounts share."""

from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Form, PasswordField, StringField, ValidationError
from wtforms.validators import DataRequired, Email, InputRequired, Length

from web.accounts.passwords import LONGEST, SHORTEST, weakness


def email_field(**options: Any) -> EmailField:
    """Give a field for an e-mail address."""
    return EmailField(
        _l("E-mail address"),
        validators=[
            InputRequired(_l("Write an e-mail address.")),
            Length(max=255),
            Email(_l("Write an address like name@example.org.")),
        ],
        render_kw={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"},
        **options,
    )


def name_field(label: LazyString | None = None) -> StringField:
    """Give a field for a name, the person's own unless labelled otherwise."""
    return StringField(
        label or _l("Your name"),
        validators=[DataRequired(_l("Write the name.")), Length(max=120)],
        render_kw={"autocomplete": "name"},
    )


def password_field(label: LazyString | None = None) -> PasswordField:
    """Give a field for the password that the account has."""
    return PasswordField(
        label or _l("Password"),
        validators=[InputRequired(_l("Write your password.")), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


def new_password_field() -> PasswordField:
    """Give a field for a password that is being chosen."""
    return PasswordField(
        _l("Choose a password"),
        description=_l("At least 12 characters. A few words in a row are easy to remember."),
        validators=[InputRequired(_l("Choose a password.")), Strong()],
        render_kw={"autocomplete": "new-password", "minlength": SHORTEST, "maxlength": LONGEST},
    )


class Strong:
    """Refuses a password that is easily guessed, also by whoever knows the person."""

    def __call__(self, form: Form, field: PasswordField) -> None:
        """Refuse by raising the reason."""
        about = [form[name].data or "" for name in ("name", "email") if name in form]
        reason = weakness(field.data or "", [*about, *getattr(form, "about", ())])
        if reason is not None:
            raise ValidationError(reason)
