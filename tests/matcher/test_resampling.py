"""Intervals hold what they say they hold, and draw whole persons."""

import math

import numpy as np
import pytest

from matcher.errors import InvalidValueError
from matcher.resampling import intervals


def test_the_interval_holds_the_mean_nine_times_of_ten() -> None:
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(60):
        values = rng.normal(0, 1, 80)
        [interval] = intervals(lambda rows, v=values: np.array([v[rows].mean()]), np.arange(80))
        held += interval.low <= 0 <= interval.high
    assert 47 <= held <= 60


def test_persons_are_drawn_whole() -> None:
    """Ten rows of one person say no more than one."""
    values = np.repeat(np.random.default_rng(2).normal(0, 1, 30), 10)
    persons = np.repeat(np.arange(30), 10)

    def mean(rows: np.ndarray) -> np.ndarray:
        return np.array([values[rows].mean()])

    [whole], [apart] = intervals(mean, persons), intervals(mean, np.arange(300))
    assert whole.high - whole.low > 2 * (apart.high - apart.low)
    assert whole.rows == 300


def test_the_same_input_gives_the_same_interval() -> None:
    values = np.arange(20.0)
    twice = [
        intervals(lambda rows: np.array([values[rows].mean()]), np.arange(20)) for _ in range(2)
    ]
    assert twice[0] == twice[1]


def test_nothing_to_measure_is_nan() -> None:
    [nobody] = intervals(lambda _rows: np.array([np.nan]), np.zeros(0, np.int64))
    assert math.isnan(nobody.low)
    [never] = intervals(lambda _rows: np.array([np.nan]), np.arange(5))
    assert math.isnan(never.high)


def test_no_samples_are_refused() -> None:
    with pytest.raises(InvalidValueError):
        intervals(lambda rows: np.array([0.0]), np.arange(3), samples=0)
