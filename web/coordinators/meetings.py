"""The steering group's meetings, prepared: planned, their agenda sent out, opened, called off."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.meetings import Meeting
from models.moves import MEETING_MOVES, moves_from
from models.operations import meetings as operations
from models.queries.meetings import (
    find_next_meeting,
    get_meeting,
    list_decisions_of_meeting,
    list_waiting_again,
)
from models.queries.members import list_members
from models.words import Role
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.meeting_forms import MeetingForm
from web.coordinators.reason_forms import WhyForm
from web.histories import history_of
from web.languages import choose as language
from web.meanwhile import both_versions
from web.pages import show
from web.papers import facts_of
from web.session import session
from web.steering.meetings import list_for


@blueprint.get("/meetings")
def meetings_list() -> ResponseReturnValue:
    """List the meetings, the next one first."""
    return list_for("coordinators")


@blueprint.route("/meetings/new", methods=["GET", "POST"])
def meetings_new() -> ResponseReturnValue:
    """Plan a meeting."""
    form = MeetingForm()
    if not form.validate_on_submit():
        return show("coordinators/meetings/new.html", form=form)
    place, by = form.place.data or "", current_actor()
    meeting = operations.plan_meeting(
        session, starts_at=form.starts_at, place=place, by=by, at=now()
    )
    return _to(meeting.id, _("The meeting is planned. Put something on its agenda."))


@blueprint.get("/meetings/<int:meeting_id>")
def meetings_show(meeting_id: int) -> ResponseReturnValue:
    """Show a meeting, its agenda and what can be done with it."""
    return _show(get_meeting(session, meeting_id), WhyForm())


@blueprint.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
def meetings_edit(meeting_id: int) -> ResponseReturnValue:
    """Move a planned meeting to another time or place."""
    meeting = get_meeting(session, meeting_id)
    form = MeetingForm.of(meeting)
    if not form.validate_on_submit():
        return show("coordinators/meetings/edit.html", form=form, meeting=meeting)
    if form.conflicts():
        return both_versions(form, ("meeting", meeting_id))
    place, by = form.place.data or "", current_actor()
    operations.edit_meeting(
        session, meeting, starts_at=form.starts_at, place=place, by=by, at=now()
    )
    return _to(meeting_id, _("The meeting is moved. Send the agenda again, so that all know."))


@blueprint.post("/meetings/<int:meeting_id>/send")
def meetings_send(meeting_id: int) -> ResponseReturnValue:
    """Send the agenda to every member."""
    meeting = get_meeting(session, meeting_id)
    count = operations.send_agenda(session, meeting, by=current_actor(), at=now())
    words = ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", count)
    return _to(meeting_id, words if count else _("Everybody has this agenda already."))


@blueprint.post("/meetings/<int:meeting_id>/hold")
def meetings_hold(meeting_id: int) -> ResponseReturnValue:
    """Open the meeting: its agenda stands, and the steering group can decide."""
    meeting = get_meeting(session, meeting_id)
    operations.hold_meeting(session, meeting, by=current_actor(), at=now())
    return _to(meeting_id, _("The meeting is open. The steering group decides on its own page."))


@blueprint.post("/meetings/<int:meeting_id>/cancel")
def meetings_cancel(meeting_id: int) -> ResponseReturnValue:
    """Call it off, and write to those who got its agenda."""
    meeting, form = get_meeting(session, meeting_id), WhyForm()
    if not form.validate_on_submit():
        return _show(meeting, form)
    reason = form.reason.data or ""
    count = operations.cancel_meeting(session, meeting, reason=reason, by=current_actor(), at=now())
    words = ngettext(
        "Called off. %(num)d letter is on its way.",
        "Called off. %(num)d letters are on their way.",
        count,
    )
    return _to(meeting_id, words if count else _("Called off. Nobody had got its agenda."))


def _show(meeting: Meeting, form: WhyForm) -> ResponseReturnValue:
    decisions, coming = list_decisions_of_meeting(session, meeting.id), find_next_meeting(session)
    activities = {item.id: item.activity for item in meeting.items if item.activity}
    moves = {row.verb for row in moves_from(MEETING_MOVES, meeting.state, Role.COORDINATOR)}
    return show(
        "coordinators/meetings/show.html",
        form=form,
        meeting=meeting,
        decisions=decisions,
        may_cancel="cancel" in moves and not decisions,
        next_meeting=coming,
        waiting=list_waiting_again(session, meeting, coming),
        facts={key: facts_of(activity, language()) for key, activity in activities.items()},
        members=list_members(session, meeting.day),
        told=history_of(
            ("meeting", meeting.id), *(("decision", each.id) for each in decisions.values())
        ),
    )


def _to(meeting_id: int, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.meetings_show", meeting_id=meeting_id), 303)
