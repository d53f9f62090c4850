"""How far down their lists people are placed."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import MatcherError, allocate, rank
from matcher.outcomes import outcome_of, ranks_of
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer


@st.composite
def allocations(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Draw lists, and offers that may or may not stand on them."""
    rows, width = draw(st.integers(1, 25)), draw(st.integers(1, 5))
    lists = np.full((rows, width), -1)
    for row in range(rows):
        listed = draw(st.permutations(range(6)))[: draw(st.integers(0, width))]
        lists[row, : len(listed)] = listed
    assigned = np.array(draw(st.lists(st.integers(-1, 6), min_size=rows, max_size=rows)))
    return lists, assigned


@settings(deadline=None)
@given(allocations())
def test_ranks_are_counted_on_each_ones_own_list(given_: tuple[np.ndarray, np.ndarray]) -> None:
    lists, assigned = given_
    slow = sorted(
        row.index(offer) + 1
        for row, offer in zip(lists.tolist(), assigned.tolist(), strict=True)
        if offer >= 0 and offer in row
    )
    ranks = ranks_of(lists, assigned)
    assert ranks.placed == sum(offer >= 0 for offer in assigned.tolist())
    assert ranks.ranked == len(slow)
    if slow:
        worst = slow[-max(1, math.ceil(len(slow) / 10)) :]
        assert ranks.mean_rank == pytest.approx(sum(slow) / len(slow))
        assert ranks.worst_decile_rank == pytest.approx(sum(worst) / len(worst))


def test_where_nobody_is_placed_no_rank_is_told() -> None:
    ranks = ranks_of([[0, 1]], [-1])
    assert (ranks.placed, ranks.ranked) == (0, 0)
    assert math.isnan(ranks.mean_rank)
    assert math.isnan(ranks.worst_decile_rank)


def test_an_allocation_is_measured_on_what_the_students_would_say() -> None:
    near = an_offer("near", place="0001")
    far = an_offer("far", place="0002")
    students = [a_student("s1", place="0001"), a_student("s2", place="0001")]
    ranking = rank(students, [near, far], SETTINGS, on=TODAY)
    outcome = outcome_of(ranking, allocate(ranking, method="stable"))
    assert (outcome.students, outcome.ranks.placed, outcome.blocking_pairs) == (2, 2, 0)
    assert outcome.ranks.mean_rank == 1.5
    assert outcome.ranks.worst_decile_rank == 2


@pytest.mark.parametrize(
    ("lists", "assigned", "field", "row"),
    [
        ([[0, 1]], [0, 1], "assigned", None),
        ([[0, 1]], [[0]], "assigned", None),
        ([[0, 1], [1, 0]], [0, -2], "assigned", 1),
        ([[0, 1], [1, 1]], [0, 1], "preferences", 1),
        ([[0, 1], [-1, 1]], [0, 1], "preferences", 1),
    ],
)
def test_bad_arrays_are_named(lists: Any, assigned: Any, field: str, row: int | None) -> None:
    with pytest.raises(MatcherError) as caught:
        ranks_of(lists, assigned)
    assert (caught.value.field, caught.value.row) == (field, row)
