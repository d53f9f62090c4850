"""A reason in words, which those whom it concerns read in a letter."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from web.plain_text import plain


class WhyForm(FlaskForm):
    """Why something is cancelled."""

    reason = TextAreaField(
        _l("Reason"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write the reason.")),
            Length(max=500, message=_l("At most 500 characters.")),
        ],
    )


class ReplyForm(FlaskForm):
    """An answer in words, sent as a letter."""

    answer = TextAreaField(
        _l("The answer"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write an answer.")),
            Length(max=4000, message=_l("At most 4,000 characters.")),
        ],
    )
