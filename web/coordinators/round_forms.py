"""The form of a dated round."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from models.words import Kind
from web.labels import choices


class RoundForm(FlaskForm):
    """What a dated round is for, and when it is open."""

    kind = SelectField(_l("Kind"), choices=lambda: choices(Kind), validators=[InputRequired()])
    title = StringField(
        _l("Name of the round"),
        description=_l("As people will know it, for example “Summer internships 2027”."),
        validators=[InputRequired(), Length(max=120)],
    )
    opens_on = DateField(_l("Opens on"), validators=[InputRequired()])
    closes_on = DateField(
        _l("Closes on"),
        description=_l("The round is open to the end of this day."),
        validators=[InputRequired()],
    )

    def validate_closes_on(self, field: DateField) -> None:
        """Refuse a round that closes before it opens."""
        if self.opens_on.data and field.data and field.data < self.opens_on.data:
            raise ValidationError(_l("The round cannot close before it opens."))
