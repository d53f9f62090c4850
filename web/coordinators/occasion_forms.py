"""The forms of an event for schools, and of its sessions."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length

from models.activities import Activity
from models.days import STOCKHOLM, day_in_sweden, end_of_day, last_day_until
from models.occasions import (
    LONGEST_ROOM,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_REMINDER_DAYS,
    MOST_SEATS,
    Occasion,
    OccasionSession,
)
from models.operations.occasion_sessions import SessionWords
from models.operations.occasions import OccasionWords
from models.words import Language, OccasionKind
from web.labels import choices
from web.number_fields import Between, WholeNumberField
from web.place_choices import place_choices
from web.plain_text import plain
from web.seen import SeenForm

A_DAY = timedelta(days=1)


class OccasionForm(SeenForm):
    """What schools are invited to, and when they may book."""

    kind = SelectField(
        _l("Kind"), choices=lambda: choices(OccasionKind), validators=[InputRequired()]
    )
    title = StringField(
        _l("Title"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write a title.")),
            Length(max=LONGEST_TITLE, message=_l("At most 160 characters.")),
        ],
    )
    text = TextAreaField(
        _l("What it is"),
        description=_l("For teachers: what the pupils get to do, and for which years it is."),
        filters=[plain],
        validators=[
            DataRequired(_l("Tell what it is in a few sentences.")),
            Length(max=LONGEST_TEXT, message=_l("At most 4,000 characters.")),
        ],
    )
    language = RadioField(
        _l("It is written in"), choices=lambda: choices(Language), validators=[InputRequired()]
    )
    place = SelectField(_l("Where"), description=_l("Leave empty when it comes to the schools."))
    books_from = DateField(
        _l("Bookings open on"), validators=[InputRequired(_l("Choose the first day to book."))]
    )
    books_until = DateField(
        _l("Last day to book"), validators=[InputRequired(_l("Choose the last day to book."))]
    )
    reminder_days = WholeNumberField(
        _l("Days before, for the reminder"),
        description=_l("A letter goes to all who booked. With 0, no letter goes."),
        validators=[
            InputRequired(_l("Write a number of days.")),
            Between(0, MOST_REMINDER_DAYS, _l("Write a number from 0 to 60.")),
        ],
    )
    activity = SelectField(
        _l("Activity"), description=_l("Its figures then count what is booked here.")
    )

    @classmethod
    def of(
        cls, occasion: Occasion | None, activities: Iterable[Activity], today: date
    ) -> "OccasionForm":
        """Give the form of an event, or one that begins as usual."""
        told = _told(occasion) if occasion else _usual(today)
        form = cls(is_edited=occasion is not None, **told)
        form.place.choices = place_choices(_("At the schools"))
        named = [(str(activity.id), activity.title) for activity in activities]
        form.activity.choices = [("", _("No activity")), *named]
        return form

    def validate_books_until(self, field: DateField) -> None:
        """Refuse a last day before the first."""
        if field.data and self.books_from.data and field.data < self.books_from.data:
            raise ValidationError(_l("The last day cannot be before the first."))

    def words(self) -> OccasionWords:
        """Give what was said; bookings close with the end of their last day."""
        return OccasionWords(
            kind=OccasionKind(self.kind.data),
            title=self.title.data or "",
            text=self.text.data or "",
            language=Language(self.language.data),
            place=self.place.data or "",
            books_from=end_of_day(_day(self.books_from) - A_DAY),
            books_until=end_of_day(_day(self.books_until)),
            reminder_days=self.reminder_days.data or 0,
            activity_id=int(self.activity.data) if self.activity.data else None,
        )


class OccasionSessionForm(SeenForm):
    """When and where a session is, and for how many."""

    title = StringField(
        _l("Name of the session"),
        description=_l("Where an event has several, for example “Robots” or “Morning”."),
        filters=[plain],
        validators=[Length(max=LONGEST_TITLE, message=_l("At most 160 characters."))],
    )
    on_day = DateField(_l("Day"), validators=[InputRequired(_l("Choose the day."))])
    starts = TimeField(_l("Begins at"), validators=[InputRequired(_l("Write a time as 09:00."))])
    ends = TimeField(_l("Ends at"), validators=[InputRequired(_l("Write a time as 11:30."))])
    room = StringField(
        _l("Room"),
        filters=[plain],
        validators=[Length(max=LONGEST_ROOM, message=_l("At most 120 characters."))],
    )
    capacity = WholeNumberField(
        _l("Seats for pupils"),
        validators=[
            InputRequired(_l("Write how many pupils fit.")),
            Between(1, MOST_SEATS, _l("Write a number from 1 to 2,000.")),
        ],
    )

    @classmethod
    def of(cls, place: OccasionSession | None) -> "OccasionSessionForm":
        """Give the form of a session, or an empty one."""
        if place is None:
            return cls()
        starts, ends = (at.astimezone(STOCKHOLM) for at in (place.starts_at, place.ends_at))
        return cls(
            is_edited=True,
            title=place.title,
            on_day=starts.date(),
            starts=starts.time(),
            ends=ends.time(),
            room=place.room,
            capacity=place.capacity,
        )

    def validate_ends(self, field: TimeField) -> None:
        """Refuse an end that is not after the beginning."""
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_l("It has to end after it begins."))

    def words(self) -> SessionWords:
        """Give what was said; the times are those of Sweden."""
        return SessionWords(
            starts_at=_at(_day(self.on_day), self.starts.data),
            ends_at=_at(_day(self.on_day), self.ends.data),
            capacity=self.capacity.data or 0,
            room=self.room.data or "",
            title=self.title.data or "",
        )


def _told(occasion: Occasion) -> dict[str, Any]:
    return {
        **{name: getattr(occasion, name) for name in ("title", "text", "place", "reminder_days")},
        "kind": occasion.kind.value,
        "language": occasion.language.value,
        "books_from": day_in_sweden(occasion.books_from),
        "books_until": last_day_until(occasion.books_until),
        "activity": str(occasion.activity_id or ""),
    }


def _usual(today: date) -> dict[str, Any]:
    return {"language": Language.SWEDISH.value, "books_from": today, "reminder_days": 7}


def _day(field: DateField) -> date:
    day = field.data
    if not isinstance(day, date):
        msg = f"{field.name} was taken without a day"
        raise TypeError(msg)
    return day


def _at(day: date, clock: time | None) -> datetime:
    return datetime.combine(day, clock or time(), STOCKHOLM).astimezone(UTC)
