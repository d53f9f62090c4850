"""The best and the stable assignments, judged by trying every assignment there is."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import linprog

from matcher import best_match, stable_match
from matcher.acceptance import accept
from matcher.assignment import heaviest
from matcher.choices import Choices, Employers, choices_of, unpadded
from matcher.errors import InvalidValueError, MatcherError, NotFiniteError, ShapeError
from matcher.stability import blocking_pairs, most_weight, total_weight, within_capacities


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


def flat(preferences: Any, values: Any) -> tuple[Choices, Any]:
    return choices_of(preferences), unpadded(values, preferences)


def every_assignment(
    preferences: Any, capacities: Any, employers: Employers | None = None
) -> list[Any]:
    wishes = [[-1, *(int(offer) for offer in row if offer >= 0)] for row in preferences]
    found = [np.array(assigned, dtype=np.int64) for assigned in product(*wishes)]
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
    assigned = accept(*flat(preferences, utilities), capacities, employers)
    _is_student_optimal(assigned, preferences, utilities, capacities, employers)


def _is_student_optimal(
    assigned: Any, preferences: Any, utilities: Any, capacities: Any, employers: Any
) -> None:
    stable = [
        one
        for one in every_assignment(preferences, capacities, employers)
        if not blocking_pairs(*flat(preferences, utilities), capacities, one, employers)
    ]
    assert any(np.array_equal(assigned, one) for one in stable)
    for other in stable:
        for student, row in enumerate(preferences.tolist()):
            likes = [*(offer for offer in row if offer >= 0), -1]
            assert likes.index(assigned[student]) <= likes.index(other[student])


@settings(deadline=None, max_examples=200)
@given(instances(), st.booleans())
def test_a_best_match_weighs_as_much_as_any_and_its_prices_prove_it(
    drawn: tuple[Any, ...], is_shared: bool
) -> None:
    preferences, _, weights, capacities, _ = drawn
    owner = np.arange(len(capacities))
    employers = Employers(owner, capacities) if is_shared else None
    _is_heaviest(preferences, weights, capacities, employers)


@settings(deadline=None, max_examples=200)
@given(instances(shared=True))
def test_so_it_is_where_employers_share_places(drawn: tuple[Any, ...]) -> None:
    preferences, _, weights, capacities, employers = drawn
    _is_heaviest(preferences, weights, capacities, employers)


def _is_heaviest(preferences: Any, weights: Any, capacities: Any, employers: Any) -> None:
    assigned, prices, rents = heaviest(*flat(preferences, weights), capacities, employers)
    most = max(
        total_weight(*flat(preferences, weights), one)
        for one in every_assignment(preferences, capacities, employers)
    )
    assert within_capacities(assigned, capacities, employers)
    assert total_weight(*flat(preferences, weights), assigned) == most
    assert most_weight(*flat(preferences, weights), capacities, prices, employers, rents) == most
    assert (prices >= 0).all()
    assert (rents >= 0).all()
    taken = np.bincount(assigned[assigned >= 0], minlength=len(capacities))
    assert (prices[taken < capacities] == 0).all()


@settings(deadline=None, max_examples=100)
@given(instances(shared=True), st.integers(0, 100_000))
def test_the_bound_holds_for_any_prices_however_poor(drawn: tuple[Any, ...], seed: int) -> None:
    preferences, _, weights, capacities, employers = drawn
    rng = np.random.default_rng(seed)
    prices = rng.integers(-3, 6, len(capacities))
    rents = rng.integers(-3, 6, len(employers.capacities))
    for shared in (None, employers):
        bound = most_weight(*flat(preferences, weights), capacities, prices, shared, rents)
        assert all(
            total_weight(*flat(preferences, weights), one) <= bound
            for one in every_assignment(preferences, capacities, shared)
        )


@pytest.mark.parametrize("heavy", [3, 1_000_000, 10**12])
@pytest.mark.parametrize("sharing", [False, True])
def test_a_best_match_of_many_is_proved_and_is_that_of_a_linear_programme(
    heavy: int, sharing: bool
) -> None:
    for seed in range(4):
        rng = np.random.default_rng(seed)
        candidates = np.array([rng.permutation(40)[:8] for _ in range(150)])
        weights = rng.integers(1, heavy, candidates.shape, endpoint=True)
        capacities = rng.integers(0, 8, 40)
        owner = np.sort(rng.integers(0, 10, 40))
        employers = Employers(owner, rng.integers(0, 20, 10)) if sharing else None
        assigned, prices, rents = heaviest(*flat(candidates, weights), capacities, employers)
        total = total_weight(*flat(candidates, weights), assigned)
        assert within_capacities(assigned, capacities, employers)
        assert (
            most_weight(*flat(candidates, weights), capacities, prices, employers, rents) == total
        )
        relaxed = _by_linear_programme(candidates, weights, capacities, employers)
        assert total == pytest.approx(relaxed, rel=1e-9)


def _by_linear_programme(
    candidates: Any, weights: Any, capacities: Any, employers: Employers | None
) -> float:
    n, k = candidates.shape
    edges, offers = np.arange(n * k), candidates.ravel()
    ends = [(np.repeat(np.arange(n), k), np.ones(n)), (offers, capacities)]
    if employers is not None:
        ends.append((employers.owner[offers], employers.capacities))
    limits = [
        sparse.csr_array((np.ones(n * k), (end, edges)), shape=(len(bounds), n * k))
        for end, bounds in ends
    ]
    solved = linprog(
        -weights.ravel() / weights.max(),
        A_ub=sparse.vstack(limits),
        b_ub=np.concatenate([bounds for _, bounds in ends]),
        method="highs",
    )
    return float(-solved.fun * weights.max())


def test_the_same_arguments_give_the_same_bytes() -> None:
    rng = np.random.default_rng(9)
    candidates = np.array([rng.permutation(30)[:6] for _ in range(200)])
    weights = rng.integers(1, 4, candidates.shape)
    capacities = rng.integers(0, 9, 30)
    first = best_match(candidates, weights, capacities)
    turned = np.asfortranarray(candidates)
    assert best_match(turned, weights.astype(np.uint8), capacities).tobytes() == first.tobytes()


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
    choices = choices_of(np.array([[0], [0], [1]]))
    assigned = accept(choices, np.array([0.9, 0.3, 0.6]), np.array([2, 2]), employers)
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
        (np.array([[1], [2**63]], np.uint64), InvalidValueError, 1),
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
