"""How a placement goes, told behind a signed link by a student or an employer."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.check_ins import tell_how_it_goes
from models.queries.check_ins import find_check_in
from models.queries.matches import get_match
from models.words import LinkPurpose
from web.clock import now
from web.links.blueprint import blueprint, holder, opened
from web.match_forms import CheckInForm
from web.pages import show
from web.session import session


@blueprint.route("/c/<token>", methods=["GET", "POST"])
def check_in(token: str) -> ResponseReturnValue:
    """Ask how it is going, once; afterwards the page only says thank you."""
    link, form = opened(token, LinkPurpose.CHECK_IN), CheckInForm()
    match = get_match(session, link.match_id)
    told = find_check_in(session, match.id, link.side)
    if not form.validate_on_submit():
        page = "links/check_ins/show.html"
        return show(page, form=form, match=match, told=told, token=token, side=link.side)
    tell_how_it_goes(session, match, link.side, by=holder(link), at=now(), **form.told())
    flash(_("Thank you for telling."), "success")
    return redirect(url_for("links.check_in", token=token), 303)
