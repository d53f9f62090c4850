"""A teacher asks for a researcher's visit or for topics, without an account."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from models.actors import Actor
from models.operations.school_requests import ask_us
from models.words import Role
from web.accounts.limits import asked_letters
from web.clock import now
from web.config import policy
from web.languages import choose
from web.pages import show
from web.public.blueprint import blueprint
from web.school_forms import SchoolRequestForm
from web.session import session


@blueprint.route("/events/ask", methods=["GET", "POST"])
@asked_letters
def school_requests_new() -> ResponseReturnValue:
    """Ask what the teacher wants, and send a letter whose link confirms it."""
    form = SchoolRequestForm()
    if not form.validate_on_submit():
        return show("public/school_requests/new.html", form=form)
    words = form.words(choose())
    ask_us(session, words, by=Actor(Role.VISITOR), at=now(), policy=policy())
    return redirect(url_for("public.class_bookings_sent"), 303)
