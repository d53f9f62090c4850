"""The forms by which learning centres, their rooms and their times are described."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from models.study_places import LONGEST_HOURS, LONGEST_NAME, MOST_PLACES
from web.place_choices import place_choices
from web.seen import SeenForm

WEEKDAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)


class CentreForm(SeenForm):
    """What a learning centre is called, where it is, and when it is open."""

    name = StringField(
        _l("Name"), validators=[DataRequired(_l("Write the name.")), Length(max=LONGEST_NAME)]
    )
    place = SelectField(_l("Place"), choices=lambda: place_choices(str(_l("Not told"))))
    address = StringField(_l("Address"), validators=[Length(max=200)])
    hours = TextAreaField(
        _l("Opening hours"),
        description=_l("In words, as people ask for them."),
        validators=[Length(max=LONGEST_HOURS)],
    )


class RoomForm(FlaskForm):
    """A room, and how many may study in it at once."""

    name = StringField(
        _l("Room"), validators=[DataRequired(_l("Write the name.")), Length(max=LONGEST_NAME)]
    )
    capacity = IntegerField(
        _l("Number of places"),
        validators=[
            InputRequired(_l("Write how many.")),
            NumberRange(1, MOST_PLACES, _l("Write a number from 1 to 500.")),
        ],
    )


class TimeOfWeekForm(FlaskForm):
    """A time of every week at which a room can be booked."""

    weekday = SelectField(
        _l("Day"),
        coerce=int,
        choices=lambda: list(enumerate(WEEKDAYS)),
        validators=[InputRequired()],
    )
    opens = TimeField(_l("From"), validators=[InputRequired(_l("Write a time such as 09:00."))])
    closes = TimeField(_l("Until"), validators=[InputRequired(_l("Write a time such as 12:00."))])

    def validate_closes(self, field: TimeField) -> None:
        """Refuse a time that is over before it begins."""
        if self.opens.data and field.data and field.data <= self.opens.data:
            raise ValidationError(_l("It has to be later than when it begins."))
