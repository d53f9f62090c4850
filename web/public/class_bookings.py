"""A teacher books a class, without an account: a letter goes, whose link confirms it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from models.actors import Actor
from models.operations.class_bookings import ask_for_seats
from models.queries.occasions import get_occasion_session, get_public_occasion
from models.words import Role
from web.accounts.limits import asked_letters
from web.clock import now
from web.config import policy
from web.languages import choose
from web.pages import show
from web.public.blueprint import blueprint
from web.school_forms import ClassForm
from web.session import session

VISITOR = Actor(Role.VISITOR)


@blueprint.route("/events/sessions/<int:session_id>/book", methods=["GET", "POST"])
@asked_letters
def class_bookings_new(session_id: int) -> ResponseReturnValue:
    """Ask for what is needed to book, and no more."""
    place = get_occasion_session(session, session_id)
    get_public_occasion(session, place.occasion_id)
    form = ClassForm(place.capacity)
    if not form.validate_on_submit():
        takes = place.occasion.takes_bookings(now()) and place.starts_at > now()
        return show("public/class_bookings/new.html", form=form, place=place, takes=takes)
    words = form.words(choose())
    ask_for_seats(session, place, words, by=VISITOR, at=now(), policy=policy())
    return redirect(url_for("public.class_bookings_sent"), 303)


@blueprint.get("/events/letter")
def class_bookings_sent() -> str:
    """Say that a letter is on its way, and that nothing is booked before its link is used."""
    return render_template("public/class_bookings/sent.html", hours=policy().confirm_booking_hours)
