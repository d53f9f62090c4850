"""The form by which the working group plans a meeting of the steering group."""

from datetime import UTC, datetime

from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length

from models.days import STOCKHOLM
from models.meetings import LONGEST_PLACE, Meeting
from web.plain_text import plain
from web.seen import SeenForm


class MeetingForm(SeenForm):
    """When and where the steering group meets."""

    day = DateField(_l("Day"), validators=[InputRequired()])
    time = TimeField(
        _l("Begins at"), description=_l("For example 13:00."), validators=[InputRequired()]
    )
    place = StringField(
        _l("Place"),
        description=_l("A room, or the words that say how one takes part at a distance."),
        validators=[DataRequired(_l("Write where.")), Length(max=LONGEST_PLACE)],
        filters=[plain],
    )

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingForm":
        """Give the form filled with what is planned."""
        begins = meeting.starts_at.astimezone(STOCKHOLM)
        return cls(is_edited=True, day=begins.date(), time=begins.time(), place=meeting.place)

    @property
    def starts_at(self) -> datetime:
        """When it begins, in UTC."""
        return datetime.combine(self.day.data, self.time.data, STOCKHOLM).astimezone(UTC)
