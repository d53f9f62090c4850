"""What the review screen shows of a round, as its address asks for it."""

from collections.abc import Sequence
from typing import Any

from flask import request

from models.people import Student
from models.queries.candidates import Candidate, Candidates, get_candidates, load_profiles
from models.queries.notes import list_notes_of_offer
from models.queries.offers import get_offer
from models.queries.reviews import PAGE, Review, get_review
from models.queries.standings import Wanted
from models.queries.teams import find_partners_of
from models.words import Kind, RoundState
from web.bridge.reasons import Explanation, explain_all
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
KEPT = ("names", "all", "place", "programme", "unplaced")


def kept() -> dict[str, Any]:
    """Give what the address asks for that stays when a pair is acted on."""
    return {name: value for name in KEPT if (value := request.args.get(name))}


def wanted() -> Wanted:
    """Give what of a round the address asks for."""
    return Wanted(
        place=request.args.get("place", "")[:4],
        programme=asked_words("programme"),
        unplaced="unplaced" in request.args,
    )


def screen_of(round_id: int) -> dict[str, Any]:
    """Gather what the screen shows: the round's offers, the candidates of one, and some closer.

    Raises
    ------
    NotFound
        If there is no such round or offer.
    """
    offer_id, page = asked_number("offer"), asked_number("page") or 1
    found = get_review(session, round_id, today(), wanted=wanted(), offer_id=offer_id, page=page)
    return {
        "review": found,
        "is_open": found.round.state in {RoundState.OPEN, RoundState.CLOSED},
        "wanted": wanted(),
        "kept": kept(),
        "page": Page(page, found.count, PAGE),
        "reject_reasons": REJECTIONS,
        **_offer(found, offer_id),
    }


def _offer(found: Review, offer_id: int | None) -> dict[str, Any]:
    """Give an offer and its candidates, or why there are none."""
    candidates = _candidates(found)
    shown = candidates.listed if "all" in request.args else candidates.listed[:FIRST_SHOWN]
    closer = _closer(candidates)
    explanations = _explanations([*shown, *closer])
    offer = found.line.offer if found.line else None
    return {
        "offer": offer or (get_offer(session, offer_id) if offer_id else None),
        "has_room": bool(found.line and found.line.has_room(policy().candidates_per_place)),
        "candidates": shown,
        "partners": _partners(found, shown),
        "more": len(candidates.listed) - len(shown),
        "beyond": candidates.beyond,
        "notes": list_notes_of_offer(session, found.round.id, offer_id) if offer_id else {},
        "who_else": who_else_looks(found.round.id, offer_id) if offer_id else "",
        "nobody": None if candidates.listed else nobody_of(found.run, "offers", offer_id),
        "explanations": explanations,
        **_chosen(found, closer, explanations),
    }


def _partners(found: Review, shown: Sequence[Candidate]) -> dict[int, Student]:
    """Give whom candidates seek a thesis together with, by the candidate's id."""
    if found.round.kind is not Kind.THESIS or not shown:
        return {}
    return find_partners_of(session, [each.student.id for each in shown])


def _candidates(found: Review) -> Candidates:
    if found.line is None or found.run is None:
        return Candidates()
    return get_candidates(session, found.round, found.run, found.line.offer, wanted())


def _closer(candidates: Candidates) -> list[Candidate]:
    """Give the candidate asked for, and those beside, with what their profiles say."""
    asked = [asked_number("student"), *asked_numbers("beside")[:MOST_BESIDE]]
    found = [candidates.of(student_id) for student_id in dict.fromkeys(asked)]
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
