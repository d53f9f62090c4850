"""The life-cycle model as the steering group reads, compares and adopts it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.errors import NotFound
from models.lifecycle import LifecycleVersion
from models.operations import lifecycle as operations
from models.queries.lifecycle import find_model_before, get_model, list_models
from web.access import current_actor
from web.clock import now
from web.lifecycle import differences_of, said_of
from web.numbers import sent_number
from web.pages import show
from web.session import session
from web.steering.blueprint import blueprint
from web.steering.lifecycle_forms import AdoptForm


@blueprint.get("/model")
def lifecycle_list() -> ResponseReturnValue:
    """List the versions."""
    return show("steering/lifecycle/list.html", models=list_models(session))


@blueprint.get("/model/<int:number>")
def lifecycle_show(number: int) -> ResponseReturnValue:
    """Show a version as it is read; a draft can be adopted."""
    return _show(get_model(session, number), AdoptForm())


@blueprint.post("/model/<int:number>/adopt")
def lifecycle_adopt(number: int) -> ResponseReturnValue:
    """Adopt a draft, as the steering group decided in a meeting."""
    model, form = get_model(session, number), AdoptForm()
    if not form.validate_on_submit():
        return _show(model, form)
    told = {name: value for name, value in form.data.items() if name != "csrf_token"}
    seen = sent_number("version") or 0
    operations.adopt_model(session, model, **told, seen=seen, by=current_actor(), at=now())
    flash(_("Adopted. It is in force from now on, and is never changed."), "success")
    return redirect(url_for("steering.lifecycle_show", number=number), 303)


@blueprint.get("/model/<int:number>/compare")
def lifecycle_compare(number: int) -> ResponseReturnValue:
    """Show a version beside the one before it."""
    after, before = get_model(session, number), find_model_before(session, number)
    if before is None:
        raise NotFound("model", number)
    differences = differences_of(before, after)
    context = {"before": before, "after": after, "differences": differences}
    return show("steering/lifecycle/compare.html", **context)


def _show(model: LifecycleVersion, form: AdoptForm) -> ResponseReturnValue:
    return show(
        "steering/lifecycle/show.html",
        form=form,
        model=model,
        stages=[said_of(row) for row in model.stages],
    )
