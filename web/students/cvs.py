"""A CV that proposes skills: read and forgotten; what is ticked is taken over into the profile."""

from collections.abc import Iterable

from flask import Flask, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from models.concepts import SKILL_KINDS
from models.keys import fold
from models.operations.profiles import set_skills
from models.people import Student
from models.queries.concepts import get_labels_of_kinds
from web.access import current_actor
from web.clock import now
from web.commit import ANSWERED_ANEW
from web.languages import choose
from web.pages import show
from web.row_fields import USUAL_SKILL_LEVEL
from web.session import WRITES_LATE, session
from web.students.blueprint import students
from web.students.cv_forms import CvForm, TakeForm
from web.students.limits import read_files
from web.students.own import begin_own_student, find_own_student
from web.students.profile import step_address
from web.students.row_forms import SKILL_LEVELS

READS = "students.cvs_read"
MOST_PROPOSED = 60


def init_app(app: Flask) -> None:
    """Let a file be read before anything is written: reading writes nothing, and takes seconds."""
    app.config.setdefault(WRITES_LATE, set()).add(READS)
    app.config.setdefault(ANSWERED_ANEW, set()).add(READS)


@students.route("/cv", methods=["GET", "POST"])
@read_files
def cvs_read() -> ResponseReturnValue:
    """Ask for a CV, and propose the skills that it speaks of."""
    form, student = CvForm(), find_own_student()
    reading = form.read() if form.validate_on_submit() else None
    if reading is None or reading.refused:
        return show("students/cvs/read.html", form=form)
    labels = _not_known(student, _labels(reading.concepts))
    return _propose(TakeForm(labels, {}), is_new=True)


@students.post("/cv/take")
def cvs_take() -> ResponseReturnValue:
    """Take over what is ticked."""
    student = begin_own_student()
    known = {skill.words: skill.level for skill in student.skills}
    form = TakeForm(_labels(request.form.getlist("found")[:MOST_PROPOSED]), known)
    if not form.validate_on_submit():
        return _propose(form, is_new=False)
    skills = form.skills()
    set_skills(session, student, skills, by=current_actor(), at=now())
    count = len(skills) - len(known)
    flash(ngettext("%(num)d skill is added.", "%(num)d skills are added.", count), "success")
    return redirect(step_address("skills"), 303)


def _propose(form: TakeForm, *, is_new: bool) -> ResponseReturnValue:
    return show(
        "students/cvs/propose.html",
        form=None if is_new else form,
        proposed=form,
        levels=SKILL_LEVELS,
        usual=USUAL_SKILL_LEVEL,
    )


def _labels(concept_ids: Iterable[str]) -> dict[str, str]:
    """Give what skills are called, in the order of their ids; what is no skill is left out."""
    ids = list(dict.fromkeys(concept_ids))
    found = get_labels_of_kinds(session, ids, SKILL_KINDS, choose())
    return {each: found[each] for each in ids if each in found}


def _not_known(student: Student | None, labels: dict[str, str]) -> dict[str, str]:
    """Leave out what the profile says already."""
    skills = student.skills if student else []
    ids, words = {each.concept_id for each in skills}, {fold(each.words) for each in skills}
    return {
        each: label
        for each, label in labels.items()
        if each not in ids and fold(label) not in words
    }
