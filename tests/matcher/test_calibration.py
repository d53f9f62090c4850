"""Calibration makes probabilities come true, and never changes an order."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import expit

from matcher.calibration import Line, fit_line, fit_steps, halfway
from matcher.errors import InvalidValueError, MatcherError, NotFiniteError, ShapeError
from matcher.reliability import expected_calibration_error
from matcher.scoring import calibrated

decided = st.lists(
    st.tuples(st.floats(-4, 4).map(lambda x: round(x, 2)), st.booleans()), max_size=120
)


def decisions(rows: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Draw log-odds that are too sure of themselves on one side, and what came of them."""
    rng = np.random.default_rng(seed)
    said = rng.normal(0, 2, rows)
    true = np.where(said > 0, 0.3 * said, 1.2 * said) - 0.4
    return said, rng.random(rows) < expit(true)


@settings(deadline=None)
@given(decided)
def test_the_line_is_the_one_that_a_general_optimiser_finds(rows: list[tuple[float, bool]]) -> None:
    said, yes = np.array([r[0] for r in rows]), np.array([r[1] for r in rows], bool)

    def slow(at: np.ndarray) -> float:
        z = np.where(yes, 1, -1) * (at[0] * said + at[1])
        return float(
            np.logaddexp(0, -z).sum() + ((at[0] - 1) / 0.2) ** 2 / 2 + (at[1] / 0.5) ** 2 / 2
        )

    line = fit_line(said, yes)
    best = minimize(slow, [1.0, 0.0])
    assert line.slope == pytest.approx(max(best.x[0], 0.05), abs=1e-3)
    if best.x[0] > 0.05:
        assert line.base == pytest.approx(best.x[1], abs=1e-3)


def test_without_decisions_nothing_is_changed() -> None:
    assert (fit_line([], []).slope, fit_line([], []).base) == (1.0, 0.0)
    assert fit_steps([], []) == ()
    assert calibrated((), np.array([-1.0, 2.0])).tolist() == [-1.0, 2.0]


def test_a_few_decisions_change_little_and_many_what_they_say() -> None:
    said = np.linspace(-2, 2, 4000)
    came = np.random.default_rng(3).random(4000) < expit(0.5 * said - 1)
    few, many = fit_line(said[::800], came[::800]), fit_line(said, came)
    assert abs(few.slope - 1) < 0.5
    assert many.slope == pytest.approx(0.5, abs=0.1)
    assert many.base == pytest.approx(-1, abs=0.1)


@pytest.mark.parametrize("fit", [fit_line, fit_steps])
def test_a_decision_that_counts_for_half_is_half_of_two(fit: Any) -> None:
    said, yes = decisions(600)
    twice = fit(np.tile(said, 2), np.tile(yes, 2), np.full(1200, 0.5))
    once = fit(said, yes)
    if fit is fit_line:
        assert (twice.slope, twice.base) == pytest.approx((once.slope, once.base))
    else:
        assert np.array(twice) == pytest.approx(np.array(once), abs=1e-5)


def test_what_counts_for_nothing_is_refused() -> None:
    for power, error in (([1.0, 0.0], InvalidValueError), ([1.0], ShapeError)):
        with pytest.raises(error) as caught:
            fit_line([0.0, 1.0], [True, False], power)
        assert caught.value.field == "power"


@settings(deadline=None)
@given(decided)
def test_steps_rise_strictly_so_that_no_order_changes(rows: list[tuple[float, bool]]) -> None:
    said, yes = np.array([r[0] for r in rows]), np.array([r[1] for r in rows], bool)
    knots = fit_steps(said, yes)
    for at, to in pairwise(knots):
        assert at[0] < to[0]
        assert at[1] < to[1]
    points = np.unique(np.concatenate([said, np.linspace(-6, 6, 50)]))
    assert (np.diff(calibrated(knots, points)) > 0).all()


def test_steps_make_later_decisions_come_true_where_a_line_cannot() -> None:
    knots = fit_steps(*decisions(4000))
    line = fit_line(*decisions(4000))
    said, came = decisions(20_000, seed=2)
    before = expected_calibration_error(expit(said), came)
    straight = expected_calibration_error(expit(line.of(said)), came)
    steps = expected_calibration_error(expit(calibrated(knots, said)), came)
    assert steps < 0.02 < straight < before


def test_those_who_say_the_same_stand_on_one_step() -> None:
    said = np.repeat([-1.0, 1.0], 100)
    knots = fit_steps(said, np.arange(200) % 2 == 0)
    assert len(knots) == 1
    assert calibrated(knots, np.array([-1.0, 1.0])) == pytest.approx([-1, 1], abs=0.1)


@pytest.mark.parametrize("fit", [fit_line, fit_steps])
@pytest.mark.parametrize(
    ("said", "yes", "error", "field", "row"),
    [
        ([0.0, float("inf")], [1, 0], NotFiniteError, "log_odds", 1),
        ([0.0, 1.0], [1], ShapeError, "yes", None),
        ([0.0, 1.0], [1, 3], InvalidValueError, "yes", 1),
    ],
)
def test_bad_columns_are_named(
    fit: Any, said: Any, yes: Any, error: type[MatcherError], field: str, row: int | None
) -> None:
    with pytest.raises(error) as caught:
        fit(said, yes)
    assert (caught.value.field, caught.value.row) == (field, row)


@given(decided)
def test_half_way_between_a_line_and_steps_rises_and_is_their_mean(
    rows: list[tuple[float, bool]],
) -> None:
    knots = fit_steps([row[0] for row in rows], [row[1] for row in rows])
    line = Line(0.5, -0.25)
    between = halfway(knots, line)
    at = np.array([knot[0] for knot in knots])
    mean = (calibrated(knots, at) + line.of(at)) / 2
    assert [knot[1] for knot in between] == pytest.approx(mean.tolist(), abs=1e-5)
    assert all(one < other for (_, one), (_, other) in pairwise(between))
