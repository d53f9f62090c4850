"""The form of a note on a pair."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from web.plain_text import plain


class NoteForm(FlaskForm):
    """What is written of a pair for colleagues."""

    note = TextAreaField(
        _l("Note for colleagues"),
        description=_l("Only the working group reads this. Write nothing about health or origin."),
        validators=[
            DataRequired(_l("Write something first.")),
            Length(max=1000, message=_l("At most 1,000 characters.")),
        ],
        filters=[plain],
    )
