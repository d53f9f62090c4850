"""A CV to propose skills, and the skills of it that a student takes over."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from web.bridge import cvs
from web.bridge.cvs import Reading, read_cv
from web.row_fields import USUAL_SKILL_LEVEL
from web.students.row_forms import LEVELS_OF_SKILL, MOST_SKILLS

REFUSED: dict[str, LazyString] = {
    cvs.EMPTY: _l("The file is empty. Choose another."),
    cvs.LARGE: _l("The file is too large. A CV has at most 3 MB: leave pictures out."),
    cvs.KIND: _l("That is no PDF and no Word file (.docx). Save your CV as one of them."),
    cvs.LOCKED: _l("The file is locked with a password. Save it without one."),
    cvs.MACROS: _l("The file holds macros. Save it as .docx or PDF, without them."),
    cvs.PAGES: _l("The file has more than 20 pages. Choose a shorter CV."),
    cvs.NO_TEXT: _l("There is no text in the file, perhaps only pictures of text."),
    cvs.BROKEN: _l("The file could not be read: it is damaged, or not quite what it says."),
    cvs.HEAVY: _l("The file takes more time or memory to read than a CV does."),
}


class CvForm(FlaskForm):
    """A file, which is read and not kept."""

    file = FileField(
        _l("Your CV, as PDF or Word (.docx)"),
        validators=[FileRequired(_l("Choose a file."))],
    )

    def read(self) -> Reading:
        """Read the file; say at the field why, where it is refused."""
        upload = self.file.data
        reading = read_cv(upload.stream.read(cvs.MOST_BYTES + 1), upload.filename or "")
        if reading.refused:
            self.file.errors = [*self.file.errors, REFUSED[reading.refused]]
        return reading


class TakeForm(FlaskForm):
    """Which of the proposed skills are taken over, each with a level.

    Parameters
    ----------
    labels : mapping
        What each proposed concept is called, by its id.
    known : mapping
        The skills that the student has: words to level.
    """

    def __init__(self, labels: Mapping[str, str], known: Mapping[str, int]) -> None:
        super().__init__()
        self.labels, self.known = dict(labels), dict(known)
        self.faults: list[str] = []

    def is_ticked(self, concept_id: str) -> bool:
        """Whether a skill is taken."""
        return concept_id in request.form.getlist("take")

    def level_of(self, concept_id: str) -> str:
        """Give the level that was chosen for a skill, or the usual one."""
        return request.form.get(f"level-{concept_id}", USUAL_SKILL_LEVEL)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that something is ticked, that levels are levels, and that there is room."""
        super().validate(extra_validators)
        taken = [each for each in self.labels if self.is_ticked(each)]
        if not taken:
            self.faults.append(_("Tick at least one skill, or go back."))
        if any(self.level_of(each) not in LEVELS_OF_SKILL for each in taken):
            self.faults.append(_("Choose how well you know each skill."))
        if len(self.known | {self.labels[each]: 0 for each in taken}) > MOST_SKILLS:
            self.faults.append(_("At most 40 skills. Keep those that matter most."))
        return not self.errors and not self.faults

    def skills(self) -> dict[str, int]:
        """Give the skills that the student has from now on: those known, and those ticked."""
        taken = {
            self.labels[each]: int(self.level_of(each))
            for each in self.labels
            if self.is_ticked(each)
        }
        return taken | self.known
