"""A pair that a coordinator makes by hand, whatever the matcher found. It is checked too."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.matches import confirm
from models.queries.offers import get_offer
from models.queries.rounds import find_latest_run, find_suggestion, get_round
from models.queries.students import get_student
from web.access import current_actor
from web.clock import now
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.coordinators.review_forms import ManualPairForm
from web.pages import show
from web.session import session


@blueprint.route("/rounds/<int:round_id>/pairs/new", methods=["GET", "POST"])
def pairs_new(round_id: int) -> ResponseReturnValue:
    """Confirm a student for an offer by their numbers."""
    round_, form = get_round(session, round_id), ManualPairForm(request.values)
    if not form.validate_on_submit():
        return show("coordinators/pairs/new.html", form=form, round=round_)
    student, offer = get_student(session, form.student.data), get_offer(session, form.offer.data)
    run = find_latest_run(session, round_id)
    suggestion = find_suggestion(session, run.id, student.id, offer.id) if run else None
    match = confirm(
        session,
        round_,
        student,
        offer,
        suggestion=suggestion,
        by=current_actor(),
        at=now(),
        policy=policy(),
    )
    flash(_("Confirmed by hand. Nobody has been told yet."))
    return redirect(url_for("coordinators.matches_show", match_id=match.id), 303)
