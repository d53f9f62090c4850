"""The review: the candidates of each offer or student, and why; a person confirms or rejects."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.errors import NotFound
from models.offers import Offer
from models.operations import matches as operations
from models.people import Student
from models.queries.matches import get_match
from models.queries.offers import get_offer
from models.queries.reviews import list_places_without, list_students_without
from models.queries.rounds import find_latest_run, get_round
from models.queries.students import get_student
from models.words import Reason
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.nobody import is_weighed_in, nobody_of
from web.coordinators.pairs import confirm_pair, evidence_of
from web.coordinators.review_forms import PairForm, RejectForm
from web.coordinators.review_screen import kept, screen_of, wanted
from web.pages import show
from web.session import session


@blueprint.get("/rounds/<int:round_id>/review")
def review(round_id: int) -> ResponseReturnValue:
    """Show the offers or students of a round, the candidates of one, and up to three closer."""
    return show("coordinators/reviews/show.html", **screen_of(round_id))


@blueprint.get("/rounds/<int:round_id>/unplaced")
def reviews_unplaced(round_id: int) -> ResponseReturnValue:
    """List the students who seek the round's kind and are neither asked nor placed."""
    round_ = get_round(session, round_id)
    run = find_latest_run(session, round_id)
    students = list_students_without(session, round_, wanted=wanted())
    return show(
        "coordinators/reviews/unplaced.html",
        round=round_,
        run=run,
        students=students,
        wanted=wanted(),
        places=list_places_without(session, round_),
        nobody={one.id: nobody_of(run, "students", one.id) for one in students},
        is_weighed=is_weighed_in(run),
    )


@blueprint.post("/rounds/<int:round_id>/review/confirm")
def reviews_confirm(round_id: int) -> ResponseReturnValue:
    """Confirm a pair; nobody is told yet."""
    round_ = get_round(session, round_id)
    student, offer = _pair(PairForm())
    confirm_pair(round_, student, offer)
    flash(_("Confirmed. Nobody has been told yet; you can undo it until the letters go."))
    return _back(round_id, student, offer)


@blueprint.post("/rounds/<int:round_id>/review/reject")
def reviews_reject(round_id: int) -> ResponseReturnValue:
    """Reject a pair with a reason."""
    form, round_ = RejectForm(), get_round(session, round_id)
    pair = _pair(form)
    operations.reject(
        session,
        round_,
        *pair,
        suggestion=evidence_of(round_, *pair),
        reason=Reason(form.reason.data),
        words=form.words.data or "",
        seen=request.form.get("seen"),
        by=current_actor(),
        at=now(),
    )
    flash(_("Rejected. You can undo it."))
    return _back(round_id, *pair)


@blueprint.post("/matches/<int:match_id>/undo")
def matches_undo(match_id: int) -> ResponseReturnValue:
    """Take a confirmation or rejection back, before anybody is told."""
    match = get_match(session, match_id)
    operations.undo(session, match, by=current_actor(), at=now(), seen=request.form.get("seen"))
    flash(_("Undone. The pair is as if nobody had acted on it."))
    return _back(match.round_id, match.student, match.offer)


def _pair(form: PairForm) -> tuple[Student, Offer]:
    """Give the student and the offer that a form names."""
    if not form.validate():
        raise NotFound(thing="suggestion")
    return get_student(session, form.student.data), get_offer(session, form.offer.data)


def _back(round_id: int, student: Student, offer: Offer) -> ResponseReturnValue:
    """Lead back to the list; the one just acted on is left behind, the next one is in sight.

    What a coordinator chose to see stays.
    """
    listed, other = ("student", "offer") if wanted().by_student else ("offer", "student")
    pair = {"student": student.id, "offer": offer.id}
    here = {listed: pair[listed], **kept()}
    address = url_for("coordinators.review", round_id=round_id, **here)
    return redirect(f"{address}#{other}-{pair[other]}", 303)
