"""How the pairs of a round stand before a run: what is settled, and what is ruled out.

A run never touches a match that exists. Whom somebody has confirmed stays, as a fixed pair; what
was turned down, withdrawn or left to expire is not suggested again; and whoever holds a place now
is not in the run at all, nor is the place.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from models.matches import Match
from models.words import ASKED, MatchState

FIXED, FORBID = "fixed", "forbid"

HOLDS_NOW = frozenset({MatchState.AGREED, MatchState.PLACED})
# What one of the two said no to is over in every round; the rest only in the round it ended in.
REFUSED = frozenset({MatchState.DECLINED, MatchState.WITHDRAWN, MatchState.INTERRUPTED})


@dataclass
class Standing:
    """What a run has to respect.

    Parameters
    ----------
    spoken_for : set of int
        Students who hold a place that is not over.
    pairs : dict
        (student, offer) to a wish and why: the name of the match's state.
    """

    spoken_for: set[int] = field(default_factory=set)
    pairs: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)


def standing_of(
    matches: Iterable[Match], round_id: int, offers: Collection[int], on: date
) -> Standing:
    """Read the matches of a kind, of all its rounds, as one of its rounds has to see them.

    As more candidates may be asked than there are places, only as many are fixed as there are
    places left, those asked first first; a student is fixed to one offer. The others stay in the
    run as they are, so that the list of "who is next" has their scores too.
    """
    matches = list(matches)
    standing = Standing()
    for match in matches:
        if match.state in HOLDS_NOW and (match.ends_on or match.offer.ends_on) >= on:
            standing.spoken_for.add(match.student_id)
        elif _is_ruled_out(match, round_id):
            standing.pairs[match.student_id, match.offer_id] = (FORBID, match.state.value)
    asked = [match for match in matches if match.round_id == round_id and match.state in ASKED]
    _fix(standing, asked, offers)
    return standing


def _is_ruled_out(match: Match, round_id: int) -> bool:
    if match.round_id == round_id:
        return match.state not in ASKED
    return match.state in REFUSED or match.state in ASKED or match.state in HOLDS_NOW


def _fix(standing: Standing, asked: list[Match], offers: Collection[int]) -> None:
    asked.sort(key=lambda match: (match.state is MatchState.CONFIRMED, match.moved_at, match.id))
    places: dict[int, int] = {}
    students = set(standing.spoken_for)
    for match in asked:
        left = places.setdefault(match.offer_id, match.offer.places_left)
        if match.offer_id in offers and left > 0 and match.student_id not in students:
            places[match.offer_id] = left - 1
            students.add(match.student_id)
            standing.pairs[match.student_id, match.offer_id] = (FIXED, match.state.value)
