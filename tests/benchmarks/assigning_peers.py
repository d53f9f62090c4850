"""What others would use to assign: the `matching` library, scipy, OR-tools and HiGHS.

Each solves the same problem as ours, laid out as it needs it; laying out is not timed. OR-tools
adds no arcs in the time that is taken, though somebody who uses it would wait for that too.
"""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from matching import Player
from matching.algorithms import hospital_resident
from matching.games import HospitalResident
from matching.players import Hospital
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from scipy import sparse
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from matcher.choices import Employers
from tests.benchmarks.instances import Instance

Ints = NDArray[np.int64]


def residents_and_hospitals(problem: Instance) -> tuple[list[Any], list[Any]]:
    """Make the players of the `matching` library.

    It takes strict orders only, no hospital without a place, and nobody who wants none: ties are
    broken as ours are, in favour of the lower student, and the rest is left out.
    """
    hospitals = {
        offer: Hospital(name=offer, capacity=int(places))
        for offer, places in enumerate(problem.capacities)
        if places
    }
    residents = {}
    wanted_by: dict[int, list[tuple[float, int]]] = {offer: [] for offer in hospitals}
    for student, row in enumerate(problem.preferences.tolist()):
        wanted = [(offer, place) for place, offer in enumerate(row) if offer in hospitals]
        if wanted:
            residents[student] = Player(name=student)
            residents[student].set_prefs([hospitals[offer] for offer, _ in wanted])
        for offer, place in wanted:
            wanted_by[offer].append((-float(problem.utilities[student, place]), student))
    for offer, students in wanted_by.items():
        hospitals[offer].set_prefs([residents[student] for _, student in sorted(students)])
    return list(residents.values()), [hospitals[offer] for offer, by in wanted_by.items() if by]


def stable_by_matching(players: tuple[Sequence[Any], Sequence[Any]], n: int) -> Ints:
    """Solve as `HospitalResident.solve` does, on players that it takes apart.

    The game itself copies all players first, deeper than Python's stack at this size, and checks
    them for hours: neither is a part of solving.
    """
    return _offers_of(hospital_resident(list(players[0]), list(players[1])), n)


def stable_by_game(problem: Instance) -> Ints:
    """Play the whole game of the `matching` library, checks and all: for small problems."""
    residents, hospitals = residents_and_hospitals(problem)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        game = HospitalResident(residents, hospitals)
        return _offers_of(game.solve(), len(problem.preferences))


def _offers_of(solved: Any, n: int) -> Ints:
    assigned = np.full(n, -1, np.int64)
    for hospital, residents in solved.items():
        for resident in residents:
            assigned[resident.name] = hospital.name
    return assigned


def as_sparse(problem: Instance) -> Any:
    """Lay out costs for scipy's sparse matching: a column a place, and one a student for none."""
    n = len(problem.preferences)
    students, positions = np.nonzero(
        (problem.preferences >= 0) & (np.append(problem.capacities, 0)[problem.preferences] > 0)
    )
    offers = problem.preferences[students, positions]
    wanted = np.bincount(offers, minlength=len(problem.capacities))
    copies = np.minimum(problem.capacities, wanted)
    first = np.concatenate([[0], np.cumsum(copies)])
    repeats = copies[offers]
    nth = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    none = int(problem.weights.max(initial=0)) + 1
    costs = none - problem.weights[students, positions]
    return sparse.csr_array(
        (
            np.concatenate([np.repeat(costs, repeats), np.full(n, none)]).astype(float),
            (
                np.concatenate([np.repeat(students, repeats), np.arange(n)]),
                np.concatenate([np.repeat(first[offers], repeats) + nth, first[-1] + np.arange(n)]),
            ),
        ),
        shape=(n, int(first[-1]) + n),
    )


def total_by_sparse(costs: Any, heaviest: int) -> int:
    """Give the total that scipy's sparse matching reaches."""
    rows, columns = min_weight_full_bipartite_matching(costs)
    return int((heaviest + 1) * len(rows) - costs[rows, columns].sum())


def total_by_dense(matrix: NDArray[np.float64]) -> int:
    """Give the total that scipy's dense assignment reaches."""
    return int(matrix[linear_sum_assignment(matrix, maximize=True)].sum())


def as_flow(problem: Instance) -> SimpleMinCostFlow:
    """Lay out a flow for OR-tools: student, offer, sink, and a way past all offers."""
    n, m = len(problem.preferences), len(problem.capacities)
    students, positions = np.nonzero(problem.preferences >= 0)
    offers = n + problem.preferences[students, positions]
    sink, once, nothing = np.full(n, n + m), np.ones(n, np.int64), np.zeros(n, np.int64)
    flow = SimpleMinCostFlow()
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(students, offers, np.ones_like(students), -problem.weights[students, positions])
    add(np.arange(n), sink, once, nothing)
    add(n + np.arange(m), np.full(m, n + m), problem.capacities, np.zeros(m, np.int64))
    flow.set_nodes_supplies(np.arange(n + m + 1), np.append(np.append(once, np.zeros(m, int)), -n))
    return flow


def total_by_flow(flow: SimpleMinCostFlow) -> int:
    """Give the total that OR-tools' minimum-cost flow reaches."""
    if flow.solve() != flow.OPTIMAL:
        message = "OR-tools found no flow"
        raise AssertionError(message)
    return -int(flow.optimal_cost())


def as_programme(problem: Instance, employers: Employers | None = None) -> dict[str, Any]:
    """Lay out the linear programme whose corners are whole, for HiGHS; weights up to 1."""
    students, positions = np.nonzero(problem.preferences >= 0)
    offers = problem.preferences[students, positions]
    ends = [(students, np.ones(len(problem.preferences))), (offers, problem.capacities)]
    if employers is not None:
        ends.append((employers.owner[offers], employers.capacities))
    count = len(students)
    limits = [
        sparse.csr_array((np.ones(count), (end, np.arange(count))), shape=(len(most), count))
        for end, most in ends
    ]
    return {
        "c": -problem.weights[students, positions] / problem.weights.max(initial=1),
        "A_ub": sparse.vstack(limits),
        "b_ub": np.concatenate([most for _, most in ends]),
        "method": "highs",
    }


def total_by_programme(programme: dict[str, Any], heaviest: int) -> float:
    """Give the total that HiGHS reaches."""
    if not len(programme["c"]):
        return 0.0
    return float(-linprog(**programme).fun * heaviest)
