"""The checks themselves, on small cases that a person can follow."""

import numpy as np

from matcher.assignment import Employers
from matcher.stability import blocking_pairs, upper_bound, within_capacities

PREFERENCES = np.array([[0, 1], [0, 1]])
UTILITIES = np.array([[0.9, 0.5], [0.4, 0.5]])
ONE_EACH = np.array([1, 1])


def test_a_pair_that_would_both_rather_blocks() -> None:
    assert blocking_pairs(PREFERENCES, UTILITIES, ONE_EACH, np.array([1, 0])) == [(0, 0)]
    assert blocking_pairs(PREFERENCES, UTILITIES, ONE_EACH, np.array([0, 1])) == []


def test_an_empty_place_that_somebody_wants_blocks() -> None:
    assert blocking_pairs(PREFERENCES, UTILITIES, ONE_EACH, np.array([0, -1])) == [(1, 1)]


def test_an_offer_without_places_blocks_nothing() -> None:
    none = np.array([0, 0])
    assert blocking_pairs(PREFERENCES, UTILITIES, none, np.array([-1, -1])) == []


def test_an_employer_that_is_full_of_better_students_blocks_nothing() -> None:
    employers = Employers(np.array([0, 0]), np.array([1]))
    assert blocking_pairs(PREFERENCES, UTILITIES, ONE_EACH, np.array([0, -1]), employers) == []
    worse = np.array([-1, 0])
    assert blocking_pairs(PREFERENCES, UTILITIES, ONE_EACH, worse, employers) == [(0, 0), (0, 1)]


def test_too_many_are_noticed_on_either_level() -> None:
    assert not within_capacities(np.array([0, 0]), ONE_EACH)
    assert within_capacities(np.array([0, 1]), ONE_EACH)
    assert not within_capacities(
        np.array([0, 1]), ONE_EACH, Employers(np.array([0, 0]), np.array([1]))
    )


def test_an_assignment_that_is_not_the_best_is_not_certified() -> None:
    candidates, weights = np.array([[0, 1], [0, 1]]), np.array([[5, 4], [3, 1]])
    poor, best = np.array([0, 1]), np.array([1, 0])
    assert upper_bound(candidates, weights, ONE_EACH, best) == 7
    assert upper_bound(candidates, weights, ONE_EACH, poor) > 6


def test_nothing_to_assign_is_bounded_by_nothing() -> None:
    assert (
        upper_bound(np.empty((2, 0), int), np.empty((2, 0), int), np.empty(0, int), np.full(2, -1))
        == 0
    )
