"""A pair that a coordinator makes by hand, whatever the matcher found. It is checked too."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matches import Match
from models.offers import Offer
from models.operations.matches import confirm
from models.people import Student
from models.queries.offers import get_offer
from models.queries.rounds import find_latest_run, find_suggestion, get_round
from models.queries.students import get_student
from models.rounds import Round, Suggestion
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
    match = confirm_pair(round_, student, offer)
    flash(_("Confirmed by hand. Nobody has been told yet."))
    return redirect(url_for("coordinators.matches_show", match_id=match.id), 303)


def confirm_pair(round_: Round, student: Student, offer: Offer) -> Match:
    """Confirm a pair as the coordinator who is signed in, with the evidence there is for it."""
    return confirm(
        session,
        round_,
        student,
        offer,
        suggestion=evidence_of(round_, student, offer),
        by=current_actor(),
        at=now(),
        policy=policy(),
    )


def evidence_of(round_: Round, student: Student, offer: Offer) -> Suggestion | None:
    """Give what the round's newest run found for a pair, if anything."""
    run = find_latest_run(session, round_.id)
    return find_suggestion(session, run.id, student.id, offer.id) if run else None
