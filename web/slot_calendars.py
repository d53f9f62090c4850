"""A booked time at a learning centre as a file that calendars take."""

from flask import current_app
from flask_babel import gettext as _
from icalendar import Calendar, Event

from models.errors import NotFound
from models.residents import Resident


def calendar_of_slot(resident: Resident) -> bytes:
    """Give the booked time; fetched again, the same entry takes the place of the earlier one.

    Raises
    ------
    NotFound
        If no place is booked.
    """
    slot = resident.slot
    if slot is None or not resident.counts:
        raise NotFound("study_slot", resident.slot_id)
    centre = slot.room.centre
    event = Event()
    event.add("uid", f"study-place-{resident.id}@kajplats")
    event.add("summary", _("A place to study: %(room)s", room=slot.room.name))
    event.add("dtstart", slot.starts_at)
    event.add("dtend", slot.ends_at)
    event.add("dtstamp", resident.confirmed_at)
    event.add("location", ", ".join(filter(None, (centre.name, centre.address))))
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['SERVICE_NAME']}//Kajplats//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
