"""The life-cycle model as the working group develops it; the steering group adopts it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.errors import NotFound
from models.operations import lifecycle as operations
from models.queries.lifecycle import (
    find_draft,
    find_model,
    find_model_before,
    get_model,
    list_models,
)
from models.words import Stage
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.lifecycle_forms import form_for
from web.histories import history_of
from web.lifecycle import differences_of, said_of
from web.meanwhile import both_versions
from web.pages import show
from web.session import session


@blueprint.get("/model")
def lifecycle_list() -> ResponseReturnValue:
    """List the versions, and where the next one is drafted."""
    return show(
        "coordinators/lifecycle/list.html", models=list_models(session), draft=find_draft(session)
    )


@blueprint.get("/model/<int:number>")
def lifecycle_show(number: int) -> ResponseReturnValue:
    """Show a version as it is read."""
    model = get_model(session, number)
    return show(
        "coordinators/lifecycle/show.html",
        model=model,
        stages=[said_of(row) for row in model.stages],
        told=history_of(("model", model.id)),
    )


@blueprint.post("/model/draft")
def lifecycle_draft() -> ResponseReturnValue:
    """Begin the next version, or go on with the one that is begun."""
    model = operations.draft_model(session, by=current_actor(), at=now())
    return redirect(url_for("coordinators.lifecycle_edit", number=model.number), 303)


@blueprint.route("/model/<int:number>/edit", methods=["GET", "POST"])
def lifecycle_edit(number: int) -> ResponseReturnValue:
    """Write a draft."""
    model = get_model(session, number)
    operations.is_draft(model, "edit")
    form = form_for(model)
    if not form.validate_on_submit():
        return show("coordinators/lifecycle/edit.html", form=form, model=model, stages=Stage)
    if form.conflicts():
        return both_versions(form, ("model", model.id))
    by, change = current_actor(), form.change.data
    operations.edit_model(session, model, form.told(), change=change, by=by, at=now())
    flash(_("The draft is saved. The steering group can read it and adopt it."), "success")
    return redirect(url_for("coordinators.lifecycle_show", number=number), 303)


@blueprint.post("/model/<int:number>/drop")
def lifecycle_drop(number: int) -> ResponseReturnValue:
    """Take a draft away. Twice is once."""
    model = find_model(session, number)
    if model is not None:
        operations.drop_model(session, model, by=current_actor(), at=now())
    flash(_("The draft is taken away."), "success")
    return redirect(url_for("coordinators.lifecycle_list"), 303)


@blueprint.get("/model/<int:number>/compare")
def lifecycle_compare(number: int) -> ResponseReturnValue:
    """Show a version beside the one before it."""
    after, before = get_model(session, number), find_model_before(session, number)
    if before is None:
        raise NotFound("model", number)
    differences = differences_of(before, after)
    context = {"before": before, "after": after, "differences": differences}
    return show("coordinators/lifecycle/compare.html", **context)
