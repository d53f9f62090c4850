"""The candidates are the best of each side, judged by scoring and sorting every pair."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Offer, Student, shipped_weights
from matcher.candidates import Candidates, find_candidates
from matcher.market import Market, open_market
from matcher.weights import Weight
from tests.matcher.builders import SETTINGS, TODAY, a_student, all_probabilities, an_offer
from tests.matcher.markets import markets


def obvious_candidates(market: Market, k: int) -> set[tuple[int, int]]:
    n, m = market.eligibility.shape
    mask, score = market.eligibility.mask(np.arange(n)), all_probabilities(market).score
    scores = {(i, j): score[i, j] for i in range(n) for j in range(m) if mask[i, j]}
    kept: set[tuple[int, int]] = set()
    for side, count in ((0, n), (1, m)):
        for number in range(count):
            own = [pair for pair in scores if pair[side] == number]
            kept.update(sorted(own, key=lambda pair: (-scores[pair], pair[1 - side]))[:k])
    return kept


def pairs(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.rows.tolist(), found.columns.tolist(), strict=True))


@settings(deadline=None, max_examples=40)
@given(markets(), st.integers(1, 4))
def test_the_best_of_both_sides_are_kept(drawn: tuple[list[Student], list[Offer]], k: int) -> None:
    market = open_market(*drawn, SETTINGS, TODAY)
    found = find_candidates(market.scorer.pairs, k)
    assert pairs(found) == sorted(obvious_candidates(market, k))
    said = all_probabilities(market)
    for here, column, score in zip(found.rows, found.columns, found.score, strict=True):
        assert score == said.score[here, column]


def test_ties_go_to_the_lower_index_in_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    students = [a_student(f"s{i:02}", skills={"databaser": 1 + i % 3}) for i in range(40)]
    offers = [an_offer(f"o{i}") for i in range(3)]
    market = open_market(students, offers, SETTINGS, TODAY)
    whole = find_candidates(market.scorer.pairs, 4, threads=1)
    assert pairs(whole) == sorted(obvious_candidates(market, 4))
    for pairs_of_a_part, threads in ((3, 1), (20, 2), (1, 3)):
        monkeypatch.setattr("matcher.candidates._ROWS_OF_A_PART", pairs_of_a_part)
        parts = find_candidates(market.scorer.pairs, 4, threads=threads)
        assert pairs(whole) == pairs(parts)
        assert whole.p_student.tobytes() == parts.p_student.tobytes()
        assert whole.p_employer.tobytes() == parts.p_employer.tobytes()


@settings(deadline=None, max_examples=40)
@given(markets())
def test_calibration_is_part_of_the_score_that_is_ranked_by(
    drawn: tuple[list[Student], list[Offer]],
) -> None:
    knots = {"student": ((-1.0, -3.0), (1.0, 4.0)), "employer": ((0.0, 2.0),)}
    chosen = replace(SETTINGS, weights=replace(shipped_weights(), calibration=knots))
    market = open_market(*drawn, chosen, TODAY)
    assert pairs(find_candidates(market.scorer.pairs, 2)) == sorted(obvious_candidates(market, 2))


@settings(deadline=None, max_examples=40)
@given(markets(), st.sampled_from([-100.0, -3.0, 40.0, 100.0]))
def test_weights_far_from_the_usual_lose_no_pair(
    drawn: tuple[list[Student], list[Offer]], weight: float
) -> None:
    shipped = shipped_weights()
    terms = {
        **shipped.terms,
        "text": Weight(weight, -weight, 0.3),
        "place": Weight(-weight, weight, 0.9),
        "base": Weight(weight, weight),
    }
    chosen = replace(SETTINGS, weights=replace(shipped, version="far", terms=terms))
    market = open_market(*drawn, chosen, TODAY)
    found = find_candidates(market.scorer.pairs, 2)
    said = all_probabilities(market).score
    expected = {(i, j) for i, j in obvious_candidates(market, 2) if said[i, j] > 0}
    assert set(pairs(found)) == expected
