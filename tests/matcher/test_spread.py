"""The spread of attention: counted by hand, and as a slow, obvious count says."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import InvalidValueError, MatcherError, ShapeError
from matcher.spread import Shown, spread_of

LISTS = np.array([[2, 0], [2, -1], [-1, -1]])


def test_what_is_listed_is_counted() -> None:
    found = spread_of(LISTS, 4)
    assert (found.lists, found.things, found.listed, found.coverage) == (2, 4, 2, 0.5)
    assert found.most_shown == (
        Shown(2, 2, 2.0),
        Shown(0, 1, pytest.approx(1 / math.log2(3))),
    )


def test_only_the_first_of_each_list_count_where_asked() -> None:
    found = spread_of(LISTS, 4, first=1)
    assert (found.listed, [shown.index for shown in found.most_shown]) == (1, [2])
    assert found.gini == pytest.approx(0.75)


def test_an_even_spread_has_a_gini_of_nothing() -> None:
    assert spread_of(np.array([[0], [1], [2]]), 3).gini == 0


def test_nothing_shown_is_not_spread() -> None:
    for lists, things in ((np.full((2, 3), -1), 2), (np.empty((0, 3), int), 2)):
        found = spread_of(lists, things)
        assert (found.lists, found.listed, found.coverage, found.most_shown) == (0, 0, 0.0, ())
        assert math.isnan(found.gini)
    assert math.isnan(spread_of(np.full((2, 1), -1), 0).coverage)


@given(st.lists(st.lists(st.integers(-1, 5), min_size=3, max_size=3), max_size=6))
def test_the_most_shown_are_those_that_get_most_attention(rows: Any) -> None:
    lists = np.array(rows, int).reshape(-1, 3)
    attention = dict.fromkeys(range(6), 0.0)
    for row in rows:
        for place, index in enumerate(row):
            if index >= 0:
                attention[index] += 1 / math.log2(place + 2)
    expected = sorted(
        (index for index in attention if attention[index]),
        key=lambda index: (-round(attention[index], 9), index),
    )
    found = spread_of(lists, 6, most=6)
    assert sorted(shown.index for shown in found.most_shown) == sorted(expected)
    assert [shown.exposure for shown in found.most_shown] == pytest.approx(
        [attention[index] for index in expected]
    )


@pytest.mark.parametrize(
    ("lists", "things", "options", "error", "field", "row"),
    [
        (np.array([[0], [3]]), 3, {}, InvalidValueError, "lists", 1),
        (np.array([[-2]]), 3, {}, InvalidValueError, "lists", 0),
        (np.array([[0.5]]), 3, {}, InvalidValueError, "lists", None),
        (np.array([0]), 3, {}, ShapeError, "lists", None),
        (LISTS, -1, {}, InvalidValueError, "things", "spread_of"),
        (LISTS, 4, {"first": 0}, InvalidValueError, "first", "spread_of"),
        (LISTS, 4, {"most": -1}, InvalidValueError, "most", "spread_of"),
    ],
)
def test_bad_input_is_named(
    lists: Any, things: int, options: Any, error: type[MatcherError], field: str, row: Any
) -> None:
    with pytest.raises(error) as caught:
        spread_of(lists, things, **options)
    assert (caught.value.field, caught.value.row) == (field, row)
