"""The best and the stable assignments, judged by trying every assignment there is."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import best_match, stable_match
from matcher.assignment import Employers, deferred_acceptance, heaviest_shared
from matcher.errors import InvalidValueError, MatcherError, NotFiniteError, ShapeError
from matcher.stability import (
    blocking_pairs,
    total_weight,
    upper_bound,
    within_capacities,
)


@st.composite
def instances(draw: st.DrawFn, shared: bool = False) -> tuple[Any, ...]:
    n, m = draw(st.integers(0, 5)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 100_000)))
    preferences = np.full((n, m), -1)
    for student in range(n):
        wanted = rng.permutation(m)[: rng.integers(0, m + 1)]
        preferences[student, : len(wanted)] = wanted
    # Few distinct values, so that ties are common.
    utilities = rng.integers(0, 3, (n, m)) / 2
    weights = rng.integers(1, 6, (n, m))
    capacities = rng.integers(0, 3, m)
    employers = None
    if shared:
        employers = Employers(rng.integers(0, 2, m), rng.integers(0, 4, 2))
    return preferences, utilities, weights, capacities, employers


def every_assignment(
    preferences: Any, capacities: Any, employers: Employers | None = None
) -> list[Any]:
    choices = [[-1, *(int(offer) for offer in row if offer >= 0)] for row in preferences]
    found = [np.array(assigned, dtype=np.int64) for assigned in product(*choices)]
    return [one for one in found if within_capacities(one, capacities, employers)]


@settings(deadline=None, max_examples=200)
@given(instances())
def test_a_stable_match_is_the_one_that_every_student_likes_best(drawn: tuple[Any, ...]) -> None:
    preferences, utilities, _, capacities, _ = drawn
    assigned = stable_match(preferences, utilities, capacities)
    _is_student_optimal(assigned, preferences, utilities, capacities, None)


@settings(deadline=None, max_examples=200)
@given(instances(shared=True))
def test_it_is_so_where_an_employer_shares_places(drawn: tuple[Any, ...]) -> None:
    preferences, utilities, _, capacities, employers = drawn
    assigned = deferred_acceptance(preferences, utilities, capacities, employers)
    _is_student_optimal(assigned, preferences, utilities, capacities, employers)


def _is_student_optimal(
    assigned: Any, preferences: Any, utilities: Any, capacities: Any, employers: Any
) -> None:
    stable = [
        one
        for one in every_assignment(preferences, capacities, employers)
        if not blocking_pairs(preferences, utilities, capacities, one, employers)
    ]
    assert any(np.array_equal(assigned, one) for one in stable)
    for other in stable:
        for student, row in enumerate(preferences.tolist()):
            likes = [*(offer for offer in row if offer >= 0), -1]
            assert likes.index(assigned[student]) <= likes.index(other[student])


@settings(deadline=None, max_examples=200)
@given(instances())
def test_a_best_match_weighs_as_much_as_any(drawn: tuple[Any, ...]) -> None:
    preferences, _, weights, capacities, _ = drawn
    assigned = best_match(preferences, weights, capacities)
    most = max(
        total_weight(preferences, weights, one) for one in every_assignment(preferences, capacities)
    )
    assert within_capacities(assigned, capacities)
    assert total_weight(preferences, weights, assigned) == most
    assert upper_bound(preferences, weights, capacities, assigned) == most


@settings(deadline=None, max_examples=100)
@given(instances(shared=True))
def test_a_best_match_with_shared_places_weighs_as_much_as_any(drawn: tuple[Any, ...]) -> None:
    preferences, _, weights, capacities, employers = drawn
    assigned = heaviest_shared(preferences, weights, capacities, employers)
    most = max(
        total_weight(preferences, weights, one)
        for one in every_assignment(preferences, capacities, employers)
    )
    assert within_capacities(assigned, capacities, employers)
    assert total_weight(preferences, weights, assigned) == most


@settings(deadline=None, max_examples=100)
@given(instances())
def test_the_bound_holds_for_any_assignment_however_poor(drawn: tuple[Any, ...]) -> None:
    preferences, _, weights, capacities, _ = drawn
    possible = every_assignment(preferences, capacities)
    most = max(total_weight(preferences, weights, one) for one in possible)
    for one in possible:
        assert upper_bound(preferences, weights, capacities, one) >= most


def test_a_best_match_of_many_is_certified() -> None:
    rng = np.random.default_rng(5)
    candidates = np.array([rng.permutation(60)[:10] for _ in range(300)])
    weights = rng.integers(1, 1_000_000, candidates.shape)
    capacities = rng.integers(0, 6, 60)
    assigned = best_match(candidates, weights, capacities)
    assert within_capacities(assigned, capacities)
    assert upper_bound(candidates, weights, capacities, assigned) == total_weight(
        candidates, weights, assigned
    )


def test_gale_and_shapley_is_told_right() -> None:
    # Everybody's first choice is somebody who likes them least: the students propose, and win.
    preferences = [[0, 1, 2], [1, 2, 0], [2, 0, 1]]
    utilities = [[1, 2, 3], [1, 2, 3], [1, 2, 3]]
    assert stable_match(preferences, utilities, [1, 1, 1]).tolist() == [0, 1, 2]


def test_among_equals_the_lower_student_is_taken() -> None:
    assert stable_match([[0], [0], [0]], [[1.0], [1.0], [1.0]], [2]).tolist() == [0, 0, -1]


def test_a_shared_limit_sends_the_weakest_away_although_the_offer_has_room() -> None:
    # Two offers with two places each, of one employer who takes two students in all.
    employers = Employers(np.array([0, 0]), np.array([2]))
    assigned = deferred_acceptance(
        np.array([[0], [0], [1]]), np.array([[0.9], [0.3], [0.6]]), np.array([2, 2]), employers
    )
    assert assigned.tolist() == [0, -1, 1]


@pytest.mark.parametrize("match", [stable_match, best_match])
def test_nobody_and_nothing_are_no_obstacle(match: Any) -> None:
    assert match([], [], []).tolist() == []
    assert match([], [], [1, 2]).tolist() == []
    assert match([[-1]], [[1]], []).tolist() == [-1]
    assert match([[0, -1]], [[1, 1]], [0]).tolist() == [-1]
    assert match(np.empty((3, 0), int), np.empty((3, 0), int), [1]).tolist() == [-1, -1, -1]


@pytest.mark.parametrize(
    ("arguments", "error", "field", "row"),
    [
        (([[0]], [[1]], [-1]), InvalidValueError, "capacities", 0),
        (([[0]], [[1]], [[1]]), ShapeError, "capacities", None),
        (([[0]], [[1]], [1.5]), InvalidValueError, "capacities", None),
        (([[1]], [[1]], [1]), InvalidValueError, "preferences", 0),
        (([[0], [-2]], [[1], [1]], [1]), InvalidValueError, "preferences", 1),
        (([[0, 0]], [[1, 1]], [1]), InvalidValueError, "preferences", 0),
        (([[-1, 0]], [[1, 1]], [1]), InvalidValueError, "preferences", 0),
        (([[0.5]], [[1]], [1]), InvalidValueError, "preferences", None),
        (([0], [[1]], [1]), ShapeError, "preferences", None),
        (([[0], [0, 1]], [[1], [1, 1]], [1, 1]), ShapeError, "preferences", None),
        (([[0]], [[1, 2]], [1]), ShapeError, "utilities", None),
        (([[0]], [["much"]], [1]), ShapeError, "utilities", None),
        (([[0], [0]], [[1], [float("nan")]], [1]), NotFiniteError, "utilities", 1),
    ],
)
def test_bad_input_to_a_stable_match_is_named(
    arguments: tuple[Any, ...], error: type[MatcherError], field: str, row: int | None
) -> None:
    with pytest.raises(error) as caught:
        stable_match(*arguments)
    assert (caught.value.field, caught.value.row) == (field, row)


@pytest.mark.parametrize(
    ("weights", "error", "row"),
    [
        ([[1], [0]], InvalidValueError, 1),
        ([[-3], [1]], InvalidValueError, 0),
        ([[2**60], [1]], InvalidValueError, 0),
        ([[1.5], [1.0]], InvalidValueError, None),
        ([[1, 2], [1, 2]], ShapeError, None),
    ],
)
def test_bad_weights_are_named(weights: Any, error: type[MatcherError], row: int | None) -> None:
    with pytest.raises(error) as caught:
        best_match([[0], [0]], weights, [1])
    assert (caught.value.field, caught.value.row) == ("weights", row)


def test_padding_is_never_looked_at() -> None:
    utilities = [[1.0, float("nan")]]
    assert stable_match([[0, -1]], utilities, [1]).tolist() == [0]
    assert best_match([[0, -1]], [[1, -5]], [1]).tolist() == [0]
