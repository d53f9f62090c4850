"""Who has booked an event as a file, for the day itself: a list to print, or a spreadsheet."""

from typing import Any

from flask import Response
from flask_babel import gettext as _

from models.errors import NotFound
from models.queries.class_bookings import list_bookings_of_occasion
from models.queries.occasions import get_occasion
from models.schools import ClassBooking
from web.bridge.places import place_name
from web.coordinators.blueprint import blueprint
from web.coordinators.review_files import CONTENT
from web.filters import time_span
from web.labels import label
from web.session import session


@blueprint.get("/events/<int:occasion_id>/bookings.<ending>")
def occasions_file(occasion_id: int, ending: str) -> Response:
    """Give everything that is booked at an event, session by session."""
    occasion = get_occasion(session, occasion_id)
    if ending not in CONTENT:
        raise NotFound("occasion", occasion_id)
    # A spreadsheet's library is loaded when somebody asks for one, not by every page.
    from web.tables.writing import as_file

    rows = [row_of(booking) for booking in list_bookings_of_occasion(session, occasion.id)]
    written = as_file(f".{ending}", list(rows[0]) if rows else [_("Session")], rows)
    name = f"kajplats-event-{occasion.id}.{ending}"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(written, content_type=CONTENT[ending], headers=headers)


def row_of(booking: ClassBooking) -> dict[str, Any]:
    """Give a booking as a row. The columns are the same in every row."""
    place, teacher = booking.session, booking.teacher
    return {
        _("Session"): place.title,
        _("Time"): time_span(place.starts_at, place.ends_at),
        _("Room"): place.room,
        _("School"): booking.school,
        _("Municipality"): place_name(booking.school_place) if booking.school_place else "",
        _("Year"): str(label(booking.school_year)),
        _("Pupils"): booking.pupils,
        _("State"): str(label(booking.state)),
        _("Came"): booking.pupils_came if booking.pupils_came is not None else "",
        _("Teacher"): teacher.name if teacher else "",
        _("E-mail address"): teacher.email if teacher else "",
        _("What the class needs"): teacher.needs if teacher else "",
        _("How good"): booking.good or "",
        _("Curious"): booking.curious or "",
        _("To change"): booking.change_words,
    }
