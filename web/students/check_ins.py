"""How a placement goes, as the student tells it while it is under way."""

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
from web.students.blueprint import students


@students.route("/matches/<int:match_id>/check-in", methods=["GET", "POST"])
def check_ins_tell(match_id: int) -> ResponseReturnValue:
    """Ask how it is going, once. Only the working group reads it."""
    match, form = get_match(session, match_id), CheckInForm()
    told = find_check_in(session, match_id, Side.STUDENT)
    if not form.validate_on_submit():
        return show("students/check_ins/tell.html", form=form, match=match, told=told)
    by = current_actor()
    tell_how_it_goes(session, match, Side.STUDENT, by=by, at=now(), **form.told())
    flash(_("Thank you for telling."), "success")
    return redirect(url_for("students.matches_show", match_id=match_id), 303)
