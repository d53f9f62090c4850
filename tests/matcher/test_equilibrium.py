"""The equilibrium adds up, and is the same however it is found."""

from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.equilibrium import equilibrium
from matcher.errors import InvalidValueError, MatcherError, NotFiniteError, ShapeError
from tests.benchmarks.reciprocal import a_market


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Any, ...]:
    n, m = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    rows, columns = np.nonzero(rng.random((n, m)) < 0.7)
    surplus = rng.normal(0, 1, len(rows))
    return rows, columns, surplus, np.ones(n), rng.integers(0, 4, m).astype(float)


@settings(deadline=None, max_examples=100)
@given(graphs(), st.sampled_from([0.025, 0.5, 2.0]))
def test_the_equilibrium_balances_on_both_sides(graph: tuple[Any, ...], warmth: float) -> None:
    rows, columns, surplus, left, right = graph
    fit = equilibrium(rows, columns, surplus, left, right, warmth)
    assert (fit.matches >= 0).all()
    assert fit.residual <= 1e-6 or fit.sweeps == 1000
    alone_left = left - np.bincount(rows, weights=fit.matches, minlength=len(left))
    alone_right = right - np.bincount(columns, weights=fit.matches, minlength=len(right))
    assert (alone_left >= -fit.residual - 1e-9).all()
    assert (alone_right >= -1e-9).all()
    if warmth < 0.1:
        return  # with so little chance, pairs that nearly always meet leave no digits to compare
    # Choo and Siow's own equation: matches^2 = e^(surplus / temperature) x alone x alone.
    expected = np.exp(surplus / warmth) * alone_left[rows] * alone_right[columns]
    assert np.allclose(fit.matches**2, expected, rtol=1e-3, atol=1e-5)


@settings(deadline=None, max_examples=50)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(graph: tuple[Any, ...], random: Random) -> None:
    rows, columns, surplus, left, right = graph
    order = np.array(random.sample(range(len(rows)), len(rows)), int)
    first = equilibrium(rows, columns, surplus, left, right, 0.1).matches
    other = equilibrium(rows[order], columns[order], surplus[order], left, right, 0.1).matches
    assert np.allclose(other, first[order], rtol=1e-4, atol=1e-9)


def test_without_competition_the_order_is_the_surplus() -> None:
    surplus = np.array([0.3, 0.9, 0.1, 0.5])
    fit = equilibrium(np.zeros(4, int), np.arange(4), surplus, np.ones(1), np.ones(4), 0.1)
    assert np.argsort(-fit.matches).tolist() == np.argsort(-surplus).tolist()


def test_an_offer_without_places_gets_nobody() -> None:
    one, two = np.array([0, 0]), np.array([0, 1])
    fit = equilibrium(one, two, np.ones(2), np.ones(1), np.array([0.0, 1.0]), 0.1)
    assert fit.matches[0] == 0
    assert fit.matches[1] > 0


def test_nobody_is_no_obstacle() -> None:
    none = np.empty(0, int)
    fit = equilibrium(none, none, np.empty(0), np.empty(0), np.empty(0), 0.1)
    assert (fit.matches.shape, fit.residual) == ((0,), 0.0)


def test_a_fit_that_was_stopped_says_how_far_it_is() -> None:
    market = a_market(40, 40, 0.5, seed=1)
    rows, columns = (ends.ravel() for ends in np.indices((40, 40)))
    surplus = np.log(market.score.ravel()) + 1
    early = equilibrium(rows, columns, surplus, np.ones(40), np.ones(40), 0.025, most=5)
    late = equilibrium(rows, columns, surplus, np.ones(40), np.ones(40), 0.025)
    assert early.sweeps == 5
    assert early.residual > 1e-3
    assert late.residual <= 1e-6
    assert 5 < late.sweeps < 1000


PAIR = np.array([0])


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"surplus": np.array([np.nan])}, NotFiniteError),
        ({"surplus": np.array([1e6])}, NotFiniteError),
        ({"surplus": np.ones(2)}, ShapeError),
        ({"left_mass": np.array([-1.0])}, InvalidValueError),
        ({"right_mass": np.array([np.inf])}, InvalidValueError),
        ({"columns": np.array([1])}, ShapeError),
        ({"temperature": 0.0}, InvalidValueError),
        ({"temperature": float("nan")}, InvalidValueError),
    ],
)
def test_bad_input_is_named(changes: dict[str, Any], error: type[MatcherError]) -> None:
    values: dict[str, Any] = {
        "rows": PAIR,
        "columns": PAIR,
        "surplus": np.ones(1),
        "left_mass": np.ones(1),
        "right_mass": np.ones(1),
        "temperature": 0.1,
    }
    with pytest.raises(error):
        equilibrium(**{**values, **changes})
