"""Which classes came to a session: all of them on one page, as the list at the door has it."""

from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms.validators import InputRequired

from models.operations.class_bookings import note_attendance
from models.queries.class_bookings import list_classes_expected
from models.queries.occasions import get_occasion_session
from models.schools import MOST_PUPILS, ClassBooking
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.labels import label
from web.meanwhile import both_versions
from web.number_fields import Between, WholeNumberField
from web.pages import show
from web.seen import SeenForm
from web.session import session


@blueprint.route("/events/sessions/<int:session_id>/attendance", methods=["GET", "POST"])
def attendance_note(session_id: int) -> ResponseReturnValue:
    """Ask how many came of each class, and note it."""
    place = get_occasion_session(session, session_id)
    classes = list_classes_expected(session, place.id)
    form = form_for(classes)
    if not form.validate_on_submit():
        has_begun = place.starts_at <= now()
        page = "coordinators/attendance/note.html"
        return show(page, form=form, place=place, classes=classes, has_begun=has_begun)
    if form.conflicts():
        return both_versions(form, *(("class booking", booking.id) for booking in classes))
    came = {booking: form[name_of(booking)].data for booking in classes}
    new = note_attendance(session, came, by=current_actor(), at=now())
    flash(ngettext("Noted for %(num)d class.", "Noted for %(num)d classes.", new), "success")
    return redirect(url_for("coordinators.occasions_show", occasion_id=place.occasion_id), 303)


def name_of(booking: ClassBooking) -> str:
    """Give the name of a class's field."""
    return f"came_{booking.id}"


def form_for(classes: Sequence[ClassBooking]) -> SeenForm:
    """Give a form with a field for each class; what is booked stands there at first."""
    fields = {name_of(booking): _field(booking) for booking in classes}
    came = {name_of(booking): _came(booking) for booking in classes}
    made: SeenForm = type("AttendanceForm", (SeenForm,), fields)(is_edited=True, **came)
    return made


def _came(booking: ClassBooking) -> int:
    return booking.pupils if booking.pupils_came is None else booking.pupils_came


def _field(booking: ClassBooking) -> WholeNumberField:
    wrong = _l("Write a number from 0 to 300.")
    return WholeNumberField(
        f"{booking.school}, {label(booking.school_year)}",
        validators=[InputRequired(wrong), Between(0, MOST_PUPILS, wrong)],
    )
