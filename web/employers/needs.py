"""An employer's competence needs: whom they will lack, by when, and what came of it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.needs import Need
from models.operations import needs as operations
from models.operations.met_needs import meet_need
from models.queries.needs import get_need, list_needs_of_employer
from models.queries.offers import get_offer
from models.words import ActivityState, NeedState
from web.access import current_actor
from web.clock import now
from web.employers.blueprint import blueprint
from web.employers.need_forms import NeedForm
from web.employers.own import own_contact
from web.employers.studies import studies
from web.filters import candidate
from web.meanwhile import both_versions
from web.met_needs import MetForm
from web.pages import show
from web.session import session

# What is only thought of is the working group's own; from here on it is there for everybody.
DECIDED = frozenset(
    {
        ActivityState.APPROVED,
        ActivityState.PLANNED,
        ActivityState.RUNNING,
        ActivityState.COMPLETED,
        ActivityState.EVALUATED,
    }
)


@blueprint.get("/needs")
def needs_list() -> ResponseReturnValue:
    """List what the employer has registered, and what is done about it."""
    needs = list_needs_of_employer(session, own_contact().employer_id)
    return show("employers/needs/list.html", needs=needs, decided=DECIDED)


@blueprint.route("/needs/new", methods=["GET", "POST"])
def needs_new() -> ResponseReturnValue:
    """Register a need."""
    employer = own_contact().employer
    form = NeedForm(studies(), employer=employer)
    if not form.validate_on_submit():
        return show("employers/needs/edit.html", form=form, need=None)
    operations.register_need(session, employer, form.words(), by=current_actor(), at=now())
    flash(_("Registered. The working group reads it, and it counts among what is needed."))
    return redirect(url_for("employers.needs_list"), 303)


@blueprint.post("/offers/<int:offer_id>/need")
def needs_from_offer(offer_id: int) -> ResponseReturnValue:
    """Register the places of an offer that nobody took as a need."""
    offer = get_offer(session, offer_id)
    need = operations.need_of_offer(session, offer, by=current_actor(), at=now())
    flash(_("Registered as a need. Look through when and how sure it is."), "success")
    return redirect(url_for("employers.needs_edit", need_id=need.id), 303)


@blueprint.route("/needs/<int:need_id>", methods=["GET", "POST"])
def needs_edit(need_id: int) -> ResponseReturnValue:
    """Show a need; an open one can be changed."""
    need = get_need(session, need_id)
    form = NeedForm(studies(), need=need, employer=need.employer)
    if not form.validate_on_submit():
        return show(
            _page_of(need), form=form, need=need, met=MetForm(need, candidate), decided=DECIDED
        )
    if form.conflicts():
        return both_versions(form, ("need", need_id))
    operations.edit_need(session, need, form.words(), by=current_actor(), at=now())
    flash(_("Saved."), "success")
    return redirect(url_for("employers.needs_list"), 303)


@blueprint.post("/needs/<int:need_id>/meet")
def needs_meet(need_id: int) -> ResponseReturnValue:
    """Note that it is met, and how."""
    need = get_need(session, need_id)
    met = MetForm(need, candidate)
    if not met.validate_on_submit():
        return show("employers/needs/show.html", form=met, need=need, met=met, decided=DECIDED)
    meet_need(session, need, met.met_how, met.means, by=current_actor(), at=now())
    flash(_("Noted as met. Good to hear."), "success")
    return redirect(url_for("employers.needs_list"), 303)


@blueprint.post("/needs/<int:need_id>/withdraw")
def needs_withdraw(need_id: int) -> ResponseReturnValue:
    """Take it back."""
    need = get_need(session, need_id)
    operations.withdraw_need(session, need, by=current_actor(), at=now())
    flash(_("Withdrawn. Nobody counts on it any more."), "success")
    return redirect(url_for("employers.needs_list"), 303)


def _page_of(need: Need) -> str:
    is_open = need.state is NeedState.OPEN
    return "employers/needs/edit.html" if is_open else "employers/needs/show.html"
