"""Ideas of students that an employer can take up: each becomes a draft of an offer."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.ideas import take_up
from models.queries.ideas import count_open_ideas, get_open_idea, list_open_ideas
from models.words import Kind
from web.access import current_actor
from web.clock import now, today
from web.employers.blueprint import blueprint
from web.employers.own import own_contact
from web.lists import Page
from web.numbers import sent_number
from web.pages import show
from web.session import session


@blueprint.get("/ideas")
def ideas_list() -> ResponseReturnValue:
    """List what can be taken up, by kind."""
    asked = request.args.get("kind")
    kind = Kind(asked) if asked in set(Kind) else None
    page = Page.of_request(count_open_ideas(session, kind, today()))
    ideas = list_open_ideas(session, kind, today(), limit=page.size, offset=page.offset)
    return show("employers/ideas/list.html", ideas=ideas, page=page, kind=kind, kinds=Kind)


@blueprint.get("/ideas/<int:idea_id>")
def ideas_show(idea_id: int) -> ResponseReturnValue:
    """Show one of them."""
    return show("employers/ideas/show.html", idea=get_open_idea(session, idea_id))


@blueprint.post("/ideas/<int:idea_id>/take-up")
def ideas_take_up(idea_id: int) -> ResponseReturnValue:
    """Make a draft offer of it."""
    seen, by = sent_number("version") or 0, current_actor()
    offer = take_up(session, idea_id, own_contact(), seen=seen, by=by, at=now())
    flash(_("Yours now: fill in what is missing and hand the offer in."), "success")
    return redirect(url_for("employers.offers_edit", offer_id=offer.id), 303)
