"""The session that a class is booked at, as a file that calendars take."""

from flask import current_app
from flask_babel import gettext as _
from icalendar import Calendar, Event

from models.schools import ClassBooking
from web.bridge.places import place_name
from web.clock import now

NAME = "kajplats.ics"


def calendar_of(booking: ClassBooking, address: str = "") -> bytes:
    """Give a booked session as a calendar. It names the school and a number, and nobody.

    Fetched again, the entry takes the place of the earlier one.

    Parameters
    ----------
    address : str
        Where the booking is changed, for whoever holds its link.
    """
    place = booking.session
    occasion = place.occasion
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['SERVICE_NAME']}//Kajplats//")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", f"class-booking-{booking.id}@kajplats")
    event.add("summary", " – ".join(filter(None, (occasion.title, place.title))))
    event.add("dtstart", place.starts_at)
    event.add("dtend", place.ends_at)
    event.add("dtstamp", now())
    event.add("sequence", booking.version)
    where = (place.room, place_name(occasion.place) if occasion.place else "")
    event.add("location", ", ".join(filter(None, where)))
    said = _("%(school)s, %(pupils)s pupils", school=booking.school, pupils=booking.pupils)
    event.add("description", said)
    if address:
        event.add("url", address)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
