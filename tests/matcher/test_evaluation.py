"""The measures give the figures that a person computes by hand."""

import math

import numpy as np
import pytest

from matcher.errors import InvalidValueError, ShapeError
from matcher.evaluation import (
    coverage,
    exposure,
    gini,
    mean_reciprocal_rank,
    ndcg_at,
    recall_at,
)

LISTS = np.array([[0, 1, 2], [2, 1, -1], [1, -1, -1]], dtype=np.int32)


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
    assert gini(np.array([3.0, 1.0])) == gini(np.array([1.0, 3.0]))


def test_what_cannot_be_measured_is_refused() -> None:
    with pytest.raises(ShapeError):
        mean_reciprocal_rank(LISTS, [{1}])
    for values in ([], [0.0, 0.0], [-1.0, 2.0], [float("nan")]):
        with pytest.raises(InvalidValueError):
            gini(np.array(values))
    with pytest.raises(InvalidValueError):
        recall_at(0, LISTS, [{1}, {1}, {1}])
