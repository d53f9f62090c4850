"""A class's booking behind its letter's link: confirmed, changed, cancelled and evaluated there.

A GET changes nothing, since mail scanners open links. What a button cannot do any more is told on
the page itself, which says how the booking stands.
"""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.actors import Actor
from models.errors import LinkInvalid
from models.operations import class_bookings as operations
from models.schools import ClassBooking
from models.words import ClassBookingState, Role
from web.clock import now
from web.links.blueprint import blueprint, speak
from web.meanwhile import both_versions
from web.occasion_calendars import NAME, calendar_of
from web.pages import show
from web.school_forms import ClassEvaluationForm, PupilsForm
from web.school_tokens import teacher_of
from web.session import session

VISITOR = Actor(Role.VISITOR)
PAGE = "links/class_bookings/show.html"


@blueprint.get("/b/<token>")
def class_bookings_show(token: str) -> ResponseReturnValue:
    """Show how the booking stands, and what can be done about it."""
    booking = opened_booking(token)
    return _show(booking, token, PupilsForm.of(booking), ClassEvaluationForm())


@blueprint.post("/b/<token>/confirm")
def class_bookings_confirm(token: str) -> ResponseReturnValue:
    """Give the class its seats, or its turn on the waiting list."""
    booking = opened_booking(token)
    operations.confirm_booking(session, booking, by=VISITOR, at=now())
    flash(SAID_BY_STATE[booking.state](), "success")
    return _to(token)


@blueprint.post("/b/<token>/change")
def class_bookings_change(token: str) -> ResponseReturnValue:
    """Change how many pupils come."""
    booking = opened_booking(token)
    form = PupilsForm.of(booking)
    if not form.validate_on_submit():
        return _show(booking, token, form, ClassEvaluationForm())
    if form.conflicts():
        return both_versions(form, ("class booking", booking.id))
    operations.change_pupils(session, booking, form.pupils.data or 0, by=VISITOR, at=now())
    flash(_("The number of pupils is changed."), "success")
    return _to(token)


@blueprint.post("/b/<token>/cancel")
def class_bookings_cancel(token: str) -> ResponseReturnValue:
    """Give the seats back."""
    operations.cancel_booking(session, opened_booking(token), by=VISITOR, at=now())
    flash(_("Your booking is cancelled. Thank you for telling: others wait for seats."), "success")
    return _to(token)


@blueprint.post("/b/<token>/evaluate")
def class_bookings_evaluate(token: str) -> ResponseReturnValue:
    """Take the answers to the three questions, once."""
    booking, form = opened_booking(token), ClassEvaluationForm()
    if not form.validate_on_submit():
        return _show(booking, token, PupilsForm.of(booking), form)
    marks = {"good": int(form.good.data), "curious": int(form.curious.data)}
    words = form.words.data or ""
    operations.evaluate_booking(session, booking, words=words, by=VISITOR, at=now(), **marks)
    flash(_("Thank you. It helps the next ones."), "success")
    return _to(token)


@blueprint.get("/b/<token>/kajplats.ics")
def class_bookings_calendar(token: str) -> Response:
    """Give the session for a calendar."""
    address = url_for("links.class_bookings_show", token=token, _external=True)
    written = calendar_of(opened_booking(token), address)
    headers = {"Content-Disposition": f"attachment; filename={NAME}"}
    return Response(written, mimetype="text/calendar", headers=headers)


def opened_booking(token: str) -> ClassBooking:
    """Give the booking that a link opens, and speak its teacher's language.

    Raises
    ------
    LinkInvalid
        Whatever is wrong with it.
    """
    teacher = teacher_of(token)
    if teacher.booking is None:
        raise LinkInvalid
    speak(teacher.language)
    return teacher.booking


SAID_BY_STATE = {
    ClassBookingState.CONFIRMED: lambda: _("Booked. The seats are yours, and a letter says so."),
    ClassBookingState.WAITING: lambda: _(
        "The seats that are left are too few. You are on the waiting list, and move up by yourself."
    ),
}


def _show(
    booking: ClassBooking, token: str, form: PupilsForm, evaluation: ClassEvaluationForm
) -> ResponseReturnValue:
    wrong = evaluation if evaluation.errors else form
    return show(
        PAGE, form=wrong, booking=booking, token=token, pupils=form, evaluation=evaluation, at=now()
    )


def _to(token: str) -> ResponseReturnValue:
    return redirect(url_for("links.class_bookings_show", token=token), 303)
