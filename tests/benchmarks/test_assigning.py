"""The judges and the peers of assignments agree, and can say no. Nothing is timed."""

from dataclasses import replace

import numpy as np
import pytest

from matcher import best_match, stable_match
from matcher.errors import InvalidValueError
from tests.benchmarks import assigning_peers as peers
from tests.benchmarks.assignment import count_blocking, gap_of
from tests.benchmarks.hard_shapes import hard_shapes
from tests.benchmarks.instances import Instance, a_small_one, an_instance


def total(problem: Instance) -> int:
    assigned = best_match(problem.preferences, problem.weights, problem.capacities)
    taken = (problem.preferences == assigned[:, None]) & (problem.preferences >= 0)
    return int(problem.weights[taken].sum())


def test_ties_are_broken_as_the_matching_library_is_told_to() -> None:
    for seed in range(150):
        problem = a_small_one(seed)
        ours = stable_match(problem.preferences, problem.utilities, problem.capacities)
        assert ours.tolist() == peers.stable_by_game(problem).tolist()
        assert count_blocking(problem, ours) == 0


def test_players_are_solved_as_the_game_solves_them() -> None:
    problem = an_instance(60, 12, 5, seed=6)
    players = peers.residents_and_hospitals(problem)
    assert (peers.stable_by_matching(players, 60) == peers.stable_by_game(problem)).all()


def test_all_peers_reach_the_same_total() -> None:
    for problem in (an_instance(60, 12, 5, seed=7), a_small_one(3), a_small_one(8)):
        most = int(problem.weights.max(initial=0))
        ours = total(problem)
        assert peers.total_by_flow(peers.as_flow(problem)) == ours
        assert peers.total_by_dense(problem.as_matrix()) == ours
        assert peers.total_by_sparse(peers.as_sparse(problem), most) == ours
        assert peers.total_by_programme(peers.as_programme(problem), most) == pytest.approx(ours)


def test_what_is_best_is_proved_on_hard_shapes_too() -> None:
    for name, problem in hard_shapes(120, 12, 5, seed=8).items():
        assert gap_of(problem) == 0, name
        assert total(problem) == peers.total_by_flow(peers.as_flow(problem)), name


def test_the_judges_say_no() -> None:
    problem = an_instance(40, 8, 4, seed=4)
    assert count_blocking(problem, np.full(40, -1)) > 0
    with pytest.raises(AssertionError, match="more students than places"):
        count_blocking(problem, np.zeros(40, int))


def test_small_problems_are_of_every_kind() -> None:
    problems = [a_small_one(seed) for seed in range(300)]
    assert any(not len(problem.preferences) for problem in problems)
    assert any((problem.preferences < 0).all(axis=1).any() for problem in problems)
    assert any((problem.capacities == 0).any() for problem in problems)
    assert any(problem.weights.max(initial=0) > 10**9 for problem in problems)
    again = a_small_one(17)
    assert (again.weights == problems[17].weights).all()


def test_weights_that_64_bits_cannot_bear_are_refused() -> None:
    problem = an_instance(40, 8, 4, seed=4)
    heavy = replace(problem, weights=np.full((40, 4), 10**12))
    assert gap_of(heavy) == 0
    with pytest.raises(InvalidValueError, match="weights of 0"):
        best_match(heavy.preferences, np.full((40, 4), 2**60), heavy.capacities)
