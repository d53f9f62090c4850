"""The equilibrium adds up, is the same however it is found, and spreads attention."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from matcher.errors import InvalidValueError, MatcherError, NotFiniteError, ShapeError
from matcher.evaluation import exposure, gini
from matcher.kernel import best_per_row
from matcher.lists import equilibrium


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Any, ...]:
    n, m = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    rows, columns = np.nonzero(rng.random((n, m)) < 0.7)
    surplus = rng.normal(0, 1, len(rows))
    return rows, columns, surplus, np.ones(n), rng.integers(0, 4, m).astype(float)


@settings(deadline=None, max_examples=100)
@given(graphs(), st.sampled_from([0.05, 0.5, 2.0]))
def test_the_equilibrium_balances_on_both_sides(graph: tuple[Any, ...], warmth: float) -> None:
    rows, columns, surplus, left, right = graph
    matches = equilibrium(rows, columns, surplus, left, right, warmth)
    assert (matches >= 0).all()
    alone_left = left - np.bincount(rows, weights=matches, minlength=len(left))
    alone_right = right - np.bincount(columns, weights=matches, minlength=len(right))
    assert (alone_left >= -1e-7).all()
    assert (alone_right >= -1e-7).all()
    if warmth < 0.1:
        return  # with so little chance, pairs that nearly always meet leave no digits to compare
    # Choo and Siow's own equation: matches^2 = e^(surplus / temperature) x alone x alone.
    expected = np.exp(surplus / warmth) * alone_left[rows] * alone_right[columns]
    assert np.allclose(matches**2, expected, rtol=1e-3, atol=1e-9)


def test_without_competition_the_order_is_the_surplus() -> None:
    surplus = np.array([0.3, 0.9, 0.1, 0.5])
    matches = equilibrium(np.zeros(4, int), np.arange(4), surplus, np.ones(1), np.ones(4), 0.1)
    assert np.argsort(-matches).tolist() == np.argsort(-surplus).tolist()


def test_an_offer_without_places_gets_nobody() -> None:
    matches = equilibrium(
        np.array([0, 0]), np.array([0, 1]), np.ones(2), np.ones(1), np.array([0.0, 1.0]), 0.1
    )
    assert matches[0] == 0
    assert matches[1] > 0


def test_nobody_is_no_obstacle() -> None:
    none: NDArray[Any] = np.empty(0, int)
    assert equilibrium(none, none, np.empty(0), np.empty(0), np.empty(0), 0.1).shape == (0,)


def test_attention_is_spread_over_a_crowded_market() -> None:
    rng = np.random.default_rng(3)
    n, m = 200, 50
    scores = 0.7 * rng.random(m) + 0.3 * rng.random((n, m))
    rows, columns = (ends.ravel() for ends in np.indices((n, m)))
    matches = equilibrium(
        rows, columns, np.log(scores).ravel() + 1, np.ones(n), np.ones(m), 0.05
    ).reshape(n, m)
    spread, plain = (gini(exposure(best_per_row(order, 10), m)) for order in (matches, scores))
    assert spread < 0.35 * plain


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
