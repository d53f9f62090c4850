"""The steps of a profile that ask for single things: who, what studies, where, own words."""

from datetime import date, datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, Regexp

from models.actors import Actor
from models.operations import profiles as operations
from models.people import Student
from models.words import Language, Level, ProfileState
from web.clock import today
from web.labels import choices
from web.number_fields import Between, WholeNumberField
from web.place_choices import place_choices
from web.plain_text import plain
from web.students.step_form import StepForm
from web.students.terms import term_choices

LONGEST_TEXT = 4000


class AboutForm(StepForm):
    """Who the student is, and how to reach them."""

    needed = ("name", "is_adult")

    name = StringField(
        _l("Your name"),
        validators=[Optional(), Length(max=120)],
        filters=[plain],
        render_kw={"autocomplete": "name"},
    )
    is_adult = BooleanField(_l("I am 18 or older"))
    phone = TelField(
        _l("Phone"),
        description=_l("So that the working group can call you. An employer gets it when you both "
                       "have said yes, or want to meet first."),
        validators=[
            Optional(),
            Length(max=40),
            Regexp(r"^[0-9+()\-/. ]*$", message=_l("Write the number with digits.")),
        ],
        filters=[plain],
        render_kw={"autocomplete": "tel"},
    )  # fmt: skip
    language = RadioField(_l("We write to you in"), coerce=str, validators=[Optional()])
    home_place = SelectField(
        _l("Home municipality"),
        description=_l("Where you come from. Only for counting how many stay or move here; the "
                       "matching never sees it."),
        validators=[Optional()],
    )  # fmt: skip

    def __init__(self, student: Student) -> None:
        super().__init__(student)
        self.language.choices = choices(Language)
        self.home_place.choices = place_choices(_("I would rather not say"))

    def save(self, session: Session, student: Student, *, by: Actor, at: datetime) -> None:
        """Store what was typed."""
        told = {name: self[name].data for name in self._stored()}
        told["language"] = Language(self.language.data)
        operations.edit_student(session, student, by=by, at=at, **told)


class StudiesForm(StepForm):
    """What the student studies, and until when."""

    needed = ("programme", "level")

    university = StringField(
        _l("University"), validators=[Optional(), Length(max=120)], filters=[plain]
    )
    programme = StringField(
        _l("Programme or main subject"),
        description=_l("Suggestions come as you type. Other words are fine too."),
        validators=[Optional(), Length(max=200)],
        filters=[plain],
    )
    level = RadioField(_l("Level"), validators=[Optional()])
    graduates_on = SelectField(
        _l("When do you finish your studies?"),
        description=_l("About when. You can change it later."),
        validators=[Optional()],
    )

    def __init__(self, student: Student) -> None:
        super().__init__(student)
        self.level.choices = choices(Level)
        self.graduates_on.choices = term_choices(today(), student.graduates_on)

    def told_by(self, student: Student) -> dict[str, Any]:
        """Give what the student has told; the university that runs the service comes first."""
        told = super().told_by(student)
        begun = student.university or student.programme
        told["university"] = student.university if begun else current_app.config["UNIVERSITY"]
        return told | {"graduates_on": str(student.graduates_on or "")}

    def save(self, session: Session, student: Student, *, by: Actor, at: datetime) -> None:
        """Store what was typed."""
        until = self.graduates_on.data
        operations.edit_student(
            session,
            student,
            university=self.university.data,
            programme=self.programme.data,
            level=Level(self.level.data) if self.level.data else None,
            graduates_on=date.fromisoformat(until) if until else None,
            by=by,
            at=at,
        )


class ReachForm(StepForm):
    """Where the student can be."""

    place = SelectField(
        _l("Where do you live while you study?"),
        description=_l("The journey is reckoned from here."),
        validators=[Optional()],
    )
    travel_minutes = WholeNumberField(
        _l("Longest journey, in minutes one way"),
        description=_l("For example 60. Sundsvall–Härnösand is about 50 minutes by train."),
        validators=[Optional(), Between(0, 600, _l("Write a number of minutes up to 600."))],
        render_kw={"inputmode": "numeric"},
    )
    travel_km = WholeNumberField(
        _l("Longest journey, in kilometres one way"),
        description=_l("If you would rather think in distance. One of the two is enough."),
        validators=[Optional(), Between(0, 2000, _l("Write a number of km up to 2,000."))],
        render_kw={"inputmode": "numeric"},
    )
    remote = BooleanField(_l("I can work at a distance"))
    moves = BooleanField(_l("I can move for the right place"))

    def __init__(self, student: Student) -> None:
        super().__init__(student)
        self.place.choices = place_choices(_("Choose a municipality"))

    def told_by(self, student: Student) -> dict[str, Any]:
        """Give the distances in whole numbers, as they are asked for."""
        told = super().told_by(student)
        for name in ("travel_minutes", "travel_km"):
            told[name] = None if told[name] is None else round(told[name])
        return told

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that somebody who takes part can be somewhere."""
        super().validate(extra_validators)
        if self.student.state is ProfileState.SUBMITTED and not (
            self.place.data or self.remote.data
        ):
            words = _("Choose where you live, or say that you can work at a distance.")
            self.place.errors = [*self.place.errors, words]
        return not self.errors


class TextForm(StepForm):
    """What the student wants to say in their own words."""

    text = TextAreaField(
        _l("In your own words"),
        validators=[
            Optional(),
            Length(
                max=LONGEST_TEXT,
                message=_l("At most 4,000 characters. Nothing is cut: shorten it and save again."),
            ),
        ],
        filters=[plain],
    )
