"""The best and the stable set of pairs, against what others would use for the same problem.

The peers have a column for each place where they need one; laying out their matrices is not timed,
see `tests.benchmarks.assigning_peers`. Answers are judged by the peers' totals, and by code that
shares nothing with what it judges: `matcher.stability`, which takes prices as a proof.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from matcher import best_match, stable_match
from matcher.assignment import heaviest
from matcher.choices import Choices, Employers, choices_of, unpadded
from matcher.stability import blocking_pairs, most_weight, total_weight, within_capacities
from tests.benchmarks import assigning_peers as peers
from tests.benchmarks.hard_shapes import hard_shapes
from tests.benchmarks.instances import Instance, a_small_one, an_instance
from tests.benchmarks.measuring import Row, duration, faster, raced

SEED = 20261123
# At the full size the dense solver needs 8 GB: its matrix, and a copy that it makes.
SIZES = {"usual": (4_000, 400, 20), "full": (20_000, 2_000, 20)}
REPEATS = {"usual": 3, "full": 2}
SMALL_ONES = {"usual": 1_000, "full": 10_000}
SHARED = (2_000, 500, 60)
PROGRAMMES = 300


def measure(*, full: bool) -> Iterator[Row]:
    """Judge many small problems, then race on a large one, and on large ones that are hard."""
    size = "full" if full else "usual"
    yield from _small_ones(SMALL_ONES[size])
    yield from _race_of_best(size)
    yield from _race_of_stable(size)
    yield from _shared()
    yield from _hard_ones(size)


def _small_ones(count: int) -> Iterator[Row]:
    differing = blocking = gaps = 0
    for seed in range(count):
        problem = a_small_one(seed)
        stable = stable_match(problem.preferences, problem.utilities, problem.capacities)
        differing += not np.array_equal(stable, peers.stable_by_game(problem))
        blocking += count_blocking(problem, stable)
        gaps += abs(gap_of(problem))
    yield _none(f"stable match, {count:,} small problems: unlike the matching library", differing)
    yield _none(f"stable match, {count:,} small problems: blocking pairs", blocking)
    yield _none(f"best match, {count:,} small problems: gap to what prices prove", gaps)
    unlike = sum(_is_unlike_programme(a_small_one(seed), seed) for seed in range(PROGRAMMES))
    yield _none(f"best match, {2 * PROGRAMMES} small problems: unlike HiGHS", unlike)


def _is_unlike_programme(problem: Instance, seed: int) -> int:
    """Count totals, without and with places that employers share, that HiGHS does not reach."""
    unlike = 0
    for employers in (None, _employers(problem, seed)):
        total = gap_of(problem, employers) + _total(problem, employers)
        programme = peers.as_programme(problem, employers)
        relaxed = peers.total_by_programme(programme, int(problem.weights.max(initial=1)))
        unlike += abs(total - relaxed) > 1e-6 * max(1, total)
    return unlike


def _race_of_best(size: str) -> Iterator[Row]:
    n, m, k = SIZES[size]
    problem = an_instance(n, m, k, SEED)
    costs, matrix = peers.as_sparse(problem), problem.as_matrix()
    flow, most = peers.as_flow(problem), int(problem.weights.max())
    # Machine code is made before the race, as it lies ready in any later process.
    total = _total(problem)
    times = raced(
        REPEATS[size],
        ours=lambda: best_match(problem.preferences, problem.weights, problem.capacities),
        flow=lambda: peers.total_by_flow(flow),
        sparse=lambda: peers.total_by_sparse(costs, most),
    )
    # The dense solver is slow enough for once to be enough.
    times |= raced(1, dense=lambda: peers.total_by_dense(matrix))
    what, is_smaller = f"best match {n:,} × {m:,} × {k}, against", size != "full"
    ours = times["ours"]
    for name, key, gate, stretch in (
        ("scipy's sparse matching", "sparse", 5.0, 15.0),
        ("scipy's dense assignment", "dense", 80.0, 250.0),
        ("OR-tools' minimum-cost flow", "flow", None, None),
    ):
        yield faster(
            f"{what} {name}", ours, times[key], gate, is_smaller=is_smaller, stretch=stretch
        )
    gaps = abs(gap_of(problem))
    gaps += sum(abs(times[key].result - total) for key in ("sparse", "dense", "flow"))
    yield _none(f"best match {n:,} × {m:,}: gap to proof and peers", gaps)


def _race_of_stable(size: str) -> Iterator[Row]:
    n, m, k = SIZES[size]
    problem = an_instance(n, m, k, SEED)
    times = raced(
        5 * REPEATS[size],
        ours=lambda: stable_match(problem.preferences, problem.utilities, problem.capacities),
    )
    # Solving strikes out what players want, so that they can be used once only.
    players = peers.residents_and_hospitals(problem)
    times |= raced(1, peer=lambda: peers.stable_by_matching(players, n))
    yield faster(
        f"stable match {n:,} × {m:,} × {k}, against the matching library",
        times["ours"],
        times["peer"],
        2_000.0,
        is_smaller=size != "full",
        stretch=10_000.0,
    )
    stable = times["ours"].result
    differing = int((stable != times["peer"].result).sum())
    yield _none(f"stable match {n:,} × {m:,}: students placed elsewhere", differing)
    yield _none(f"stable match {n:,} × {m:,}: blocking pairs", count_blocking(problem, stable))


def _shared() -> Iterator[Row]:
    n, m, k = SHARED
    problem = an_instance(n, m, k, SEED)
    employers = _employers(problem, SEED)
    choices, weights = _laid_out(problem)
    programme = peers.as_programme(problem, employers)
    most = int(problem.weights.max())
    gap = gap_of(problem, employers)
    times = raced(
        2,
        ours=lambda: heaviest(choices, weights, problem.capacities, employers),
        peer=lambda: peers.total_by_programme(programme, most),
    )
    what = f"best match {n:,} × {m:,} × {k} where employers share places"
    yield faster(f"{what}, against HiGHS", times["ours"], times["peer"])
    gap += round(abs(times["peer"].result - _total(problem, employers)))
    yield _none(f"{what}: gap to proof and HiGHS", gap)


def _hard_ones(size: str) -> Iterator[Row]:
    n, m, k = SIZES[size]
    shapes, gaps, slowest, least = hard_shapes(n, m, k, SEED), 0, ("", 0.0), ("", np.inf)
    for name, problem in shapes.items():
        flow = peers.as_flow(problem)
        arguments = problem.preferences, problem.weights, problem.capacities
        times = raced(
            1,
            ours=lambda arguments=arguments: best_match(*arguments),
            peer=lambda flow=flow: peers.total_by_flow(flow),
        )
        gaps += abs(gap_of(problem)) + abs(times["peer"].result - _total(problem))
        ours, ratio = times["ours"].seconds, times["peer"].seconds / times["ours"].seconds
        slowest = max(slowest, (name, ours), key=lambda one: one[1])
        least = min(least, (name, ratio), key=lambda one: one[1])
    what = f"best match, {len(shapes)} hard shapes of {n:,} × {m:,} × {k}"
    yield Row(f"{what}: the slowest, {slowest[0]}", duration(slowest[1]))
    yield Row(f"{what}: the least against OR-tools, {least[0]}", "", ratio=least[1])
    yield _none(f"{what}: gap to proof and OR-tools", gaps)


def gap_of(problem: Instance, employers: Employers | None = None) -> int:
    """Give how far our total is from a bound that its prices prove: 0 for the best there is."""
    choices, weights = _laid_out(problem)
    priced = heaviest(choices, weights, problem.capacities, employers)
    _refuse_overfull(problem, priced.assigned, employers)
    bound = most_weight(
        choices, weights, problem.capacities, priced.prices, employers, priced.rents
    )
    return bound - total_weight(choices, weights, priced.assigned)


def count_blocking(problem: Instance, assigned: NDArray[np.int64]) -> int:
    """Count the pairs that would both rather have each other."""
    _refuse_overfull(problem, assigned)
    choices = choices_of(problem.preferences)
    utilities = unpadded(problem.utilities, problem.preferences)
    return len(blocking_pairs(choices, utilities, problem.capacities, assigned))


def _laid_out(problem: Instance) -> tuple[Choices, NDArray[np.int64]]:
    return choices_of(problem.preferences), unpadded(problem.weights, problem.preferences)


def _total(problem: Instance, employers: Employers | None = None) -> int:
    choices, weights = _laid_out(problem)
    assigned = heaviest(choices, weights, problem.capacities, employers).assigned
    return total_weight(choices, weights, assigned)


def _employers(problem: Instance, seed: int) -> Employers:
    """Draw who owns the offers, five to an employer, who takes some two thirds of their places."""
    rng, m = np.random.default_rng(seed), len(problem.capacities)
    owner = rng.integers(0, 1 + m // 5, m)
    places = np.bincount(owner, weights=problem.capacities, minlength=1 + m // 5)
    return Employers(owner, (places * rng.uniform(0.3, 1, len(places))).astype(np.int64))


def _refuse_overfull(
    problem: Instance, assigned: NDArray[np.int64], employers: Employers | None = None
) -> None:
    if not within_capacities(assigned, problem.capacities, employers):
        message = "somebody has more students than places"
        raise AssertionError(message)


def _none(what: str, count: int) -> Row:
    return Row(what, str(count), gate="0", reached=count == 0)
