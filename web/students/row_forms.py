"""The steps that ask for rows: skills and languages, each with its level."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import SelectField
from wtforms.validators import Optional

from models.actors import Actor
from models.keys import fold
from models.operations import profiles as operations
from models.people import Student
from models.words import CEFR, ProfileState
from web.row_fields import languages_field, level_choices, skills_field
from web.rows import as_rows
from web.students.step_form import StepForm

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


class SkillsForm(StepForm):
    """What the student can, and how well."""

    skills = skills_field(
        _l("Skills"),
        SKILL_LEVELS,
        choose_level=_l("Choose how well you know each skill."),
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


# Asked of everybody, since nearly every offer needs one of them.
ASKED = ("sv", "en")


class LanguagesForm(StepForm):
    """Which languages the student knows, and how well."""

    sv = SelectField(_l("Swedish"), validators=[Optional()])
    en = SelectField(_l("English"), validators=[Optional()])
    others = languages_field(
        _l("Other languages"),
        choose_level=_l("Choose how well you know %(language)s."),
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
