"""A class's booking as the working group looks after it: on the phone, and on the day."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.moves import CLASS_BOOKING_MOVES, moves_from
from models.operations import class_bookings as operations
from models.queries.class_bookings import get_class_booking
from models.queries.occasions import get_occasion_session
from models.schools import ClassBooking
from models.words import Role
from web.access import current_actor
from web.clock import now
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.histories import history_of
from web.languages import choose
from web.meanwhile import both_versions
from web.pages import show
from web.school_forms import ClassOnThePhoneForm, PupilsForm
from web.session import session


@blueprint.route("/events/sessions/<int:session_id>/book", methods=["GET", "POST"])
def class_bookings_new(session_id: int) -> ResponseReturnValue:
    """Book for a teacher who phones or writes."""
    place = get_occasion_session(session, session_id)
    form = ClassOnThePhoneForm(place.capacity)
    if not form.validate_on_submit():
        return show("coordinators/class_bookings/new.html", form=form, place=place)
    words, by = form.words(choose()), current_actor()
    booking = operations.register_booking(session, place, words, by=by, at=now(), policy=policy())
    return _to(booking, _("Written down. The teacher gets a letter, if they have an address."))


@blueprint.get("/events/bookings/<int:booking_id>")
def class_bookings_show(booking_id: int) -> ResponseReturnValue:
    """Show a booking, and what can be done about it."""
    booking = get_class_booking(session, booking_id)
    return _show(booking, PupilsForm.of(booking))


@blueprint.post("/events/bookings/<int:booking_id>/confirm")
def class_bookings_confirm(booking_id: int) -> ResponseReturnValue:
    """Confirm for a teacher whom the letter did not reach."""
    booking = get_class_booking(session, booking_id)
    operations.confirm_booking(session, booking, by=current_actor(), at=now())
    return _to(booking, _("Confirmed. The teacher gets a letter."))


@blueprint.post("/events/bookings/<int:booking_id>/change")
def class_bookings_change(booking_id: int) -> ResponseReturnValue:
    """Change how many pupils come."""
    booking = get_class_booking(session, booking_id)
    form = PupilsForm.of(booking)
    if not form.validate_on_submit():
        return _show(booking, form)
    if form.conflicts():
        return both_versions(form, ("class booking", booking_id))
    pupils = form.pupils.data or 0
    operations.change_pupils(session, booking, pupils, by=current_actor(), at=now())
    return _to(booking, _("The number of pupils is changed."))


@blueprint.post("/events/bookings/<int:booking_id>/cancel")
def class_bookings_cancel(booking_id: int) -> ResponseReturnValue:
    """Cancel for the teacher, who gets a letter."""
    booking = get_class_booking(session, booking_id)
    operations.cancel_booking(session, booking, by=current_actor(), at=now())
    return _to(booking, _("Cancelled. The teacher gets a letter."))


@blueprint.post("/events/bookings/<int:booking_id>/attend")
def class_bookings_attend(booking_id: int) -> ResponseReturnValue:
    """Note how many pupils came."""
    booking, form = get_class_booking(session, booking_id), PupilsForm()
    if not form.validate_on_submit():
        return _show(booking, form)
    came = form.pupils.data or 0
    operations.mark_attended(session, booking, came, by=current_actor(), at=now())
    return _to(booking, _("Noted. The teacher is asked how it was."))


@blueprint.post("/events/bookings/<int:booking_id>/miss")
def class_bookings_miss(booking_id: int) -> ResponseReturnValue:
    """Note that nobody came."""
    booking = get_class_booking(session, booking_id)
    operations.mark_absent(session, booking, by=current_actor(), at=now())
    return _to(booking, _("Noted that the class did not come."))


def _show(booking: ClassBooking, form: PupilsForm) -> ResponseReturnValue:
    rows = moves_from(CLASS_BOOKING_MOVES, booking.state, Role.COORDINATOR)
    return show(
        "coordinators/class_bookings/show.html",
        form=form,
        booking=booking,
        moves=[row.verb for row in rows],
        at=now(),
        told=history_of(("class booking", booking.id)),
    )


def _to(booking: ClassBooking, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.class_bookings_show", booking_id=booking.id), 303)
