"""The candidates are the best of each side, judged by scoring and sorting every pair."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Offer, Student
from matcher.candidates import Candidates, find_candidates
from matcher.market import Market, open_market
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer
from tests.matcher.markets import markets


def obvious_candidates(market: Market, k: int) -> set[tuple[int, int]]:
    n, m = market.eligibility.shape
    scores = {}
    for row in range(n):
        rows = np.array([row])
        mask, score = market.eligibility.mask(rows)[0], market.scorer.probabilities(rows).score[0]
        scores.update({(row, column): score[column] for column in range(m) if mask[column]})
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
    found = find_candidates(market.eligibility, market.scorer, k)
    assert pairs(found) == sorted(obvious_candidates(market, k))
    for row, column, score in zip(found.rows, found.columns, found.score, strict=True):
        assert score == market.scorer.probabilities(np.array([row])).score[0, column]


def test_ties_go_to_the_lower_index_across_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    students = [a_student(f"s{i:02}", skills={"databaser": 1 + i % 3}) for i in range(40)]
    offers = [an_offer(f"o{i}") for i in range(3)]
    market = open_market(students, offers, SETTINGS, TODAY)
    whole = find_candidates(market.eligibility, market.scorer, 4)
    monkeypatch.setattr("matcher.kernel._BLOCK_CELLS", 20)
    blocks = find_candidates(market.eligibility, market.scorer, 4)
    assert pairs(whole) == pairs(blocks) == sorted(obvious_candidates(market, 4))
    assert whole.score.tobytes() == blocks.score.tobytes()
