"""The form by which a version of the model is adopted."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from models.lifecycle import LONGEST_REFERENCE
from web.clock import today
from web.plain_text import plain


class AdoptForm(FlaskForm):
    """On which day, in which meeting, and where in its minutes."""

    adopted_on = DateField(
        _l("Day of the meeting"), validators=[InputRequired(_l("Choose a day."))]
    )
    meeting = StringField(
        _l("Meeting"),
        description=_l("For example: the steering group’s meeting in December."),
        validators=[DataRequired(_l("Write which meeting.")), Length(max=LONGEST_REFERENCE)],
        filters=[plain],
    )
    minutes_reference = StringField(
        _l("Reference of the minutes"),
        description=_l("For example: § 7."),
        validators=[
            DataRequired(_l("Write where in the minutes it stands.")),
            Length(max=LONGEST_REFERENCE),
        ],
        filters=[plain],
    )

    def validate_adopted_on(self, field: DateField) -> None:
        """Refuse a day on which nobody can have decided yet."""
        if field.data and field.data > today():
            raise ValidationError(_l("That day has not come yet."))
