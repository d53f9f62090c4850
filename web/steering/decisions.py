"""Decisions: made on an item of a meeting, and looked up in the register."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.decisions import decide
from models.queries.meetings import get_item, get_meeting
from web.access import current_actor
from web.clock import now
from web.numbers import sent_number
from web.register import register_as_file, show_decision, show_register
from web.session import session
from web.steering.blueprint import blueprint
from web.steering.decision_forms import form_for
from web.steering.meetings import show_meeting


@blueprint.post("/items/<int:item_id>/decide")
def decisions_make(item_id: int) -> ResponseReturnValue:
    """Write down what was decided on an item, and carry it out."""
    item = get_item(session, item_id)
    meeting = get_meeting(session, item.meeting_id)
    form = form_for(item)
    if not form.validate_on_submit():
        return show_meeting(meeting, sent=form, sent_for=item_id)
    seen = sent_number("version") or 0
    words, presence = form.told(), form.presence()
    decide(session, item, words, presence, seen=seen, by=current_actor(), at=now())
    flash(_("The decision is written down and carried out."), "success")
    place = url_for("steering.meetings_show", meeting_id=item.meeting_id, _anchor=f"item-{item_id}")
    return redirect(place, 303)


@blueprint.get("/decisions")
def decisions_list() -> ResponseReturnValue:
    """Show the register."""
    return show_register("steering")


@blueprint.get("/decisions/<int:decision_id>")
def decisions_show(decision_id: int) -> ResponseReturnValue:
    """Show one decision with all that is known of it."""
    return show_decision("steering", decision_id)


@blueprint.get("/decisions.<ending>")
def decisions_file(ending: str) -> ResponseReturnValue:
    """Give the register as a spreadsheet."""
    return register_as_file(ending)
