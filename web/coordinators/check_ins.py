"""How placements go: what somebody says on the phone, and what was done about it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matches import Match
from models.operations.check_ins import look_after, tell_how_it_goes
from models.queries.check_ins import find_check_in, get_check_in
from models.queries.matches import get_match
from models.words import Role, Side
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.stakes import has_stake
from web.match_forms import CheckInForm
from web.pages import show
from web.session import session


@blueprint.route(
    "/matches/<int:match_id>/check-in/<any(student,employer):side>", methods=["GET", "POST"]
)
def check_ins_tell(match_id: int, side: str) -> ResponseReturnValue:
    """Write down how a side says that it goes, on the phone or in a letter."""
    match, form = get_match(session, match_id), CheckInForm()
    told = find_check_in(session, match_id, Side(side))
    if not form.validate_on_submit():
        page = "coordinators/check_ins/tell.html"
        return show(page, form=form, match=match, side=Side(side), told=told)
    by = current_actor(for_role=Role(side))
    tell_how_it_goes(session, match, Side(side), by=by, at=now(), **form.told())
    flash(_("It is written down, with your name and theirs."))
    return _to(match_id)


@blueprint.post("/check-ins/<int:check_in_id>/looked-after")
def check_ins_look_after(check_in_id: int) -> ResponseReturnValue:
    """Note that something was done about what did not sound well."""
    check_in = get_check_in(session, check_in_id)
    look_after(session, check_in, by=current_actor(), at=now())
    flash(_("Noted. It has left the work list."))
    return _to(check_in.match_id)


def may_read(match: Match) -> bool:
    """Whether what both sides told of a placement is for whoever looks, who may work there."""
    return not has_stake(match.offer.employer)


def _to(match_id: int) -> ResponseReturnValue:
    return redirect(url_for("coordinators.matches_show", match_id=match_id), 303)
