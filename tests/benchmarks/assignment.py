"""The best and the stable set of pairs, against scipy's dense assignment of the same problem.

The dense solver has a column for each place, as it has to; making its matrix is not timed. Answers
are checked here by code that shares nothing with what it judges: `matcher.stability`, and the dense
solver's own total.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from matcher import best_match, stable_match
from matcher.stability import blocking_pairs, total_weight, upper_bound, within_capacities
from tests.benchmarks.instances import Instance, an_instance
from tests.benchmarks.measuring import Row, faster, raced

SEED = 20261123
# At the full size the dense solver needs 8 GB: its matrix, and a copy that it makes.
SIZES = {"usual": (4_000, 400, 20), "full": (20_000, 2_000, 20)}
REPEATS = {"usual": 3, "full": 1}
GATE = 80.0
SMALL = [(60, 12, 5, seed) for seed in range(200)]


def measure(*, full: bool) -> Iterator[Row]:
    """Judge many small problems, then race on a large one and judge that too."""
    yield from _small_ones()
    size = "full" if full else "usual"
    n, m, k = SIZES[size]
    problem = an_instance(n, m, k, SEED)
    matrix = problem.as_matrix()
    times = raced(
        REPEATS[size],
        best=lambda: best_match(problem.preferences, problem.weights, problem.capacities),
        stable=lambda: stable_match(problem.preferences, problem.utilities, problem.capacities),
        peer=lambda: dense_total(matrix),
    )
    what = f"{n:,} × {m:,} × {k}, against dense assignment"
    yield faster(f"best match {what}", times["best"], times["peer"], GATE, is_smaller=not full)
    yield faster(f"stable match {what} of the best", times["stable"], times["peer"])
    gap = gap_of(problem, times["best"].result, times["peer"].result)
    yield _none(f"best match {n:,} × {m:,}: gap to bound and peer", gap)
    blocking = count_blocking(problem, times["stable"].result)
    yield _none(f"stable match {n:,} × {m:,}: blocking pairs", blocking)


def _small_ones() -> Iterator[Row]:
    gaps = blocking = 0
    for n, m, k, seed in SMALL:
        problem = an_instance(n, m, k, seed)
        best = best_match(problem.preferences, problem.weights, problem.capacities)
        gaps += gap_of(problem, best, dense_total(problem.as_matrix()))
        stable = stable_match(problem.preferences, problem.utilities, problem.capacities)
        blocking += count_blocking(problem, stable)
    yield _none(f"best match, {len(SMALL)} small problems: gaps to bound and peer", gaps)
    yield _none(f"stable match, {len(SMALL)} small problems: blocking pairs", blocking)


def dense_total(matrix: NDArray[np.float64]) -> int:
    """Give the total that scipy's dense solver reaches."""
    return int(matrix[linear_sum_assignment(matrix, maximize=True)].sum())


def gap_of(problem: Instance, assigned: NDArray[np.int64], peer: int) -> int:
    """Give how far a total is from a bound that none can exceed, and from the peer's."""
    _refuse_overfull(problem, assigned)
    arguments = problem.preferences, problem.weights
    total = total_weight(*arguments, assigned)
    return abs(upper_bound(*arguments, problem.capacities, assigned) - total) + abs(peer - total)


def count_blocking(problem: Instance, assigned: NDArray[np.int64]) -> int:
    """Count the pairs that would both rather have each other."""
    _refuse_overfull(problem, assigned)
    return len(blocking_pairs(problem.preferences, problem.utilities, problem.capacities, assigned))


def _refuse_overfull(problem: Instance, assigned: NDArray[np.int64]) -> None:
    if not within_capacities(assigned, problem.capacities):
        message = "an offer has more students than places"
        raise AssertionError(message)


def _none(what: str, count: int) -> Row:
    return Row(what, str(count), gate="0", reached=count == 0)
