"""Stopping the letters about new offers, behind the link that each of them carries."""

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh

from models.actors import Actor
from models.operations.searches import stop_letters
from models.queries.searches import list_searches
from models.words import Role
from web.clock import now
from web.languages import READER
from web.letters.stopping import student_of
from web.links.blueprint import blueprint
from web.pages import show
from web.session import is_writing_request, session


@blueprint.route("/s/<token>", methods=["GET", "POST"])
def letters_stop(token: str) -> ResponseReturnValue:
    """Ask whether the letters shall stop; stop them when the button is pressed."""
    student = student_of(session, token)
    setattr(g, READER, student.language)
    refresh()
    if not is_writing_request():
        sends = any(each.has_letter for each in list_searches(session, student.id))
        return show("links/letters/stop.html", sends=sends, token=token)
    by = Actor(Role.STUDENT, account_id=student.account_id)
    stop_letters(session, student, by=by, at=now())
    flash(_("You get no more letters about new offers."), "success")
    return redirect(url_for("links.letters_stop", token=token), 303)
