"""The measures give what a person computes by hand, and what slow, obvious ones give."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.errors import DuplicateIdError, InvalidValueError, MatcherError, ShapeError
from matcher.evaluation import (
    coverage,
    exposure,
    gini,
    mean_reciprocal_rank,
    ndcg_at,
    recall_at,
)

LISTS = np.array([[0, 1, 2], [2, 1, -1], [1, -1, -1]], dtype=np.int32)


def slow_reciprocal(lists: np.ndarray, relevant: list[set[int]]) -> float:
    found = []
    for row, wanted in zip(lists.tolist(), relevant, strict=True):
        if wanted:
            ranks = [rank for rank, index in enumerate(row, start=1) if index in wanted]
            found.append(1 / ranks[0] if ranks else 0.0)
    return sum(found) / len(found) if found else math.nan


def slow_recall(k: int, lists: np.ndarray, relevant: list[set[int]]) -> float:
    found = [
        len(wanted & set(row[:k])) / len(wanted)
        for row, wanted in zip(lists.tolist(), relevant, strict=True)
        if wanted
    ]
    return sum(found) / len(found) if found else math.nan


def slow_ndcg(k: int, lists: np.ndarray, relevant: list[set[int]]) -> float:
    found = []
    for row, wanted in zip(lists.tolist(), relevant, strict=True):
        if wanted:
            gained = sum(1 / math.log2(1 + r) for r, i in enumerate(row[:k], 1) if i in wanted)
            best = sum(1 / math.log2(1 + r) for r in range(1, min(k, len(wanted)) + 1))
            found.append(gained / best)
    return sum(found) / len(found) if found else math.nan


@st.composite
def rankings(draw: st.DrawFn) -> tuple[np.ndarray, list[set[int]]]:
    """Draw ranked lists of up to eight things, and what is relevant to each row."""
    rows, width = draw(st.integers(0, 6)), draw(st.integers(0, 5))
    lists = np.full((rows, width), -1, np.int32)
    for row in range(rows):
        listed = draw(st.permutations(range(8)))[: draw(st.integers(0, width))]
        lists[row, : len(listed)] = listed
    relevant = [draw(st.sets(st.integers(0, 9), max_size=6)) for _ in range(rows)]
    return lists, relevant


@settings(deadline=None)
@given(rankings(), st.integers(1, 7))
def test_the_measures_are_what_slow_and_obvious_ones_are(
    ranking: tuple[np.ndarray, list[set[int]]], k: int
) -> None:
    lists, relevant = ranking
    for quick, slow in (
        (mean_reciprocal_rank(lists, relevant), slow_reciprocal(lists, relevant)),
        (recall_at(k, lists, relevant), slow_recall(k, lists, relevant)),
        (ndcg_at(k, lists, relevant), slow_ndcg(k, lists, relevant)),
    ):
        assert quick == pytest.approx(slow, nan_ok=True)


def test_ranks_are_counted_from_one_and_rows_without_an_answer_are_left_out() -> None:
    assert mean_reciprocal_rank(LISTS, [{1}, {2, 1}, set()]) == pytest.approx((1 / 2 + 1) / 2)
    assert mean_reciprocal_rank(LISTS, [{7}, {7}, {7}]) == 0
    assert math.isnan(mean_reciprocal_rank(LISTS, [set(), set(), set()]))


def test_recall_is_the_share_found_in_time() -> None:
    assert recall_at(2, LISTS, [{1, 2}, {2}, {0}]) == pytest.approx((1 / 2 + 1 + 0) / 3)


def test_ndcg_is_one_for_the_perfect_order_and_less_for_others() -> None:
    assert ndcg_at(3, LISTS, [{0, 1}, {2}, {1}]) == pytest.approx(1.0)
    assert ndcg_at(3, LISTS[:1], [{1}]) == pytest.approx(1 / math.log2(3))


def test_coverage_and_exposure_look_at_what_is_shown() -> None:
    assert coverage(LISTS, 4) == 0.75
    assert exposure(LISTS, 4) == pytest.approx([1, 1 + 2 / math.log2(3), 1 + 1 / 2, 0])


def test_gini_is_zero_for_equal_shares_and_grows_with_inequality() -> None:
    assert gini(np.ones(5)) == pytest.approx(0)
    assert gini(np.array([1.0, 3.0])) == pytest.approx(0.25)
    assert gini(np.array([0.0, 0.0, 0.0, 1.0])) == pytest.approx(0.75)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=8).filter(lambda each: max(each) > 1e-3))
def test_gini_is_the_mean_difference_between_two_by_twice_the_mean(values: list[float]) -> None:
    mean = sum(values) / len(values)
    differences = [abs(one - other) for one in values for other in values]
    slow = sum(differences) / len(values) ** 2 / (2 * mean)
    assert gini(np.array(values)) == pytest.approx(slow, abs=1e-9)


@pytest.mark.parametrize(
    "values", [np.zeros(3), np.array([]), np.array([1.0, -1.0]), np.array([1.0, np.nan])]
)
def test_what_has_no_spread_is_refused(values: np.ndarray) -> None:
    with pytest.raises(InvalidValueError):
        gini(values)


@pytest.mark.parametrize(
    ("lists", "relevant", "error", "field", "row"),
    [
        (LISTS, [{1}], ShapeError, "relevant", None),
        (LISTS[0], [{1}, {1}, {1}], ShapeError, "lists", None),
        (LISTS.astype(float), [{1}, {1}, {1}], ShapeError, "lists", None),
        (LISTS, [{1}, {-2}, {1}], InvalidValueError, "relevant", 1),
        (LISTS, [{1}, {1}, {"1"}], InvalidValueError, "relevant", 2),
        (LISTS, [{1}, {1}, {True}], InvalidValueError, "relevant", 2),
        (np.array([[0, 1], [2, -2]]), [{1}, {1}], InvalidValueError, "lists", 1),
        (np.array([[0, 1], [2, 2]]), [{1}, {1}], DuplicateIdError, "lists", 1),
    ],
)
def test_what_cannot_be_measured_is_named(
    lists: Any, relevant: Any, error: type[MatcherError], field: str, row: int | None
) -> None:
    with pytest.raises(error) as caught:
        mean_reciprocal_rank(lists, relevant)
    assert (caught.value.field, caught.value.row) == (field, row)


@pytest.mark.parametrize("k", [0, -1, 1.5, True])
def test_a_length_that_is_none_is_refused(k: Any) -> None:
    for measure in (recall_at, ndcg_at):
        with pytest.raises(InvalidValueError):
            measure(k, LISTS, [{1}, {1}, {1}])
