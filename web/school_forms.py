"""What a teacher says of a class, or asks for: the same on public pages and on the phone."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from models.operations.class_bookings import ClassWords
from models.operations.school_requests import RequestWords
from models.schools import (
    LONGEST_NEEDS,
    LONGEST_SCHOOL,
    LONGEST_WHEN,
    LONGEST_WORDS,
    MOST_PUPILS,
    ClassBooking,
)
from models.words import Language, SchoolRequestKind, SchoolYear
from web.accounts.fields import email_field, name_field
from web.labels import choices
from web.number_fields import Between, WholeNumberField
from web.place_choices import place_choices
from web.plain_text import plain
from web.seen import SeenForm

# A date of birth and four digits, however it is written.
PERSONAL_NUMBER = re.compile(r"(?<!\d)(19|20)?\d{6}\s?[-+]?\s?\d{4}(?!\d)")


def no_personal_number(_form: FlaskForm, field: Any) -> None:
    """Refuse what looks like somebody's personal number: no pupil is named here."""
    if PERSONAL_NUMBER.search(field.data or ""):
        raise ValidationError(
            _("It looks as if a personal identity number stands here. Take it away.")
        )


def pupils_field() -> WholeNumberField:
    """Give the field for how many pupils."""
    return WholeNumberField(
        _l("Number of pupils"),
        validators=[
            InputRequired(_l("Write how many pupils.")),
            Between(1, MOST_PUPILS, _l("Write a number from 1 to 300.")),
        ],
    )


class SchoolForm(FlaskForm):
    """Which school and class, and who to write to."""

    school = StringField(
        _l("School"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write the name of the school.")),
            Length(max=LONGEST_SCHOOL, message=_l("At most 160 characters.")),
        ],
    )
    school_place = SelectField(
        _l("The school’s municipality"),
        validators=[InputRequired(_l("Choose the school’s municipality."))],
    )
    school_year = SelectField(
        _l("Year"),
        choices=lambda: [SelectChoice("", _l("Choose the year")), *choices(SchoolYear)],
        validators=[InputRequired(_l("Choose the year."))],
    )
    pupils = pupils_field()
    name = name_field()
    email = email_field()

    # Whether the address may be left out: on the phone it may.
    on_the_phone = False

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.school_place.choices = place_choices(_("Choose a municipality"))
        if self.on_the_phone:
            self.name.label.text = _("The teacher’s name")
            self.email.validators = [Optional(), Length(max=255), Email()]
            self.email.flags.required = False

    def _said(self, language: str) -> dict[str, Any]:
        return {
            "school": self.school.data or "",
            "school_place": self.school_place.data or "",
            "school_year": SchoolYear(self.school_year.data),
            "pupils": self.pupils.data or 0,
            "name": plain(self.name.data),
            "email": self.email.data or "",
            "language": Language(language),
        }


class ClassForm(SchoolForm):
    """A class that wants to come."""

    needs = TextAreaField(
        _l("What the class needs"),
        description=_l(
            "In general words, such as a ramp or a hearing loop. Write no names, and nothing about"
            " the health of anybody."
        ),
        filters=[plain],
        validators=[
            Length(max=LONGEST_NEEDS, message=_l("At most 500 characters.")),
            no_personal_number,
        ],
    )

    def __init__(self, capacity: int, **given: Any) -> None:
        self.capacity = capacity
        super().__init__(**given)

    def validate_pupils(self, field: WholeNumberField) -> None:
        """Refuse a class that never fits, in words that say what does."""
        if not field.errors and field.data and field.data > self.capacity:
            raise ValidationError(
                ngettext(
                    "The session has seats for %(num)d pupil. Divide the class over two sessions.",
                    "The session has seats for %(num)d pupils. Divide the class over two sessions.",
                    self.capacity,
                )
            )

    def words(self, language: str) -> ClassWords:
        """Give what was said."""
        return ClassWords(needs=self.needs.data or "", **self._said(language))


class ClassOnThePhoneForm(ClassForm):
    """The same, as a coordinator writes it down."""

    on_the_phone = True


class SchoolRequestForm(SchoolForm):
    """What a teacher asks for outside the events."""

    kind = RadioField(
        _l("What do you want?"),
        choices=lambda: choices(SchoolRequestKind),
        validators=[InputRequired(_l("Choose what you want."))],
    )
    topic = TextAreaField(
        _l("What it is about"),
        description=_l(
            "A subject, a course or a question. Write no names of pupils, and nothing about the"
            " health of anybody."
        ),
        filters=[plain],
        validators=[
            DataRequired(_l("Write what it is about.")),
            Length(max=LONGEST_WORDS, message=_l("At most 2,000 characters.")),
            no_personal_number,
        ],
    )
    wanted_when = StringField(
        _l("When"),
        description=_l("For example “a Tuesday in April” or “before 1 February”."),
        filters=[plain],
        validators=[Length(max=LONGEST_WHEN, message=_l("At most 200 characters."))],
    )

    def words(self, language: str) -> RequestWords:
        """Give what was said."""
        return RequestWords(
            kind=SchoolRequestKind(self.kind.data),
            topic=self.topic.data or "",
            wanted_when=self.wanted_when.data or "",
            **self._said(language),
        )


class SchoolRequestOnThePhoneForm(SchoolRequestForm):
    """The same, as a coordinator writes it down."""

    on_the_phone = True


class PupilsForm(SeenForm):
    """How many come after all."""

    pupils = pupils_field()

    @classmethod
    def of(cls, booking: ClassBooking) -> "PupilsForm":
        """Give the form with how many are booked."""
        return cls(is_edited=True, pupils=booking.pupils)


class ClassEvaluationForm(FlaskForm):
    """The three questions to a teacher whose class was there."""

    good = RadioField(
        _l("How good was it?"),
        choices=lambda: marks(_("not good"), _("very good")),
        validators=[InputRequired(_l("Choose from 1 to 5."))],
    )
    curious = RadioField(
        _l("Did the pupils become curious about studying?"),
        choices=lambda: marks(_("not at all"), _("very much")),
        validators=[InputRequired(_l("Choose from 1 to 5."))],
    )
    words = TextAreaField(
        _l("What should we change?"),
        description=_l("Write nothing about single pupils."),
        filters=[plain],
        validators=[
            Length(max=LONGEST_WORDS, message=_l("At most 2,000 characters.")),
            no_personal_number,
        ],
    )


def marks(least: str, most: str) -> list[tuple[str, str]]:
    """Give the marks from 1 to 5, with what the ends mean."""
    ends = {1: f"1 – {least}", 5: f"5 – {most}"}
    return [(str(mark), ends.get(mark, str(mark))) for mark in range(1, 6)]
