"""The form in which the steering group notes that its minutes are approved."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from models.lifecycle import LONGEST_REFERENCE
from web.plain_text import plain


class MinutesForm(FlaskForm):
    """Where the minutes are found, and when they were approved."""

    reference = StringField(
        _l("Reference of the minutes"),
        description=_l("For example the register number and the paragraph."),
        validators=[
            DataRequired(_l("Write where the minutes are found.")),
            Length(max=LONGEST_REFERENCE),
        ],
        filters=[plain],
    )
    approved_on = DateField(_l("Minutes approved on"), validators=[InputRequired()])
