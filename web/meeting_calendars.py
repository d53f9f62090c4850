"""A meeting of the steering group as a file that calendars take."""

from datetime import timedelta

from flask import Response, current_app
from flask_babel import gettext as _
from icalendar import Calendar, Event

from models.meetings import Meeting
from models.words import MeetingState
from web.clock import now
from web.meeting_words import title_of

# Long enough for an ordinary agenda; the letter says when it begins, and nobody when it ends.
LASTS = timedelta(hours=2)


def meeting_calendar(meeting: Meeting, address: str) -> Response:
    """Give a meeting with its agenda and the address of its page.

    Fetched again, the same entry takes the place of the earlier one; no person is named in it.
    """
    service = current_app.config["SERVICE_NAME"]
    calendar, event = Calendar(), Event()
    calendar.add("prodid", f"-//{service}//Kajplats//")
    calendar.add("version", "2.0")
    event.add("uid", f"meeting-{meeting.id}@kajplats")
    event.add("summary", _("The steering group meets (%(service)s)", service=service))
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.starts_at + LASTS)
    event.add("location", meeting.place)
    lines = (f"{number}. {title_of(item)}" for number, item in enumerate(meeting.items, 1))
    event.add("description", "\n".join(lines))
    event.add("dtstamp", now())
    event.add("sequence", meeting.version)
    event.add("url", address)
    if meeting.state is MeetingState.CANCELLED:
        event.add("status", "CANCELLED")
    calendar.add_component(event)
    headers = {"Content-Disposition": f"attachment; filename=kajplats-{meeting.day}.ics"}
    return Response(calendar.to_ical(), mimetype="text/calendar", headers=headers)
