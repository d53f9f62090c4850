"""The form of one's own account."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import InputRequired

from models.words import Language
from web.accounts.fields import name_field
from web.labels import choices


class AccountForm(FlaskForm):
    """What the account is called, and the language of its pages and letters."""

    name = name_field()
    language = RadioField(
        _l("Language of pages and letters"),
        choices=choices(Language),
        validators=[InputRequired(_l("Choose a language."))],
    )
