"""The checks themselves, on small cases that a person can follow."""

import numpy as np

from matcher.choices import Choices, Employers, choices_of
from matcher.stability import blocking_pairs, most_weight, within_capacities

PREFERENCES = choices_of(np.array([[0, 1], [0, 1]]))
UTILITIES = np.array([0.9, 0.5, 0.4, 0.5])
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


def test_prices_that_prove_nothing_bound_by_more() -> None:
    choices, weights = PREFERENCES, np.array([5, 4, 3, 1])
    assert most_weight(choices, weights, ONE_EACH, np.array([2, 0])) == 7
    assert most_weight(choices, weights, ONE_EACH, np.array([0, 0])) == 8
    assert most_weight(choices, weights, ONE_EACH, np.array([9, 9])) == 18


def test_an_offer_without_places_brings_nothing_whatever_its_price() -> None:
    choices, weights = choices_of(np.array([[0, 1]])), np.array([5, 4])
    assert most_weight(choices, weights, np.array([0, 1]), np.array([0, 0])) == 4
    closed = Employers(np.array([0, 1]), np.array([0, 1]))
    none = np.array([0, 0])
    assert most_weight(choices, weights, ONE_EACH, none, closed, none) == 4


def test_nothing_to_assign_is_bounded_by_nothing() -> None:
    none, nobody = np.empty(0, int), np.full(2, -1)
    choices = Choices(np.zeros(3, int), none)
    assert most_weight(choices, none, none, none) == 0
    assert blocking_pairs(choices, np.empty(0), none, nobody) == []


def test_sums_leave_64_bits_without_harm() -> None:
    many = np.array([2**40])
    assert most_weight(Choices(np.array([0, 1]), np.array([0])), np.array([1]), many, many) == 2**80
