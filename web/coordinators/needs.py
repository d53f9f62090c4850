"""Competence needs as the working group keeps them: of employers who phone, and of branches."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.actors import Actor
from models.moves import NEED_MOVES, moves_from
from models.needs import Need
from models.operations import needs as operations
from models.operations.guards import may_move
from models.operations.met_needs import meet_need
from models.queries.concepts import get_labels
from models.queries.employers import get_employer
from models.queries.needs import count_needs, get_need, list_needs
from models.queries.offers import get_offer
from models.words import NeedState, Role
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.filters_asked import asked_word
from web.employers.need_forms import NeedForm
from web.employers.studies import studies
from web.filters import called
from web.histories import history_of
from web.languages import choose as language
from web.lists import Page
from web.meanwhile import both_versions
from web.met_needs import MetForm
from web.pages import show
from web.session import session


@blueprint.get("/needs")
def needs_list() -> ResponseReturnValue:
    """List needs, the open and the soonest first."""
    fields, state = dict(studies()), asked_word("state", NeedState)
    field = request.args.get("field", "") if request.args.get("field") in fields else ""
    page = Page.of_request(count_needs(session, state=state, field_id=field))
    needs = list_needs(session, state=state, field_id=field, limit=page.size, offset=page.offset)
    return show(
        "coordinators/needs/list.html", needs=needs, page=page, state=state, field=field,
        fields=fields, states=NeedState,
    )  # fmt: skip


@blueprint.route("/needs/new", methods=["GET", "POST"])
@blueprint.route("/employers/<int:employer_id>/needs/new", methods=["GET", "POST"])
def needs_new(employer_id: int | None = None) -> ResponseReturnValue:
    """Register a need of a branch, or of an employer who phones."""
    employer = get_employer(session, employer_id) if employer_id is not None else None
    form = NeedForm(studies(), employer=employer)
    if not form.validate_on_submit():
        return show("coordinators/needs/new.html", form=form, employer=employer)
    by = current_actor(for_role=Role.EMPLOYER if employer else None)
    branch = form.branch.data if form.branch else ""
    need = operations.register_need(session, employer, form.words(), branch=branch, by=by, at=now())
    return _to(need, _("Registered. It counts in the gap from now on."))


@blueprint.post("/offers/<int:offer_id>/need")
def needs_from_offer(offer_id: int) -> ResponseReturnValue:
    """Register the places of an offer that nobody took as a need."""
    offer, by = get_offer(session, offer_id), current_actor(for_role=Role.EMPLOYER)
    need = operations.need_of_offer(session, offer, by=by, at=now())
    return _to(need, _("Registered as a need. Look through when and how sure it is."))


@blueprint.get("/needs/<int:need_id>")
def needs_show(need_id: int) -> ResponseReturnValue:
    """Show a need, what is done about it, and where that stands."""
    need = get_need(session, need_id)
    return _show(need, MetForm(need, called))


@blueprint.route("/needs/<int:need_id>/edit", methods=["GET", "POST"])
def needs_edit(need_id: int) -> ResponseReturnValue:
    """Change an open need."""
    need = get_need(session, need_id)
    by = _actor(need)
    may_move(NEED_MOVES, "need", "withdraw", need.state, by)
    form = NeedForm(studies(), need=need, employer=need.employer)
    if not form.validate_on_submit():
        return show("coordinators/needs/edit.html", form=form, need=need)
    if form.conflicts():
        return both_versions(form, ("need", need_id))
    operations.edit_need(session, need, form.words(), by=by, at=now())
    return _to(need, _("Saved."))


@blueprint.post("/needs/<int:need_id>/look-at")
def needs_look_at(need_id: int) -> ResponseReturnValue:
    """Note that the working group has read it."""
    need = get_need(session, need_id)
    operations.look_at_need(session, need, by=current_actor(), at=now())
    return _to(need, _("Noted. It is off the work list."))


@blueprint.post("/needs/<int:need_id>/meet")
def needs_meet(need_id: int) -> ResponseReturnValue:
    """Note that it is met, and how."""
    need = get_need(session, need_id)
    form = MetForm(need, called)
    if not form.validate_on_submit():
        return _show(need, form)
    meet_need(session, need, form.met_how, form.means, by=_actor(need), at=now())
    return _to(need, _("Noted as met. It no longer counts in the gap."))


@blueprint.post("/needs/<int:need_id>/withdraw")
def needs_withdraw(need_id: int) -> ResponseReturnValue:
    """Take it back."""
    need = get_need(session, need_id)
    operations.withdraw_need(session, need, by=_actor(need), at=now())
    return _to(need, _("Withdrawn. It no longer counts in the gap."))


@blueprint.post("/needs/<int:need_id>/reopen")
def needs_reopen(need_id: int) -> ResponseReturnValue:
    """Open it again."""
    need = get_need(session, need_id)
    operations.reopen_need(session, need, by=current_actor(), at=now())
    return _to(need, _("Open again. It counts in the gap."))


def _actor(need: Need) -> Actor:
    """Give who acts: of an employer's need, the coordinator writes down what the employer says."""
    return current_actor(for_role=Role.EMPLOYER if need.employer else None)


def _show(need: Need, form: MetForm) -> ResponseReturnValue:
    moves = moves_from(NEED_MOVES, need.state, Role.COORDINATOR)
    return show(
        "coordinators/needs/show.html",
        form=form,
        need=need,
        field=get_labels(session, [need.field_id or ""], language()).get(need.field_id or ""),
        moves=[move.verb for move in moves],
        told=history_of(("need", need.id)),
    )


def _to(need: Need, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.needs_show", need_id=need.id), 303)
