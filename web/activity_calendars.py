"""The days of an activity as a file that calendars take."""

from datetime import timedelta

from flask import Response, current_app, url_for
from icalendar import Calendar, Event

from models.activities import Activity, ActivityDay
from web.clock import now


def calendar_of(activity: Activity) -> Response:
    """Give the days of an activity, whole ones.

    Fetched again, the same entries take the place of the earlier ones; no person is named in them.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['SERVICE_NAME']}//Kajplats//")
    calendar.add("version", "2.0")
    for day in activity.days:
        calendar.add_component(_event(activity, day))
    name = f"kajplats-activity-{activity.id}.ics"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(calendar.to_ical(), mimetype="text/calendar", headers=headers)


def _event(activity: Activity, day: ActivityDay) -> Event:
    event = Event()
    event.add("uid", f"activity-{activity.id}-day-{day.id}@kajplats")
    event.add("summary", f"{activity.title}: {day.title}")
    event.add("dtstart", day.on_day)
    # Calendars count the day after the last as the end.
    event.add("dtend", day.on_day + timedelta(days=1))
    if day.place:
        event.add("location", day.place)
    event.add("dtstamp", now())
    event.add(
        "url", url_for("coordinators.activities_show", activity_id=activity.id, _external=True)
    )
    event.add("transp", "TRANSPARENT")
    return event
