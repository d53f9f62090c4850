"""A second employer says from a signed link, without an account, whether it hosts too."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.actors import Actor
from models.employers import Contact
from models.offers import Sharing
from models.operations.sharings import accept_sharing, end_sharing
from models.words import Role
from web.clock import now
from web.employers.studies import studies_of
from web.links.blueprint import blueprint, speak
from web.pages import show
from web.session import session
from web.sharing_tokens import find_sharing, sharing_of


@blueprint.get("/h/<token>")
def sharing_show(token: str) -> ResponseReturnValue:
    """Show the offer and who asks. Mail scanners open links: nothing changes."""
    sharing, _contact = _opened(token)
    offer = sharing.offer
    page = "links/sharings/show.html"
    return show(page, sharing=sharing, offer=offer, studies=studies_of(offer), token=token)


@blueprint.post("/h/<token>/accept")
def sharing_accept(token: str) -> ResponseReturnValue:
    """Say yes to be named as the second host."""
    sharing, contact = _opened(token)
    accept_sharing(session, sharing, by=_speaking(contact), at=now())
    flash(_("Thank you. You are named beside the other employer from now on."), "success")
    return redirect(url_for("links.sharing_show", token=token), 303)


@blueprint.post("/h/<token>/decline")
def sharing_decline(token: str) -> ResponseReturnValue:
    """Say no to host; doing it twice is doing it once."""
    found = find_sharing(token)
    if found is not None:
        sharing, contact = found
        end_sharing(session, sharing, by=_speaking(contact), at=now())
    return redirect(url_for("links.sharing_declined"), 303)


@blueprint.get("/h/declined")
def sharing_declined() -> ResponseReturnValue:
    """Thank for a no, after which the link opens nothing."""
    return show("links/sharings/declined.html")


def _opened(token: str) -> tuple[Sharing, Contact]:
    sharing, contact = sharing_of(token)
    speak(contact.language)
    return sharing, contact


def _speaking(contact: Contact) -> Actor:
    return Actor(Role.EMPLOYER, contact_id=contact.id)
