"""Is the answer right? Capacities, blocking pairs and a bound on the total, after the fact.

These checks share no code with the algorithms that they judge.
"""

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Ints
from matcher.assignment import Employers

Floats = NDArray[np.float64]


def within_capacities(assigned: Ints, capacities: Ints, employers: Employers | None = None) -> bool:
    """Return whether no offer, and no employer, has more students than places."""
    placed = assigned[assigned >= 0]
    if (np.bincount(placed, minlength=len(capacities)) > capacities).any():
        return False
    if employers is None:
        return True
    shared = np.bincount(employers.owner[placed], minlength=len(employers.capacities))
    return bool((shared <= employers.capacities).all())


def blocking_pairs(
    preferences: Ints,
    utilities: Floats,
    capacities: Ints,
    assigned: Ints,
    employers: Employers | None = None,
) -> list[tuple[int, int]]:
    """Return the pairs (student, offer) that would both rather have each other.

    The student prefers the offer to the own one; the offer has a place, or holds somebody who
    stands lower. With shared places, an offer has one only while its employer does, and else the
    employer would have to let go of somebody who stands lower.

    Parameters are those of ``deferred_acceptance``, and its result. O(n·k).
    """
    standings = _standings(preferences, utilities, assigned)
    groups = [(np.arange(len(capacities)), capacities)]
    if employers is not None:
        groups.append((employers.owner, employers.capacities))
    held = [_held(standings, assigned, owner, len(limits)) for owner, limits in groups]
    blocking = []
    for student, row in enumerate(preferences.tolist()):
        for position, offer in enumerate(row):
            if offer < 0 or offer == assigned[student]:
                break
            standing = (float(utilities[student, position]), -student, -position)
            if all(
                _admits(here[owner[offer]], limits[owner[offer]], standing)
                for here, (owner, limits) in zip(held, groups, strict=True)
            ):
                blocking.append((student, offer))
    return blocking


Standing = tuple[float, int, int]


def _standings(preferences: Ints, utilities: Floats, assigned: Ints) -> list[Standing | None]:
    """Return where each placed student stands with the offer that has them."""
    standings: list[Standing | None] = []
    for student, offer in enumerate(assigned.tolist()):
        position = np.flatnonzero(preferences[student] == offer) if offer >= 0 else np.empty(0, int)
        if position.size:
            utility = float(utilities[student, position[0]])
            standings.append((utility, -student, -int(position[0])))
        else:
            standings.append(None)
    return standings


def _held(
    standings: list[Standing | None], assigned: Ints, owner: Ints, count: int
) -> list[list[Standing]]:
    held: list[list[Standing]] = [[] for _ in range(count)]
    for offer, standing in zip(assigned.tolist(), standings, strict=True):
        if standing is not None:
            held[owner[offer]].append(standing)
    return held


def _admits(held: list[Standing], limit: int, standing: Standing) -> bool:
    """Return whether there is a place, or somebody who stands lower and would make one."""
    return len(held) < limit or (limit > 0 and min(held) < standing)


def total_weight(candidates: Ints, weights: Ints, assigned: Ints) -> int:
    """Return the sum of the weights of the pairs assigned."""
    hit = (candidates == assigned[:, None]) & (candidates >= 0)
    return int(weights[hit].sum())


def upper_bound(candidates: Ints, weights: Ints, capacities: Ints, assigned: Ints) -> int:
    """Return a total that no assignment can exceed: equal to the total of an optimal one.

    Prices of offers are longest paths on the residual graph of the assignment (Bellman 1958,
    Ford 1956). Any prices give a bound, by weak duality; those of an optimal assignment give its
    total, which certifies it. O(m · n · k) at worst, a few sweeps in practice.
    """
    if not len(capacities):
        return 0
    valid = (candidates >= 0) & (capacities[np.maximum(candidates, 0)] > 0)
    students, positions = np.nonzero(valid)
    offers, values = candidates[students, positions], weights[students, positions]
    own = np.zeros(len(candidates), np.int64)
    mine = offers == assigned[students]
    own[students[mine]] = values[mine]
    prices = np.zeros(len(capacities), np.int64)
    for _ in range(len(capacities) + 1):
        # What the student has now is worth its weight less its price, or nothing.
        worth = own - np.where(assigned >= 0, prices[np.maximum(assigned, 0)], 0)
        raised = prices.copy()
        np.maximum.at(raised, offers, values - worth[students])
        if (raised == prices).all():
            break
        prices = raised
    return _dual_value(students, offers, values, prices, capacities, len(candidates))


def _dual_value(
    students: NDArray[np.intp], offers: Ints, values: Ints, prices: Ints, places: Ints, n: int
) -> int:
    gains = np.zeros(n, np.int64)
    np.maximum.at(gains, students, values - prices[offers])
    return int(gains.sum() + (places * prices).sum())
