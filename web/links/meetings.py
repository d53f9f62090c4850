"""The agenda and the paper of a meeting, behind the link in the letter to a member."""

from flask import url_for
from flask.typing import ResponseReturnValue

from web.languages import choose as language
from web.links.blueprint import blueprint, speak
from web.meeting_calendars import meeting_calendar
from web.meeting_tokens import opened_by
from web.pages import show
from web.papers import document_of, paper_of


@blueprint.get("/g/<token>")
def meeting_show(token: str) -> ResponseReturnValue:
    """Show the paper to a member who holds the link."""
    meeting, member = opened_by(token)
    speak(member.language)
    paper = document_of(meeting, language())
    return show("links/meetings/show.html", meeting=meeting, paper=paper, token=token)


@blueprint.get("/g/<token>/paper-<any(sv,en):in_language>.pdf")
def meeting_paper(token: str, in_language: str) -> ResponseReturnValue:
    """Give the paper as a file."""
    return paper_of(opened_by(token)[0], in_language)


@blueprint.get("/g/<token>/meeting.ics")
def meeting_calendar_file(token: str) -> ResponseReturnValue:
    """Give the meeting as a file that calendars take."""
    meeting, member = opened_by(token)
    speak(member.language)
    address = url_for("links.meeting_show", token=token, _external=True)
    return meeting_calendar(meeting, address)
