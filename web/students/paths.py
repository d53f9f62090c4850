"""The student's own way through the stages: what they did here, and what they choose to tell."""

from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.paths import add_step, remove_step
from models.paths import STAGE_OF, PathStep
from models.queries.paths import list_path_steps, list_placements_of_student
from models.queries.surveys import list_surveys_of_student
from models.words import Stage, SurveyState
from web.access import current_actor
from web.clock import now, today
from web.pages import show
from web.session import session
from web.students.blueprint import students
from web.students.own import own_student
from web.students.path_forms import PathStepForm


@students.get("/path")
def path_show() -> ResponseReturnValue:
    """Show the four stages, with what the student did and told in each."""
    return _shown(PathStepForm(today().year))


@students.post("/path")
def path_add() -> ResponseReturnValue:
    """Keep a step that the student tells of."""
    student, form = own_student(), PathStepForm(today().year)
    if not form.validate_on_submit():
        return _shown(form)
    by, stage = current_actor(), Stage(form.stage.data)
    add_step(session, student, stage, form.what.data or "", form.year.data, by=by, at=now())
    flash(_("It stands on your path. Only you see it."), "success")
    return redirect(url_for("students.path_show"), 303)


@students.post("/path/<int:step_id>/remove")
def path_remove(step_id: int) -> ResponseReturnValue:
    """Remove a step; one that is gone is gone."""
    remove_step(session, own_student(), step_id, by=current_actor(), at=now())
    flash(_("It is removed."), "success")
    return redirect(url_for("students.path_show"), 303)


def _shown(form: PathStepForm) -> ResponseReturnValue:
    student = own_student()
    placements = list_placements_of_student(session, student.id)
    answered = [
        survey
        for survey in list_surveys_of_student(session, student.id)
        if survey.state is SurveyState.ANSWERED
    ]
    return show(
        "students/paths/show.html",
        form=form,
        stages=Stage,
        told=_by_stage(list_path_steps(session, student.id)),
        placements={
            stage: [match for match in placements if STAGE_OF[match.kind] is stage]
            for stage in Stage
        },
        answered={Stage.RETAIN: answered},
    )


def _by_stage(steps: Sequence[PathStep]) -> dict[Stage, list[PathStep]]:
    found: dict[Stage, list[PathStep]] = {stage: [] for stage in Stage}
    for step in steps:
        found[step.stage].append(step)
    return found
