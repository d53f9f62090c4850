"""The code by which a student joins another."""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired, Length

from web.plain_text import plain


class CodeForm(FlaskForm):
    """A code of eight signs, however they are grouped.

    Parameters
    ----------
    is_usable : callable
        Whether whoever asks may use a code.
    """

    code = StringField(
        _l("The code that you got"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write the code.")),
            Length(max=20, message=_l("The code has eight letters and digits.")),
        ],
    )

    def __init__(self, is_usable: Callable[[str], bool]) -> None:
        super().__init__()
        self.is_usable = is_usable

    def validate_code(self, field: StringField) -> None:
        """Refuse a code that opens nothing."""
        if not self.is_usable(field.data or ""):
            raise ValidationError(
                _l("There is no such code, or it is used or too old. Ask for a new one.")
            )
