"""What the review screen shows of a round, as its address asks for it.

It has a side: the offers of the round are gone through, each with its students, or the students,
each with their offers. In the address ``offer`` and ``student`` name a pair on either side.
"""

from collections.abc import Sequence
from typing import Any

from flask import request

from models.errors import NotFound
from models.offers import Offer
from models.people import Student
from models.queries.candidates import Candidate, Candidates, get_candidates, load_profiles
from models.queries.notes import list_notes_of
from models.queries.offers import get_offer
from models.queries.reviews import PAGE, Review, get_review
from models.queries.standings import Wanted
from models.queries.students import get_student
from models.queries.teams import find_partners_of
from models.words import Kind, RoundState
from web.bridge.nobody import Nobody
from web.bridge.reasons import Explanation
from web.bridge.suggestions import explain_all
from web.clock import today
from web.config import policy
from web.coordinators.filters_asked import asked_words
from web.coordinators.hint_forms import HintForm
from web.coordinators.nobody import nobody_of
from web.coordinators.note_forms import NoteForm
from web.coordinators.pair_details import details_of_candidate
from web.coordinators.review_forms import REJECTIONS
from web.coordinators.viewers import who_else_looks
from web.languages import choose as language
from web.lists import Page
from web.numbers import asked_number, asked_numbers
from web.session import session

# The best ones are looked at first; the rest is one link away.
FIRST_SHOWN = 5
# More beside each other than three cannot be told apart.
MOST_BESIDE = 2
# What somebody has chosen to see of a round; it stays when a pair is acted on.
KEPT = ("names", "all", "place", "programme", "unplaced", "side")
STUDENTS = "students"


def kept() -> dict[str, Any]:
    """Give what the address asks for that stays when a pair is acted on."""
    return {name: value for name in KEPT if (value := request.args.get(name))}


def wanted() -> Wanted:
    """Give what of a round the address asks for."""
    return Wanted(
        place=request.args.get("place", "")[:4],
        programme=asked_words("programme"),
        unplaced="unplaced" in request.args,
        by_student=request.args.get("side") == STUDENTS,
    )


def screen_of(round_id: int) -> dict[str, Any]:
    """Gather what the screen shows: a side of the round, the candidates of one, and some closer.

    Raises
    ------
    NotFound
        If there is no such round, offer or student.
    """
    side, page = wanted(), asked_number("page") or 1
    of_id = asked_number("student" if side.by_student else "offer")
    found = get_review(session, round_id, today(), wanted=side, of=of_id, page=page)
    return {
        "review": found,
        "is_open": found.round.state in {RoundState.OPEN, RoundState.CLOSED},
        "wanted": side,
        "kept": kept(),
        "page": Page(page, found.count, PAGE),
        "reject_reasons": REJECTIONS,
        **_of(found, _looked_at(found, side, of_id), side),
    }


def _looked_at(found: Review, side: Wanted, of_id: int | None) -> Offer | Student | None:
    """Give the offer or student that the address asks for, whether the round lists it or not."""
    if found.line is not None or of_id is None:
        return found.line.of if found.line else None
    if not side.by_student:
        return get_offer(session, of_id)
    student = get_student(session, of_id)
    # Somebody who is protected is on no side, and not to be seen by a guess at the address.
    if student.is_protected:
        raise NotFound("student", of_id)
    return student


def _of(found: Review, of: Offer | Student | None, side: Wanted) -> dict[str, Any]:
    """Give an offer or a student with the candidates, or why there are none."""
    candidates = _candidates(found, side)
    shown = candidates.listed if "all" in request.args else candidates.listed[:FIRST_SHOWN]
    closer = _closer(candidates, side)
    explanations = _explanations([*shown, *closer])
    per_place = policy().candidates_per_place
    return {
        "of": of,
        "has_room": bool(found.line and found.line.has_room(per_place)),
        "rooms": {each.other.id for each in candidates.listed if each.has_room(per_place)},
        "candidates": shown,
        "partners": _partners(found, of, shown),
        "more": len(candidates.listed) - len(shown),
        "beyond": candidates.beyond,
        "notes": list_notes_of(session, found.round.id, of) if of else {},
        "who_else": who_else_looks(found.round.id, of) if of else "",
        "nobody": _nobody(found, of) if not candidates.listed else None,
        "explanations": explanations,
        **_chosen(found, closer, explanations),
    }


def _partners(
    found: Review, of: Offer | Student | None, shown: Sequence[Candidate]
) -> dict[int, Student]:
    """Give whom those in sight seek a thesis together with, by the student's id."""
    students = {of.id} if isinstance(of, Student) else {each.student.id for each in shown}
    if found.round.kind is not Kind.THESIS or not students:
        return {}
    return find_partners_of(session, students)


def _nobody(found: Review, of: Offer | Student | None) -> Nobody | None:
    side = STUDENTS if isinstance(of, Student) else "offers"
    return nobody_of(found.run, side, of.id) if of else None


def _candidates(found: Review, side: Wanted) -> Candidates:
    if found.line is None or found.run is None:
        return Candidates()
    return get_candidates(session, found.round, found.run, found.line.of, side, today())


def _closer(candidates: Candidates, side: Wanted) -> list[Candidate]:
    """Give the candidate asked for, and those beside, with what their profiles say."""
    chosen = asked_number("offer" if side.by_student else "student")
    asked = [chosen, *asked_numbers("beside")[:MOST_BESIDE]]
    found = [candidates.of(other_id) for other_id in dict.fromkeys(asked)]
    closer = [each for each in found if each is not None] if found[0] else []
    if closer:
        load_profiles(session, closer)
    return closer


def _chosen(
    found: Review, closer: list[Candidate], explanations: dict[int, Explanation]
) -> dict[str, Any]:
    """Give the candidate asked for with all that is known of the pair, and those beside."""
    chosen = closer[0] if closer else None
    details = None
    if chosen is not None and found.run is not None:
        explanation = explanations[chosen.suggestion.id]
        details = details_of_candidate(found.run, chosen, explanation)
    return {
        "chosen": chosen,
        "compared": closer if len(closer) > 1 else [],
        "details": details,
        "note_form": NoteForm(formdata=None),
        "hint_form": HintForm.of(details.hint) if details else None,
    }


def _explanations(candidates: list[Candidate]) -> dict[int, Explanation]:
    return explain_all(session, [each.suggestion for each in candidates], language())
