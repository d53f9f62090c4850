"""Events for schools: written, published, looked after, closed and cancelled."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.moves import OCCASION_MOVES, moves_from
from models.occasions import Occasion
from models.operations import occasions as operations
from models.queries.activities import list_activities
from models.queries.class_bookings import list_bookings_of_occasion
from models.queries.occasions import get_occasion, get_turnouts, list_occasions
from models.queries.school_requests import list_school_requests_to_answer
from models.words import Role, Stage
from web.access import current_actor
from web.clock import now, today
from web.coordinators.blueprint import blueprint
from web.coordinators.occasion_forms import OccasionForm
from web.coordinators.reason_forms import WhyForm
from web.histories import history_of
from web.meanwhile import both_versions
from web.numbers import sent_number
from web.pages import show
from web.session import session


@blueprint.get("/events")
def occasions_list() -> ResponseReturnValue:
    """List the events with how many they reached."""
    found = list_occasions(session)
    return show(
        "coordinators/occasions/list.html",
        occasions=found,
        turnouts=get_turnouts(session, [occasion.id for occasion in found]),
        waiting=len(list_school_requests_to_answer(session)),
    )


@blueprint.get("/events/<int:occasion_id>")
def occasions_show(occasion_id: int) -> ResponseReturnValue:
    """Show an event, its sessions, who has booked, and what can be done next."""
    return _show(get_occasion(session, occasion_id), WhyForm())


@blueprint.route("/events/new", methods=["GET", "POST"])
def occasions_new() -> ResponseReturnValue:
    """Write an event; sessions are added next."""
    form = OccasionForm.of(None, list_activities(session, stage=Stage.ATTRACT), today())
    if not form.validate_on_submit():
        return show("coordinators/occasions/edit.html", form=form, occasion=None)
    occasion = operations.write_occasion(session, form.words(), by=current_actor(), at=now())
    return _to(occasion, _("The draft is kept. Add its sessions next."))


@blueprint.route("/events/<int:occasion_id>/edit", methods=["GET", "POST"])
def occasions_edit(occasion_id: int) -> ResponseReturnValue:
    """Change what is said of an event."""
    occasion = get_occasion(session, occasion_id)
    form = OccasionForm.of(occasion, list_activities(session, stage=Stage.ATTRACT), today())
    if not form.validate_on_submit():
        return show("coordinators/occasions/edit.html", form=form, occasion=occasion)
    if form.conflicts():
        return both_versions(form, ("occasion", occasion_id))
    operations.edit_occasion(session, occasion, form.words(), by=current_actor(), at=now())
    return _to(occasion, _("The event is changed."))


@blueprint.post("/events/<int:occasion_id>/publish")
def occasions_publish(occasion_id: int) -> ResponseReturnValue:
    """Let schools see it."""
    occasion, seen = get_occasion(session, occasion_id), sent_number("version") or 0
    operations.publish_occasion(session, occasion, seen=seen, by=current_actor(), at=now())
    return _to(occasion, _("Published. Schools see the event now."))


@blueprint.post("/events/<int:occasion_id>/close")
def occasions_close(occasion_id: int) -> ResponseReturnValue:
    """End it, when its last session is over."""
    occasion = get_occasion(session, occasion_id)
    operations.close_occasion(session, occasion, by=current_actor(), at=now())
    return _to(occasion, _("The event is closed."))


@blueprint.post("/events/<int:occasion_id>/cancel")
def occasions_cancel(occasion_id: int) -> ResponseReturnValue:
    """Cancel it, and write to all who have booked."""
    occasion, form = get_occasion(session, occasion_id), WhyForm()
    if not form.validate_on_submit():
        return _show(occasion, form)
    reason = form.reason.data or ""
    operations.cancel_occasion(session, occasion, reason=reason, by=current_actor(), at=now())
    return _to(occasion, _("Called off. All who had booked get a letter."))


def _show(occasion: Occasion, form: WhyForm) -> ResponseReturnValue:
    return show(
        "coordinators/occasions/show.html",
        form=form,
        occasion=occasion,
        moves=[row.verb for row in moves_from(OCCASION_MOVES, occasion.state, Role.COORDINATOR)],
        bookings=list_bookings_of_occasion(session, occasion.id),
        turnout=get_turnouts(session, [occasion.id])[occasion.id],
        at=now(),
        told=history_of(("occasion", occasion.id)),
    )


def _to(occasion: Occasion, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.occasions_show", occasion_id=occasion.id), 303)
