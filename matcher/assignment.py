"""The best, and the stable, set of pairs under capacities.

Stable: student-optimal deferred acceptance (Gale and Shapley 1962), O(candidates · log). Where an
employer shares places between its offers, the employer is the lecturer and its offers the
projects of the student-project allocation problem (Abraham, Irving and Manlove 2007, "Two
algorithms for the student-project allocation problem"). Best: a maximum-weight matching, exact on
integers, by the sparse Jonker-Volgenant algorithm with a column for each place; with shared places
a linear programme, whose matrix is totally unimodular, so that its vertices are whole numbers.
"""

from heapq import heappop, heappush
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from matcher.arrays import Ints, checked_candidates, checked_utilities, checked_weights


class Employers(NamedTuple):
    """Whose offer each offer is, and how many places each employer has in all."""

    owner: Ints  # (m,)
    capacities: Ints  # (employers,)


def stable_match(
    preferences: ArrayLike, utilities: ArrayLike, capacities: ArrayLike
) -> NDArray[np.int64]:
    """Return the stable assignment that is best for every student at once.

    Parameters
    ----------
    preferences : int array of shape (n, k)
        Offers, the student's dearest first; -1 pads the end of a row.
    utilities : array of shape (n, k)
        What the offer thinks of the student there: higher is better, ties go to the lower student.
        Padding is ignored.
    capacities : int array of shape (m,)
        Places of each offer, from 0.

    Returns
    -------
    int array of shape (n,)
        The offer of each student; -1 for unplaced.

    Raises
    ------
    MatcherError
        Names the argument and the row.

    Examples
    --------
    >>> stable_match([[0, 1], [0, 1]], [[0.2, 0.5], [0.9, 0.5]], [1, 1]).tolist()
    [1, 0]
    """
    wanted, places = checked_candidates("preferences", preferences, capacities)
    values = checked_utilities(utilities, wanted)
    return deferred_acceptance(wanted, values, places)


def deferred_acceptance(
    preferences: Ints,
    utilities: NDArray[np.float64],
    capacities: Ints,
    employers: Employers | None = None,
) -> NDArray[np.int64]:
    """Return the student-optimal stable assignment, for arguments known to be sound."""
    hosts = _Hosts(capacities.tolist(), employers)
    wishes = [[offer for offer in row if offer >= 0] for row in preferences.tolist()]
    values = utilities.tolist()
    tried = [0] * len(wishes)
    for student in range(len(wishes)):
        proposer: int | None = student
        while proposer is not None and tried[proposer] < len(wishes[proposer]):
            position = tried[proposer]
            tried[proposer] += 1
            offer = wishes[proposer][position]
            # Among equals the lower student is better, and a student's dearer offer: the order is
            # strict, so that the result is one and the same.
            standing = (values[proposer][position], -proposer, -position)
            rejected = hosts.receive(proposer, offer, standing)
            proposer = rejected if rejected is not None else None
    return np.array([hosts.held.get(s, -1) for s in range(len(wishes))], dtype=np.int64)


class _Hosts:
    """Offers, and employers where places are shared, that hold the best students so far."""

    def __init__(self, capacities: list[int], employers: Employers | None) -> None:
        self.held: dict[int, int] = {}
        self._room = capacities
        self._queues: list[list[Any]] = [[] for _ in capacities]
        self._owner = employers.owner.tolist() if employers else None
        self._shared_room = employers.capacities.tolist() if employers else []
        self._shared_queues: list[list[Any]] = [[] for _ in self._shared_room]

    def receive(self, student: int, offer: int, standing: tuple[float, int, int]) -> int | None:
        """Take in a student and return whoever has to go: somebody worse, the same, or nobody."""
        self.held[student] = offer
        entry = (standing, student, offer)
        heappush(self._queues[offer], entry)
        self._room[offer] -= 1
        employer = self._owner[offer] if self._owner else None
        if employer is not None:
            heappush(self._shared_queues[employer], entry)
            self._shared_room[employer] -= 1
        if self._room[offer] < 0:
            return self._dismiss(self._queues[offer])
        if employer is not None and self._shared_room[employer] < 0:
            return self._dismiss(self._shared_queues[employer])
        return None

    def _dismiss(self, queue: list[Any]) -> int:
        """Let the worst student of a queue go."""
        while True:
            _, student, offer = heappop(queue)
            # Nobody proposes twice to an offer: an entry that is not held now is long gone.
            if self.held.get(student) == offer:
                break
        del self.held[student]
        self._room[offer] += 1
        if self._owner:
            self._shared_room[self._owner[offer]] += 1
        return int(student)


def best_match(
    candidates: ArrayLike, weights: ArrayLike, capacities: ArrayLike
) -> NDArray[np.int64]:
    """Return an assignment of maximum total weight.

    Parameters
    ----------
    candidates : int array of shape (n, k)
        Offers that each student may have; -1 pads the end of a row.
    weights : int array of shape (n, k)
        Positive; padding is ignored.
    capacities : int array of shape (m,)
        Places of each offer, from 0.

    Returns
    -------
    int array of shape (n,)
        The offer of each student; -1 for unplaced.

    Raises
    ------
    MatcherError
        Names the argument and the row.

    Examples
    --------
    >>> best_match([[0, 1], [0, -1]], [[5, 4], [3, 0]], [1, 1]).tolist()
    [1, 0]
    """
    offers, places = checked_candidates("candidates", candidates, capacities)
    values = checked_weights(weights, offers)
    return heaviest(offers, values, places)


def heaviest(candidates: Ints, weights: Ints, capacities: Ints) -> NDArray[np.int64]:
    """Return a maximum-weight assignment, for arguments known to be sound."""
    n = len(candidates)
    students, positions = np.nonzero(_open(candidates, capacities))
    assigned = np.full(n, -1, np.int64)
    if not students.size:
        return assigned
    offers = candidates[students, positions]
    # A column for each place, as far as candidates could fill it, then one a student for "none".
    copies = np.minimum(capacities, np.bincount(offers, minlength=len(capacities)))
    first = np.concatenate([[0], np.cumsum(copies)])
    repeats = copies[offers]
    nth = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    costs = weights.max() + 1 - weights[students, positions]
    everyone = np.arange(n)
    graph = sparse.csr_array(
        (
            np.concatenate([np.repeat(costs, repeats), np.full(n, weights.max() + 1)]).astype(
                float
            ),
            (
                np.concatenate([np.repeat(students, repeats), everyone]),
                np.concatenate([np.repeat(first[offers], repeats) + nth, first[-1] + everyone]),
            ),
        ),
        shape=(n, int(first[-1]) + n),
    )
    rows, columns = min_weight_full_bipartite_matching(graph)
    owners = np.append(np.repeat(np.arange(len(copies)), copies), np.full(n, -1))
    assigned[rows] = owners[columns]
    return assigned


def heaviest_shared(
    candidates: Ints, weights: Ints, capacities: Ints, employers: Employers
) -> NDArray[np.int64]:
    """Return a maximum-weight assignment where employers share places, for sound arguments."""
    n, m = len(candidates), len(capacities)
    students, positions = np.nonzero(_open(candidates, capacities))
    assigned = np.full(n, -1, np.int64)
    if not students.size:
        return assigned
    offers = candidates[students, positions]
    edges = np.arange(len(students))
    once = np.ones(len(edges))
    shared = employers.owner[offers]
    limits = sparse.vstack(
        [
            sparse.csr_array((once, (students, edges)), shape=(n, len(edges))),
            sparse.csr_array((once, (offers, edges)), shape=(m, len(edges))),
            sparse.csr_array(
                (once, (shared, edges)), shape=(len(employers.capacities), len(edges))
            ),
        ]
    )
    bounds = np.concatenate([np.ones(n), capacities, employers.capacities])
    solution = linprog(
        -weights[students, positions].astype(float), A_ub=limits, b_ub=bounds, method="highs-ds"
    )
    chosen = solution.x > 0.5
    assigned[students[chosen]] = offers[chosen]
    return assigned


def _open(candidates: Ints, capacities: Ints) -> NDArray[np.bool_]:
    """Return which candidates are offers with a place at all."""
    if not len(capacities):
        return np.zeros(candidates.shape, np.bool_)
    return (candidates >= 0) & (capacities[np.maximum(candidates, 0)] > 0)
