"""The forms of a profile's steps. Each fills itself from a student and saves itself.

A step may be left half filled: the review says what is missing. Only somebody who takes part
already cannot empty what a match needs.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional, Regexp

from models.actors import Actor
from models.keys import fold
from models.operations import students as operations
from models.people import Student
from models.words import CEFR, Language, Level, ProfileState
from web.clock import today
from web.labels import choices, label
from web.place_choices import place_choices
from web.plain_text import plain
from web.rows import Row, RowsField, as_rows
from web.spoken_languages import language_name, names_of_languages
from web.students.terms import term_choices

LONGEST_TEXT = 4000
LONGEST_SKILL = 120
MOST_SKILLS = 40
MOST_LANGUAGES = 15

SKILL_LEVELS = (
    ("1", _l("have heard of it")),
    ("2", _l("have tried it")),
    ("3", _l("have used it")),
    ("4", _l("use it on my own")),
    ("5", _l("could teach it")),
)
LEVELS_OF_SKILL = dict(SKILL_LEVELS)
USUAL_SKILL_LEVEL = "3"


class StepForm(FlaskForm):
    """One step of a profile."""

    # What cannot be emptied while the student takes part.
    needed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, student: Student) -> None:
        self.student = student
        super().__init__(data=self.told_by(student))

    def told_by(self, student: Student) -> dict[str, Any]:
        """Give what the student has told, by the names of the fields."""
        return {name: getattr(student, name) for name in operations.EDITABLE}

    def save(self, session: Session, student: Student, *, by: Actor, at: datetime) -> None:
        """Store what was typed."""
        told = {name: self[name].data for name in self._stored()}
        operations.edit_student(session, student, by=by, at=at, **told)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and that nothing a match needs was emptied."""
        super().validate(extra_validators)
        if self.student.state is ProfileState.SUBMITTED:
            for field in (self[name] for name in self.needed if not self[name].data):
                words = _("This has to stay filled in while you take part.")
                field.errors = [*field.errors, words]
        return not self.errors

    def _stored(self) -> list[str]:
        """Name the fields that are columns of the student too."""
        return [field.name for field in self if field.name in operations.EDITABLE]


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


def _check_skill(row: Row) -> str | None:
    if len(row.first) > LONGEST_SKILL:
        return str(_("Write each skill in a few words, at most 120 characters."))
    return None if row.second in LEVELS_OF_SKILL else str(_("Choose how well you know each skill."))


class SkillsForm(StepForm):
    """What the student can, and how well."""

    skills = RowsField(
        _l("Skills"),
        check=_check_skill,
        most=MOST_SKILLS,
        too_many=_l("At most 40 skills. Keep those that matter most."),
    )

    def told_by(self, student: Student) -> dict[str, Any]:
        """Give the skills as rows."""
        return {"skills": as_rows((skill.words, skill.level) for skill in student.skills)}

    def save(self, session: Session, student: Student, *, by: Actor, at: datetime) -> None:
        """Store the rows; of two that say the same, the last."""
        last = {fold(row.first): row for row in self.skills.data}
        told = {row.first: int(row.second) for row in last.values()}
        if told != {skill.words: skill.level for skill in student.skills}:
            operations.set_skills(session, student, told, by=by, at=at)


def _check_language(row: Row) -> str | None:
    if row.first not in names_of_languages():
        return str(_("Choose a language from the list."))
    if row.second not in CEFR.__members__:
        name = language_name(row.first)
        return str(_("Choose how well you know %(language)s.", language=name))
    return None


# Asked of everybody, since nearly every offer needs one of them.
ASKED = ("sv", "en")


class LanguagesForm(StepForm):
    """Which languages the student knows, and how well."""

    sv = SelectField(_l("Swedish"), validators=[Optional()])
    en = SelectField(_l("English"), validators=[Optional()])
    others = RowsField(
        _l("Other languages"),
        check=_check_language,
        most=MOST_LANGUAGES,
        too_many=_l("At most 15 other languages."),
    )

    def __init__(self, student: Student) -> None:
        super().__init__(student)
        for code in ASKED:
            self[code].choices = [("", _("Not at all")), *level_choices()]

    def told_by(self, student: Student) -> dict[str, Any]:
        """Give the levels by language."""
        levels = {known.code: known.level.name for known in student.languages}
        others = {code: level for code, level in levels.items() if code not in ASKED}
        return {code: levels.get(code, "") for code in ASKED} | {"others": as_rows(others)}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the rows, and that somebody who takes part knows some language."""
        super().validate(extra_validators)
        if self.student.state is ProfileState.SUBMITTED and not self._told():
            self.sv.errors = [*self.sv.errors, _("Choose at least one language.")]
        return not self.errors

    def save(self, session: Session, student: Student, *, by: Actor, at: datetime) -> None:
        """Store the languages."""
        told = {code: CEFR[level] for code, level in self._told().items()}
        if told != {known.code: known.level for known in student.languages}:
            operations.set_languages(session, student, told, by=by, at=at)

    def _told(self) -> dict[str, str]:
        asked = {code: self[code].data for code in ASKED if self[code].data}
        return {row.first: row.second for row in self.others.data} | asked


def level_choices() -> list[tuple[str, Any]]:
    """Give the levels of a language for a form."""
    return [(level.name, label(level)) for level in CEFR]


class ReachForm(StepForm):
    """Where the student can be."""

    place = SelectField(
        _l("Where do you live while you study?"),
        description=_l("The journey is reckoned from here."),
        validators=[Optional()],
    )
    travel_minutes = IntegerField(
        _l("Longest journey, in minutes one way"),
        description=_l("For example 60. Sundsvall–Härnösand is about 50 minutes by train."),
        validators=[Optional(), NumberRange(0, 600, _l("Write a number of minutes up to 600."))],
        render_kw={"inputmode": "numeric"},
    )
    travel_km = IntegerField(
        _l("Longest journey, in kilometres one way"),
        description=_l("If you would rather think in distance. One of the two is enough."),
        validators=[Optional(), NumberRange(0, 2000, _l("Write a number of km up to 2,000."))],
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
