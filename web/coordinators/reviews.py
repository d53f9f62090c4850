"""The review: the candidates of each offer and their reasons; a person confirms or rejects."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.errors import NotFound
from models.hints import Hint
from models.matches import Match
from models.offers import Offer
from models.operations import matches as operations
from models.people import Student
from models.queries.hints import list_hints_of_offer
from models.queries.matches import get_match
from models.queries.offers import get_offer
from models.queries.reviews import (
    Candidate,
    Review,
    get_review,
    list_candidates,
    list_pairs_beyond_list,
    list_students_without,
)
from models.queries.rounds import find_latest_run, get_round
from models.queries.students import get_student
from models.words import Reason
from web.access import current_actor
from web.bridge.reasons import Explanation, explain_all
from web.clock import now, today
from web.coordinators.blueprint import blueprint
from web.coordinators.hint_forms import HintForm
from web.coordinators.nobody import is_weighed_in, nobody_of
from web.coordinators.pair_details import details_of
from web.coordinators.pairs import confirm_pair, evidence_of
from web.coordinators.review_forms import REJECTIONS, PairForm, RejectForm
from web.languages import choose as language
from web.numbers import asked_number
from web.pages import show
from web.session import session

# The best ones are looked at first; the rest is one link away.
FIRST_SHOWN = 5


@blueprint.get("/rounds/<int:round_id>/review")
def review(round_id: int) -> ResponseReturnValue:
    """Show the offers of a round, the candidates of one of them, and one or two of those closer."""
    found = get_review(session, get_round(session, round_id), today())
    offer_id = asked_number("offer")
    candidates = _candidates(found, offer_id)
    return show(
        "coordinators/reviews/show.html",
        review=found,
        offer=get_offer(session, offer_id) if offer_id else None,
        reject_reasons=REJECTIONS,
        **_listed(found, offer_id, candidates),
        **_chosen(found, candidates),
    )


@blueprint.get("/rounds/<int:round_id>/unplaced")
def reviews_unplaced(round_id: int) -> ResponseReturnValue:
    """List the students who seek the round's kind and are neither asked nor placed."""
    round_ = get_round(session, round_id)
    run, students = find_latest_run(session, round_id), list_students_without(session, round_)
    return show(
        "coordinators/reviews/unplaced.html",
        round=round_,
        run=run,
        students=students,
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


def _candidates(found: Review, offer_id: int | None) -> list[Candidate]:
    offer = next((line.offer for line in found.lines if line.offer.id == offer_id), None)
    if offer is None or found.run is None:
        return []
    return list_candidates(session, found.round, found.run, offer)


def _listed(found: Review, offer_id: int | None, candidates: list[Candidate]) -> dict[str, object]:
    """Give what the list of an offer's candidates shows, or why there is none."""
    shown = candidates if "all" in request.args else candidates[:FIRST_SHOWN]
    return {
        "candidates": shown,
        "more": len(candidates) - len(shown),
        "explanations": _explanations(candidates),
        "hints": _hints(found, offer_id),
        "beyond": _beyond(found, offer_id, candidates),
        "nobody": nobody_of(found.run, "offers", offer_id),
    }


def _chosen(found: Review, candidates: list[Candidate]) -> dict[str, object]:
    """Give the candidate asked for with all that is known of the pair, and the one beside it."""
    chosen = _candidate(candidates, asked_number("student"))
    details = (
        details_of(found.round, chosen.student.id, chosen.suggestion.offer_id) if chosen else None
    )
    return {
        "chosen": chosen,
        "beside": _candidate(candidates, asked_number("beside")),
        "details": details,
        "hint_form": HintForm.of(details.hint) if details else None,
    }


def _candidate(candidates: list[Candidate], student_id: int | None) -> Candidate | None:
    return next((each for each in candidates if each.student.id == student_id), None)


def _hints(found: Review, offer_id: int | None) -> dict[int, Hint]:
    """Give what the working group has said of an offer's pairs, by the student's id."""
    if offer_id is None:
        return {}
    hints = list_hints_of_offer(session, found.round.id, offer_id)
    return {hint.student_id: hint for hint in hints}


def _beyond(found: Review, offer_id: int | None, candidates: list[Candidate]) -> list[Match]:
    if offer_id is None:
        return []
    shown = [candidate.student.id for candidate in candidates]
    return list_pairs_beyond_list(session, found.round, offer_id, shown)


def _explanations(candidates: list[Candidate]) -> dict[int, Explanation]:
    return explain_all(session, [candidate.suggestion for candidate in candidates], language())


def _pair(form: PairForm) -> tuple[Student, Offer]:
    """Give the student and the offer that a form names."""
    if not form.validate():
        raise NotFound(thing="suggestion")
    return get_student(session, form.student.data), get_offer(session, form.offer.data)


def _back(round_id: int, student: Student, offer: Offer) -> ResponseReturnValue:
    """Lead back to the offer; the one just acted on is left behind, the next one is in sight.

    What a coordinator chose to see stays.
    """
    names, all_ = (request.args.get(name) for name in ("names", "all"))
    address = url_for(
        "coordinators.review", round_id=round_id, offer=offer.id, names=names, all=all_
    )
    return redirect(f"{address}#student-{student.id}", 303)
