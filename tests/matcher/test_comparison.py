"""Two rankings beside each other: nothing that changed is lost, nothing that did not is told."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.comparison import Move, compare_allocations, compare_lists
from matcher.errors import DuplicateIdError, InvalidValueError, MatcherError

BEFORE = {"s1": ["o1", "o2", "o3"], "s2": [], "s3": ["o1"], "s4": []}
AFTER = {"s1": ["o3", "o1", "o4"], "s2": ["o1"], "s3": [], "s4": []}


def test_pairs_come_go_and_move() -> None:
    found = compare_lists(BEFORE, AFTER)
    assert found.came == (Move("s2", "o1", None, 1), Move("s1", "o4", None, 3))
    assert found.went == (Move("s3", "o1", 1, None), Move("s1", "o2", 2, None))
    assert found.moved == (Move("s1", "o3", 3, 1), Move("s1", "o1", 1, 2))
    assert [move.steps for move in found.moved] == [2, -1]
    assert found.stayed == 0


def test_who_found_somebody_and_who_nobody_is_told() -> None:
    found = compare_lists(BEFORE, AFTER)
    assert found.found_somebody == ("s2",)
    assert found.found_nobody == ("s3",)
    assert found.still_nobody == ("s4",)


def test_churn_looks_at_the_first_and_not_at_their_order() -> None:
    assert compare_lists(BEFORE, AFTER).churn == pytest.approx(
        {"s1": 1 / 3, "s2": 1, "s3": 1, "s4": 0}
    )
    assert compare_lists(BEFORE, AFTER, k=1).churn["s1"] == 1
    turned = compare_lists({"s1": ["o1", "o2"]}, {"s1": ["o2", "o1"]}, k=2)
    assert turned.mean_churn == 0


def test_who_is_new_or_gone_is_told_apart() -> None:
    found = compare_lists({"s1": ["o1"]}, {"s2": ["o1"], "s3": []})
    assert (found.new_owners, found.lost_owners) == (("s2", "s3"), ("s1",))
    assert (found.came, found.went) == (
        (Move("s2", "o1", None, 1),),
        (Move("s1", "o1", 1, None),),
    )
    assert found.found_somebody == found.found_nobody == found.still_nobody == ()
    assert math.isnan(found.mean_churn)


lists_of_ids = st.dictionaries(
    st.sampled_from(["s1", "s2", "s3"]),
    st.lists(st.sampled_from(["o1", "o2", "o3", "o4"]), unique=True),
)


@given(lists_of_ids, lists_of_ids)
def test_every_pair_is_told_once(before: Any, after: Any) -> None:
    found = compare_lists(before, after)
    old = {(owner, other) for owner, others in before.items() for other in others}
    new = {(owner, other) for owner, others in after.items() for other in others}
    assert {(m.owner, m.other) for m in found.came} == new - old
    assert {(m.owner, m.other) for m in found.went} == old - new
    assert len(found.moved) + found.stayed == len(old & new)
    for move in (*found.came, *found.went, *found.moved):
        for lists, rank in ((before, move.before), (after, move.after)):
            assert rank is None or lists[move.owner][rank - 1] == move.other
    back = compare_lists(after, before)
    assert {(m.owner, m.other, -m.steps) for m in back.moved} == {
        (m.owner, m.other, m.steps) for m in found.moved
    }
    assert back.churn == found.churn


@given(lists_of_ids)
def test_nothing_changed_is_nothing_told(lists: Any) -> None:
    found = compare_lists(lists, lists)
    assert found.came == found.went == found.moved == ()
    assert found.stayed == sum(len(others) for others in lists.values())
    assert set(found.churn.values()) <= {0.0}


def test_allocations_are_compared_by_student() -> None:
    found = compare_allocations(
        {"s1": "o1", "s2": "o2", "s3": None, "s4": "o4"},
        {"s1": "o1", "s2": "o3", "s3": "o2", "s4": None, "s5": "o4", "s6": None},
    )
    assert (found.placed, found.unplaced) == (("s3", "s5"), ("s4",))
    assert (found.moved, found.stayed) == (("s2",), 1)


@pytest.mark.parametrize(
    ("before", "options", "error", "field", "row"),
    [
        ({"s1": ["o1", "o1"]}, {}, DuplicateIdError, "before", "s1"),
        ({"s1": "o1"}, {}, InvalidValueError, "before", "s1"),
        ({"s1": 1}, {}, InvalidValueError, "before", "s1"),
        ({}, {"k": 0}, InvalidValueError, "k", "compare_lists"),
    ],
)
def test_bad_input_is_named(
    before: Any, options: Any, error: type[MatcherError], field: str, row: str
) -> None:
    with pytest.raises(error) as caught:
        compare_lists(before, {}, **options)
    assert (caught.value.field, caught.value.row) == (field, row)
