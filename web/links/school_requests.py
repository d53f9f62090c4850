"""A teacher's request behind its letter's link: confirmed, taken back, and its answer read."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.actors import Actor
from models.errors import LinkInvalid
from models.operations import school_requests as operations
from models.schools import SchoolRequest
from models.words import Role
from web.clock import now
from web.links.blueprint import blueprint, speak
from web.pages import show
from web.school_tokens import teacher_of
from web.session import session

VISITOR = Actor(Role.VISITOR)


@blueprint.get("/r/<token>")
def school_requests_show(token: str) -> ResponseReturnValue:
    """Show what was asked and what was answered. Mail scanners open links: nothing changes."""
    request = opened_request(token)
    return show("links/school_requests/show.html", request_=request, token=token, at=now())


@blueprint.post("/r/<token>/confirm")
def school_requests_confirm(token: str) -> ResponseReturnValue:
    """Hand it to the working group."""
    operations.confirm_request(session, opened_request(token), by=VISITOR, at=now())
    flash(_("Handed in. You get an answer by letter."), "success")
    return redirect(url_for("links.school_requests_show", token=token), 303)


@blueprint.post("/r/<token>/withdraw")
def school_requests_withdraw(token: str) -> ResponseReturnValue:
    """Take it back."""
    operations.withdraw_request(session, opened_request(token), by=VISITOR, at=now())
    flash(_("Your request is taken back."), "success")
    return redirect(url_for("links.school_requests_show", token=token), 303)


def opened_request(token: str) -> SchoolRequest:
    """Give the request that a link opens, and speak its teacher's language.

    Raises
    ------
    LinkInvalid
        Whatever is wrong with it.
    """
    teacher = teacher_of(token)
    if teacher.request is None:
        raise LinkInvalid
    speak(teacher.language)
    return teacher.request
