"""The steps of a profile as data, and what happens at each: shown, checked, saved, led onwards.

Students fill in their own; a coordinator fills in for somebody on the phone. Both use `take_step`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from models.actors import Actor
from models.errors import NotFound
from models.operations.students import missing_of
from models.people import Student
from models.words import Kind
from web.clock import now
from web.labels import FIELDS
from web.meanwhile import both_versions
from web.pages import show
from web.refusals import wants_json
from web.row_fields import USUAL_SKILL_LEVEL, level_choices
from web.session import session
from web.spoken_languages import COMMON, names_of_languages
from web.students.profile_forms import AboutForm, ReachForm, StudiesForm, TextForm
from web.students.row_forms import SKILL_LEVELS, LanguagesForm, SkillsForm
from web.students.seeking_form import SeekingForm
from web.students.step_form import StepForm

# Gives the address of a step, by its name: a student's own, or one that a coordinator fills in.
Address = Callable[[str], str]

BLANK_ROWS, MOST_BLANK_ROWS = 3, 20


@dataclass(frozen=True)
class Step:
    """A step of the profile.

    Parameters
    ----------
    name : str
        As it stands in the address.
    title : LazyString
        As it stands over the page.
    form : type of StepForm
        What is asked.
    fields : tuple of str
        What a match needs of it, by the names that a refusal uses.
    """

    name: str
    title: LazyString
    form: type[StepForm]
    fields: tuple[str, ...] = ()


STEPS = (
    Step("about", _l("About you"), AboutForm, ("name", "is_adult")),
    Step("studies", _l("Your studies"), StudiesForm, ("programme", "level")),
    Step("seeking", _l("What you look for"), SeekingForm, ("seeking",)),
    Step("skills", _l("What you can do"), SkillsForm),
    Step("languages", _l("Languages"), LanguagesForm, ("languages",)),
    Step("reach", _l("Where you can be"), ReachForm, ("place",)),
    Step("text", _l("In your own words"), TextForm),
)
REVIEW = "review"
FIRST = STEPS[0].name


@dataclass(frozen=True)
class MissingField:
    """Something a match needs that is not told, and the step that asks for it."""

    name: str
    label: LazyString
    step: Step


def step_named(name: str) -> Step:
    """Give a step.

    Raises
    ------
    NotFound
        If there is none of that name.
    """
    for step in STEPS:
        if step.name == name:
            return step
    raise NotFound("step", name)


def name_after(step: Step) -> str:
    """Give the name of the step that follows; the review comes last."""
    at = STEPS.index(step) + 1
    return STEPS[at].name if at < len(STEPS) else REVIEW


def list_missing(student: Student) -> list[MissingField]:
    """List what the profile still lacks before it can be handed in."""
    by_field = {field: step for step in STEPS for field in step.fields}
    return [MissingField(name, FIELDS[name], by_field[name]) for name in missing_of(student)]


def take_step(
    name: str,
    student: Student,
    *,
    by: Actor,
    address: Address,
    template: str = "students/profile/step.html",
) -> ResponseReturnValue:
    """Show a step, or save what was typed and lead to the next.

    Parameters
    ----------
    name : str
        The step.
    student : Student
        Whose profile it is; one that is not stored yet is shown only.
    by : Actor
        Who fills it in.
    address : callable
        Gives the address of a step by its name, ``review`` included.
    template : str, optional
        The page around the step.
    """
    step = step_named(name)
    form = step.form(student)
    if not form.validate_on_submit():
        return show(template, form=form, **context_of(student, step, address))
    if form.conflicts():
        return both_versions(form, ("student", student.id))
    form.save(session, student, by=by, at=now())
    if wants_json():
        # The page goes on from what it has saved.
        return jsonify(seen=form.mark(form.told_by(student)))
    if "more" in request.form:
        # Without scripts: more empty rows are another page, and what was typed is saved.
        return redirect(f"{address(name)}?rows={BLANK_ROWS * 2}#more", 303)
    return redirect(address(name_after(step)), 303)


def context_of(student: Student, step: Step | None, address: Address) -> dict[str, object]:
    """Give what every page of the profile shows around its own content; no step: the review."""
    asked = request.args.get("rows", BLANK_ROWS, type=int)
    return {
        "student": student,
        "step": step,
        "steps": STEPS,
        "address": address,
        "blank_rows": min(max(asked, 1), MOST_BLANK_ROWS),
        "kinds": tuple(Kind),
        "skill_levels": SKILL_LEVELS,
        "language_levels": level_choices(),
        "usual_skill_level": USUAL_SKILL_LEVEL,
        "language_names": names_of_languages(),
        "common_languages": COMMON,
    }
