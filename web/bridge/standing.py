"""How the pairs of a round stand before a run: what is settled, ruled out, and wished for.

A run never touches a match that exists. Whom somebody has confirmed stays, as a fixed pair; what
was turned down, withdrawn or left to expire is not suggested again; and whoever holds a place now
is not in the run at all, nor is the place. What the working group has hinted comes after that.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from models.hints import Hint
from models.matches import Match
from models.offers import Offer
from models.words import ASKED, HintWish, MatchState

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
        (student, offer) to a wish and why: the name of the match's state, or of a hint's reason.
    held : dict
        How many of an offer's places the fixed and required pairs take.
    settled : set of int
        Students who have a fixed or a required pair.
    """

    spoken_for: set[int] = field(default_factory=set)
    pairs: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    held: dict[int, int] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)

    def hold(self, student_id: int, offer: Offer, wish: str, reason: str) -> bool:
        """Give the student a place at the offer if both are free; say whether they were."""
        held = self.held.get(offer.id, 0)
        if student_id in self.spoken_for | self.settled or held >= offer.places_left:
            return False
        self.held[offer.id] = held + 1
        self.settled.add(student_id)
        self.pairs[student_id, offer.id] = (wish, reason)
        return True


def standing_of(
    matches: Iterable[Match],
    round_id: int,
    offers: Collection[int],
    on: date,
    hints: Iterable[Hint] = (),
) -> Standing:
    """Read the matches of a kind, of all its rounds, as one of its rounds has to see them.

    Then that round's hints on pairs of the run, in the order given. What has happened to a pair
    weighs more than what was hinted of it; a required pair for which no place is left any more, or
    whose student has come somewhere else meanwhile, is still spoken for.

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
    pairs_asked = {(match.student_id, match.offer_id) for match in asked}
    for hint in hints:
        _hint(standing, hint, pairs_asked)
    return standing


def _is_ruled_out(match: Match, round_id: int) -> bool:
    if match.round_id == round_id:
        return match.state not in ASKED
    return match.state in REFUSED or match.state in ASKED or match.state in HOLDS_NOW


def _fix(standing: Standing, asked: list[Match], offers: Collection[int]) -> None:
    asked.sort(key=lambda match: (match.state is MatchState.CONFIRMED, match.moved_at, match.id))
    for match in asked:
        if match.offer_id in offers:
            standing.hold(match.student_id, match.offer, FIXED, match.state.value)


def _hint(standing: Standing, hint: Hint, asked: Collection[tuple[int, int]]) -> None:
    pair, why = (hint.student_id, hint.offer_id), hint.reason.value
    if pair in standing.pairs or pair in asked:
        return
    if hint.wish is not HintWish.REQUIRE:
        standing.pairs[pair] = (hint.wish.value, why)
    elif not standing.hold(hint.student_id, hint.offer, HintWish.REQUIRE.value, why):
        standing.pairs[pair] = (HintWish.ENCOURAGE.value, why)
