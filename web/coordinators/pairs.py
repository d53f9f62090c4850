"""A pair by its numbers: looked at, whether the matcher found it or not, and made by hand."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.errors import NotFound
from models.matches import Match
from models.offers import Offer
from models.operations.matches import confirm
from models.people import Student
from models.queries.notes import list_notes
from models.queries.offers import get_offer
from models.queries.rounds import find_latest_run, find_suggestion, get_round
from models.queries.students import get_student
from models.rounds import Round, Suggestion
from web.access import current_actor
from web.clock import now
from web.config import policy
from web.coordinators.blueprint import blueprint
from web.coordinators.hint_forms import HintForm
from web.coordinators.note_forms import NoteForm
from web.coordinators.pair_details import details_of
from web.coordinators.review_forms import ManualPairForm
from web.numbers import asked_number
from web.pages import show
from web.session import session


@blueprint.get("/rounds/<int:round_id>/pairs/open")
def pairs_open(round_id: int) -> ResponseReturnValue:
    """Lead to a pair's page by the numbers of the student and the offer."""
    student = get_student(session, asked_number("student") or 0)
    offer = get_offer(session, asked_number("offer") or 0)
    return redirect(address_of_pair(round_id, student.id, offer.id), 303)


@blueprint.get("/rounds/<int:round_id>/pairs/<int:student_id>/<int:offer_id>")
def pairs_show(round_id: int, student_id: int, offer_id: int) -> ResponseReturnValue:
    """Show why a pair was suggested, or why not, and what the working group says of it."""
    round_ = get_round(session, round_id)
    return show_pair(round_, get_student(session, student_id), get_offer(session, offer_id))


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


def address_of_pair(round_id: int, student_id: int, offer_id: int) -> str:
    """Give the address of a pair's page."""
    return url_for(
        "coordinators.pairs_show", round_id=round_id, student_id=student_id, offer_id=offer_id
    )


def show_pair(
    round_: Round,
    student: Student,
    offer: Offer,
    form: HintForm | None = None,
    note_form: NoteForm | None = None,
) -> ResponseReturnValue:
    """Show a pair; with a form that was not taken, its words kept.

    Raises
    ------
    NotFound
        If the round is not of the offer's kind.
    """
    if offer.kind is not round_.kind:
        raise NotFound("offer", offer.id)
    details = details_of(round_, student.id, offer.id)
    return show(
        "coordinators/pairs/show.html",
        form=form or note_form or HintForm.of(details.hint),
        hint_form=form or HintForm.of(details.hint),
        note_form=note_form or NoteForm(formdata=None),
        notes=list_notes(session, round_.id, student.id, offer.id),
        round=round_,
        student=student,
        offer=offer,
        details=details,
    )


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
