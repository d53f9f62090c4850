"""What a resident confirms or takes back behind the link in a letter, without an account."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.residents import confirm, take_back
from models.queries.residents import get_resident_of_link
from models.residents import Resident
from web.clock import now
from web.links.blueprint import blueprint, speak
from web.pages import show
from web.session import session
from web.slot_calendars import calendar_of_slot


@blueprint.get("/v/<token>")
def resident_show(token: str) -> ResponseReturnValue:
    """Show what it is about. Mail scanners open links: nothing changes."""
    resident, at = opened_resident(token), now()
    may_confirm = not resident.counts and _is_open(resident)
    page = "links/residents/show.html"
    return show(page, resident=resident, token=token, may_confirm=may_confirm, at=at)


@blueprint.post("/v/<token>/confirm")
def resident_confirm(token: str) -> ResponseReturnValue:
    """Let the interest count, or take the place."""
    resident = opened_resident(token)
    confirm(session, resident, at=now())
    flash(_("The place is yours.") if resident.slot else _("Your interest is noted."), "success")
    return redirect(url_for("links.resident_show", token=token), 303)


@blueprint.post("/v/<token>/end")
def resident_end(token: str) -> ResponseReturnValue:
    """Take it back."""
    take_back(session, opened_resident(token), at=now())
    flash(_("Taken back. Your address is erased within a day or two."), "success")
    return redirect(url_for("links.resident_show", token=token), 303)


@blueprint.get("/v/<token>/calendar")
def resident_calendar(token: str) -> Response:
    """Give the booked time as a file that calendars take."""
    resident = opened_resident(token)
    content = calendar_of_slot(resident)
    headers = {"Content-Disposition": "attachment; filename=kajplats.ics"}
    return Response(content, mimetype="text/calendar", headers=headers)


def opened_resident(token: str) -> Resident:
    """Give whom a link is for, and speak the language in which they were written to.

    Raises
    ------
    LinkInvalid
        Whatever is wrong with it.
    """
    resident = get_resident_of_link(session, token, now())
    speak(resident.language)
    return resident


def _is_open(resident: Resident) -> bool:
    if resident.slot is not None:
        return resident.slot.is_open(now())
    return resident.course is not None and resident.course.retired_at is None
