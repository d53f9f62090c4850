"""Calibration and separation, against definitions written out pair by pair and bin by bin."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.errors import InvalidValueError, MatcherError, NotFiniteError, ShapeError
from matcher.reliability import (
    Binning,
    auc,
    brier_score,
    expected_calibration_error,
    reliability_curve,
)

shares = st.sampled_from([0.0, 0.1, 0.25, 0.3, 0.5, 0.75, 0.99, 1.0])
columns = st.lists(st.tuples(shares, st.booleans()), max_size=30)


def slow_auc(rows: list[tuple[float, bool]]) -> float:
    pairs = [(s, t) for s, yes in rows if yes for t, other in rows if not other]
    above = [1.0 if s > t else 0.5 if s == t else 0.0 for s, t in pairs]
    return sum(above) / len(above) if above else math.nan


def slow_error(rows: list[tuple[float, bool]], bins: int, binning: Binning) -> float:
    ordered = sorted(rows, key=lambda row: row[0])
    members: dict[int, list[tuple[float, bool]]] = {}
    for said, yes in ordered:
        below = sum(other < said for other, _ in ordered)
        place = below * bins // len(rows) if binning == "mass" else min(int(said * bins), bins - 1)
        members.setdefault(place, []).append((said, yes))
    return sum(
        abs(sum(said for said, _ in those) - sum(yes for _, yes in those))
        for those in members.values()
    ) / len(rows)


@settings(deadline=None)
@given(columns)
def test_auc_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[float, bool]]) -> None:
    said, yes = [row[0] for row in rows], [row[1] for row in rows]
    assert auc(said, yes) == pytest.approx(slow_auc(rows), nan_ok=True)


@settings(deadline=None)
@given(columns)
def test_auc_does_not_change_with_any_rising_scale(rows: list[tuple[float, bool]]) -> None:
    said, yes = np.array([row[0] for row in rows]), [row[1] for row in rows]
    assert auc(np.exp(3 * said) - 9, yes) == pytest.approx(auc(said, yes), nan_ok=True)


@settings(deadline=None)
@given(columns.filter(bool), st.integers(1, 8), st.sampled_from(["mass", "width"]))
def test_the_calibration_error_is_the_mean_distance_of_the_bins(
    rows: list[tuple[float, bool]], bins: int, binning: Binning
) -> None:
    said, yes = [row[0] for row in rows], [row[1] for row in rows]
    error = expected_calibration_error(said, yes, bins=bins, binning=binning)
    assert error == pytest.approx(slow_error(rows, bins, binning))
    curve = reliability_curve(said, yes, bins=bins, binning=binning)
    assert curve.count.sum() == len(rows)
    assert (np.diff(curve.said) > 0).all()


@settings(deadline=None)
@given(columns.filter(bool))
def test_the_brier_score_is_the_mean_square(rows: list[tuple[float, bool]]) -> None:
    slow = sum((said - yes) ** 2 for said, yes in rows) / len(rows)
    assert brier_score(*map(list, zip(*rows, strict=True))) == pytest.approx(slow)


def test_what_always_comes_true_has_no_error_and_what_never_does_has_all() -> None:
    assert expected_calibration_error([0.0, 1.0, 1.0], [False, True, True]) == 0
    assert expected_calibration_error([0.0, 1.0, 1.0], [True, False, False]) == 1


def test_bins_of_equal_mass_hold_as_many_each_and_never_part_equals() -> None:
    curve = reliability_curve(np.arange(100) / 100, np.arange(100) % 2, bins=10)
    assert curve.count.tolist() == [10] * 10
    assert curve.came.tolist() == [0.5] * 10
    equal = reliability_curve([0.5] * 7 + [0.9], [True] * 8, bins=4)
    assert equal.count.tolist() == [7, 1]


def test_without_rows_there_is_nothing_to_say() -> None:
    assert math.isnan(auc([], []))
    assert math.isnan(brier_score([], []))
    assert math.isnan(expected_calibration_error([], []))
    assert math.isnan(auc([0.2, 0.4], [True, True]))


@pytest.mark.parametrize(
    ("said", "yes", "error", "field", "row"),
    [
        ([0.1, 1.5], [1, 0], InvalidValueError, "said", 1),
        ([0.1, -0.5], [1, 0], InvalidValueError, "said", 1),
        ([0.1, float("nan")], [1, 0], NotFiniteError, "said", 1),
        ([0.1, 0.2], [1, 2], InvalidValueError, "yes", 1),
        ([0.1, 0.2], [1], ShapeError, "yes", None),
        ([[0.1]], [1], ShapeError, "said", None),
        (["much"], [1], InvalidValueError, "said", None),
    ],
)
def test_bad_columns_are_named_by_field_and_row(
    said: Any, yes: Any, error: type[MatcherError], field: str, row: int | None
) -> None:
    for measure in (brier_score, expected_calibration_error):
        with pytest.raises(error) as caught:
            measure(said, yes)
        assert (caught.value.field, caught.value.row) == (field, row)


@pytest.mark.parametrize("asked", [{"bins": 0}, {"bins": 2.5}, {"binning": "some"}])
def test_bins_that_are_none_are_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        expected_calibration_error([0.1], [True], **asked)
