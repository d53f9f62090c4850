"""The sessions of an event: added, changed and removed."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations import occasion_sessions as operations
from models.queries.occasions import find_occasion_session, get_occasion, get_occasion_session
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.occasion_forms import OccasionSessionForm
from web.meanwhile import both_versions
from web.pages import show
from web.session import session

PAGE = "coordinators/occasion_sessions/edit.html"


@blueprint.route("/events/<int:occasion_id>/sessions/new", methods=["GET", "POST"])
def occasion_sessions_new(occasion_id: int) -> ResponseReturnValue:
    """Add a session."""
    occasion, form = get_occasion(session, occasion_id), OccasionSessionForm.of(None)
    if not form.validate_on_submit():
        return show(PAGE, form=form, occasion=occasion, place=None)
    operations.add_session(session, occasion, form.words(), by=current_actor(), at=now())
    return _to(occasion_id, _("The session is added."))


@blueprint.route("/events/sessions/<int:session_id>/edit", methods=["GET", "POST"])
def occasion_sessions_edit(session_id: int) -> ResponseReturnValue:
    """Change a session; who has booked is told of a new time or room."""
    place = get_occasion_session(session, session_id)
    form = OccasionSessionForm.of(place)
    if not form.validate_on_submit():
        return show(PAGE, form=form, occasion=place.occasion, place=place)
    if form.conflicts():
        return both_versions(form, ("occasion", place.occasion_id))
    operations.edit_session(session, place, form.words(), by=current_actor(), at=now())
    return _to(place.occasion_id, _("The session is changed."))


@blueprint.post("/events/<int:occasion_id>/sessions/<int:session_id>/remove")
def occasion_sessions_remove(occasion_id: int, session_id: int) -> ResponseReturnValue:
    """Remove a session that nobody has booked. Twice is once."""
    get_occasion(session, occasion_id)
    place = find_occasion_session(session, session_id)
    if place is not None:
        operations.remove_session(session, place, by=current_actor(), at=now())
    return _to(occasion_id, _("The session is removed."))


def _to(occasion_id: int, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.occasions_show", occasion_id=occasion_id), 303)
