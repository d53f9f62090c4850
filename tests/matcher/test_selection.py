"""Selection rates by group, and groups too small to be shown."""

import math
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.errors import InvalidValueError, ShapeError
from matcher.selection import pooled, selection_rates

people = st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=40)


@settings(deadline=None)
@given(people)
def test_rates_are_counted_group_by_group(rows: list[tuple[str, bool]]) -> None:
    rates = selection_rates([group for group, _ in rows], [yes for _, yes in rows])
    slow = {
        group: [yes for other, yes in rows if other == group]
        for group in sorted({group for group, _ in rows})
    }
    assert rates.groups == tuple(slow)
    assert rates.count.tolist() == [len(those) for those in slow.values()]
    assert rates.selected.tolist() == [sum(those) for those in slow.values()]


def test_the_ratio_is_the_lowest_rate_by_the_highest() -> None:
    rates = selection_rates(
        ["sv"] * 10 + ["en"] * 5, [True] * 5 + [False] * 5 + [True] + [False] * 4
    )
    assert rates.rate.tolist() == [0.2, 0.5]
    assert rates.ratio == pytest.approx(0.4)


def test_one_group_or_nobody_selected_cannot_be_compared() -> None:
    assert math.isnan(selection_rates(["a", "a"], [True, False]).ratio)
    assert math.isnan(selection_rates(["a", "b"], [False, False]).ratio)
    assert math.isnan(selection_rates([], []).ratio)


@settings(deadline=None)
@given(st.lists(st.sampled_from("abcdefg"), max_size=60), st.integers(1, 8))
def test_no_group_that_is_shown_is_small_unless_all_together_are(
    groups: list[str], least: int
) -> None:
    shown = Counter(pooled(groups, least, "others"))
    assert sum(shown.values()) == len(groups)
    assert all(count >= least for count in shown.values()) or len(shown) <= 1
    large = {group for group, count in Counter(groups).items() if count >= least}
    # At most one large group is hidden, and only to hide the small ones.
    assert len(large - set(shown)) <= 1


def test_the_next_smallest_joins_a_remainder_that_is_too_small() -> None:
    groups = ["a"] * 9 + ["b"] * 6 + ["c"] * 2
    assert Counter(pooled(groups, 5, "others")) == {"a": 9, "others": 8}


@pytest.mark.parametrize(
    ("groups", "selected", "field", "row"),
    [
        (["a", 3], [True, False], "groups", 1),
        (["a", "b"], [True, 7], "selected", 1),
        ("ab", [True, False], "groups", None),
    ],
)
def test_bad_columns_are_named(groups: Any, selected: Any, field: str, row: int | None) -> None:
    with pytest.raises(InvalidValueError) as caught:
        selection_rates(groups, selected)
    assert (caught.value.field, caught.value.row) == (field, row)


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(ShapeError):
        selection_rates(["a", "b"], [True])
    with pytest.raises(InvalidValueError):
        pooled(["a"], 0, "others")
