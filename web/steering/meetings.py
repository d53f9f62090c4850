"""The steering group's meetings: the agenda, its papers, and what is decided there."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.meetings import Meeting
from models.operations.meetings import hold_meeting, minute_meeting
from models.queries.meetings import (
    get_meeting,
    list_decided,
    list_decisions_of_meeting,
    list_meetings,
)
from models.queries.members import list_members
from models.words import MeetingState
from web.access import current_actor
from web.clock import now
from web.histories import history_of
from web.languages import choose as language
from web.meeting_calendars import meeting_calendar
from web.pages import show
from web.papers import document_of, facts_of, paper_of
from web.session import session
from web.steering.blueprint import blueprint
from web.steering.decision_forms import DecisionForm, form_for
from web.steering.meeting_forms import MinutesForm

# Where a meeting stands when its items are decided.
DECIDED_AT = frozenset({MeetingState.HELD, MeetingState.MINUTED})


@blueprint.get("/meetings")
def meetings_list() -> ResponseReturnValue:
    """List the meetings, the next one first."""
    return list_for("steering")


@blueprint.get("/meetings/<int:meeting_id>")
def meetings_show(meeting_id: int) -> ResponseReturnValue:
    """Show a meeting: its agenda, and the forms or the decisions of its items."""
    return show_meeting(get_meeting(session, meeting_id))


@blueprint.post("/meetings/<int:meeting_id>/hold")
def meetings_hold(meeting_id: int) -> ResponseReturnValue:
    """Open the meeting: from now on its items can be decided here."""
    meeting = get_meeting(session, meeting_id)
    hold_meeting(session, meeting, by=current_actor(), at=now())
    flash(_("The meeting is open. Its items can be decided on this page."), "success")
    return redirect(url_for("steering.meetings_show", meeting_id=meeting_id), 303)


@blueprint.post("/meetings/<int:meeting_id>/minutes")
def meetings_minute(meeting_id: int) -> ResponseReturnValue:
    """Write down that the minutes are approved."""
    meeting, form = get_meeting(session, meeting_id), MinutesForm()
    if not form.validate_on_submit():
        return show_meeting(meeting, minutes=form)
    minute_meeting(
        session,
        meeting,
        reference=form.reference.data or "",
        approved_on=form.approved_on.data,
        by=current_actor(),
        at=now(),
    )
    flash(_("The minutes are noted. What is left can be recorded from them."), "success")
    return redirect(url_for("steering.meetings_show", meeting_id=meeting_id), 303)


@blueprint.get("/meetings/<int:meeting_id>/paper")
def meetings_paper(meeting_id: int) -> ResponseReturnValue:
    """Show the paper of a meeting as a page that prints."""
    meeting = get_meeting(session, meeting_id)
    paper = document_of(meeting, language())
    return show("steering/meetings/paper.html", meeting=meeting, paper=paper)


@blueprint.get("/meetings/<int:meeting_id>/paper-<any(sv,en):in_language>.pdf")
def meetings_pdf(meeting_id: int, in_language: str) -> ResponseReturnValue:
    """Give the paper of a meeting as a file."""
    return paper_of(get_meeting(session, meeting_id), in_language)


@blueprint.get("/meetings/<int:meeting_id>/meeting.ics")
def meetings_calendar(meeting_id: int) -> ResponseReturnValue:
    """Give the meeting as a file that calendars take."""
    address = url_for("steering.meetings_paper", meeting_id=meeting_id, _external=True)
    return meeting_calendar(get_meeting(session, meeting_id), address)


def list_for(audience: str) -> ResponseReturnValue:
    """List the meetings for an audience: those to come first, what was held, what was not."""
    meetings = list_meetings(session)
    planned = [each for each in meetings if each.state is MeetingState.PLANNED]
    return show(
        "steering/meetings/list.html",
        audience=audience,
        planned=planned[::-1],
        held=[each for each in meetings if each.state in DECIDED_AT],
        called_off=[each for each in meetings if each.state is MeetingState.CANCELLED],
        decided=list_decided(session, meetings),
    )


def show_meeting(
    meeting: Meeting,
    *,
    sent: DecisionForm | None = None,
    sent_for: int = 0,
    minutes: MinutesForm | None = None,
) -> ResponseReturnValue:
    """Show a meeting to the steering group, with a form that was not taken as it was sent."""
    decisions = list_decisions_of_meeting(session, meeting.id)
    waiting = meeting.items if meeting.state in DECIDED_AT else []
    forms = {item.id: form_for(item) for item in waiting if item.id not in decisions}
    return show(
        "steering/meetings/show.html",
        form=sent or minutes,
        meeting=meeting,
        decisions=decisions,
        forms=forms | ({sent_for: sent} if sent else {}),
        sent_for=sent_for,
        minutes=minutes or MinutesForm(formdata=None),
        facts={
            item.id: facts_of(item.activity, language()) for item in meeting.items if item.activity
        },
        members=list_members(session, meeting.day),
        told=history_of(
            ("meeting", meeting.id), *(("decision", each.id) for each in decisions.values())
        ),
    )
