"""Lists spread attention, and never at the price of hopeless pairs."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from matcher.blocks import best_per_row
from matcher.evaluation import exposure, gini
from matcher.lists import attention, breadth, listed
from tests.benchmarks.reciprocal import a_market


def test_nobody_is_no_obstacle() -> None:
    none: NDArray[Any] = np.empty(0, int)
    assert attention(none, none, np.empty(0), np.empty(0), 0, 0.1).matches.shape == (0,)
    assert attention(none, none, np.empty(0), np.zeros(2), 3, 0.1).matches.shape == (0,)


@pytest.mark.parametrize("count", [1, 20, 200])
def test_as_many_places_as_students_who_all_fit_take_no_longer(count: int) -> None:
    market = a_market(count, count, 0.0, seed=2)
    rows, columns = pairs_of(market)
    score = 0.5 + market.score.ravel() / 2
    fit = attention(rows, columns, score, np.ones(count), count, 0.025)
    assert fit.residual <= 1e-6
    assert fit.sweeps < 300


def pairs_of(market: Any) -> tuple[Any, Any]:
    rows, columns = (ends.ravel() for ends in np.indices(market.score.shape))
    return rows, columns


CROWDS = st.sampled_from([0.0, 0.25, 0.5, 0.8])


@settings(deadline=None, max_examples=15)
@given(CROWDS, st.sampled_from([(60, 15), (30, 30), (15, 60)]), st.integers(0, 1000))
def test_no_list_puts_a_pair_above_one_that_is_many_times_as_likely(
    crowding: float, size: tuple[int, int], seed: int
) -> None:
    market = a_market(*size, crowding, seed)
    rows, columns = pairs_of(market)
    score = market.score.ravel()
    matches = attention(rows, columns, score, np.ones(size[1]), size[0], 0.025).matches
    for order, scores in (
        (matches.reshape(size), market.score),
        (matches.reshape(size).T, market.score.T),
    ):
        ordered = np.take_along_axis(scores, np.argsort(-order, axis=1), axis=1)
        best_below = np.maximum.accumulate(ordered[:, ::-1], axis=1)[:, ::-1]
        assert (best_below[:, 1:] <= 4.5 * ordered[:, :-1]).all()


def test_attention_is_spread_over_a_crowded_market() -> None:
    market = a_market(200, 50, 0.5, seed=3)
    rows, columns = pairs_of(market)
    matches = attention(rows, columns, market.score.ravel(), np.ones(50), 200, 0.025).matches
    spread, plain = (
        gini(exposure(best_per_row(order.reshape(200, 50), 10), 50))
        for order in (matches, market.score)
    )
    assert spread < 0.25 * plain


def test_the_level_of_all_scores_does_not_matter() -> None:
    market = a_market(60, 20, 0.5, seed=4)
    rows, columns = pairs_of(market)
    score = market.score.ravel()
    whole, tenth = (
        attention(rows, columns, level * score, np.ones(20), 60, 0.025).matches
        for level in (1.0, 0.1)
    )
    assert np.allclose(whole, tenth, rtol=1e-6)


def test_an_offer_with_more_places_is_shown_to_more() -> None:
    market = a_market(200, 20, 0.0, seed=5)
    rows, columns = pairs_of(market)
    places = np.where(np.arange(20) == 7, 10.0, 1.0)
    matches = attention(rows, columns, market.score.ravel(), places, 200, 0.025).matches
    shown = exposure(best_per_row(matches.reshape(200, 20), 3), 20)
    assert shown.argmax() == 7
    assert shown[7] > 2 * np.median(shown)


def test_scores_of_any_size_are_borne() -> None:
    rows, columns = np.array([0, 0, 1]), np.array([0, 1, 0])
    score = np.array([1e-300, 1.0, 1e-12])
    for warmth in (0.01, 100.0):
        matches = attention(rows, columns, score, np.ones(2), 2, warmth).matches
        assert np.isfinite(matches).all()
        assert matches[1] >= matches[0]


@st.composite
def scored_pairs(draw: st.DrawFn) -> tuple[Any, ...]:
    count = draw(st.integers(1, 6))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    owners, others = np.nonzero(rng.random((count, 8)) < 0.7)
    order = rng.permutation(len(owners))
    few = rng.integers(0, 3, (2, len(owners))) / 2
    return owners[order], others[order], few[0], few[1], count


@settings(deadline=None, max_examples=100)
@given(scored_pairs(), st.integers(1, 10))
def test_lists_are_ordered_by_matches_then_score_then_number(
    drawn: tuple[Any, ...], k: int
) -> None:
    owners, others, matches, score, count = drawn
    found, places = listed(owners, others, matches, score, count, k)
    assert found.shape == places.shape == (count, k)
    for owner in range(count):
        own = [pair for pair in range(len(owners)) if owners[pair] == owner]
        own.sort(key=lambda pair: (-matches[pair], -score[pair], others[pair]))
        expected = [*own[:k], *[-1] * (k - len(own))]
        assert places[owner].tolist() == expected
        assert found[owner].tolist() == [-1 if pair < 0 else others[pair] for pair in expected]


def test_small_markets_are_looked_at_as_a_whole() -> None:
    assert breadth(150, 90, 60) == 150
    assert breadth(0, 0, 60) == 60
    assert breadth(1_000_000, 50_000, 60) == 60
