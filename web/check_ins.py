"""How a placement goes, as one side tells it while it is under way: one page, two doors."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.check_ins import tell_how_it_goes
from models.queries.check_ins import find_check_in
from models.queries.matches import get_match
from models.words import Side
from web.access import current_actor
from web.clock import now
from web.match_forms import CheckInForm
from web.pages import show
from web.session import session


def tell(match_id: int, side: Side) -> ResponseReturnValue:
    """Ask a side how it is going, once. Only the working group reads it."""
    match, form = get_match(session, match_id), CheckInForm()
    told = find_check_in(session, match_id, side)
    if not form.validate_on_submit():
        return show("check_ins/tell.html", form=form, match=match, told=told, side=side)
    tell_how_it_goes(session, match, side, by=current_actor(), at=now(), **form.told())
    flash(_("Thank you for telling."), "success")
    return redirect(url_for(".matches_show", match_id=match_id), 303)
