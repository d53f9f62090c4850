"""Is the answer right? Capacities, blocking pairs and a bound on the total, after the fact.

These checks share no code with the algorithms that they judge. Each is O(n·k · log(n·k)) at most.
"""

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Employers, Floats, Ints


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

    The student prefers the offer to the own one; the offer has a place, or has somebody who stands
    lower. With shared places, its employer too has a place, or has somebody who stands lower, be
    it the student at a less dear offer: with utilities that are the same for all offers of an
    employer, these are the blocking pairs of Abraham, Irving and Manlove 2007.

    Parameters are those of ``matcher.acceptance.accept``, and its result.
    """
    k = preferences.shape[1]
    if not k:
        return []
    groups = [(np.arange(len(capacities)), capacities)]
    if employers is not None:
        groups.append((employers.owner, employers.capacities))
    # Where each student's own offer stands in the row: at its end where there is none.
    is_own = (preferences == assigned[:, None]) & (preferences >= 0)
    own = np.where(is_own.any(axis=1), is_own.argmax(axis=1), k)
    students, places = np.nonzero((preferences >= 0) & (np.arange(k) < own[:, None]))
    asked = students * k + places
    held = np.flatnonzero(own < k) * k + own[own < k]
    offers, values = preferences.ravel(), utilities.ravel()
    blocks = np.ones(len(asked), np.bool_)
    for owner, limits in groups:
        blocks &= _are_admitted(asked, held, owner[offers], values, limits)
    return list(zip(students[blocks].tolist(), offers[asked[blocks]].tolist(), strict=True))


def _are_admitted(
    asked: Ints, held: Ints, group: Ints, values: Floats, limits: Ints
) -> NDArray[np.bool_]:
    """Return which of the pairs asked about would find a place, or somebody who stands lower.

    Pairs are indices into ``group`` and ``values``; among equals, the lower index stands higher.
    """
    lowest = np.full(len(limits), -1)
    ascending = held[np.lexsort((-held, values[held]))]
    # Of repeated groups the last one written stays: the first of the ascending order.
    lowest[group[ascending[::-1]]] = ascending[::-1]
    counts = np.bincount(group[held], minlength=len(limits))
    has_place = (counts < limits)[group[asked]]
    rival = lowest[group[asked]]
    is_higher = (values[asked] > values[rival]) | (
        (values[asked] == values[rival]) & (asked < rival)
    )
    return np.asarray(has_place | ((limits > 0)[group[asked]] & (rival >= 0) & is_higher))


def total_weight(candidates: Ints, weights: Ints, assigned: Ints) -> int:
    """Return the sum of the weights of the pairs assigned."""
    hit = (candidates == assigned[:, None]) & (candidates >= 0)
    return int(weights[hit].sum())


def most_weight(
    candidates: Ints,
    weights: Ints,
    capacities: Ints,
    prices: Ints,
    employers: Employers | None = None,
    rents: Ints | None = None,
) -> int:
    """Return a total that no assignment can exceed, by weak duality, for any prices from 0.

    Whoever has a place gains at most the most that weight exceeds the prices by, and places bring
    at most their prices. An assignment that weighs as much as that is the best there is, and its
    prices are the proof. O(n·k).

    Parameters
    ----------
    candidates, weights, capacities, employers
        Those of ``matcher.assignment.heaviest``.
    prices : int array of shape (m,)
        Of a place of each offer; a price below 0 counts as 0.
    rents : int array of shape (employers,), optional
        Of a place of each employer, in addition.

    Examples
    --------
    >>> candidates, weights = np.array([[0, 1], [0, -1]]), np.array([[5, 4], [3, 0]])
    >>> most_weight(candidates, weights, np.array([1, 1]), np.array([2, 0]))
    7
    """
    owned = np.maximum(prices, 0)
    bound = _cost(capacities, owned)
    is_open = capacities > 0
    if employers is not None and rents is not None:
        bound += _cost(employers.capacities, np.maximum(rents, 0))
        owned = owned + np.maximum(rents, 0)[employers.owner]
        is_open = is_open & (employers.capacities[employers.owner] > 0)
    # The last is for padding, which nobody can have.
    offered = np.append(is_open, False)[candidates]
    above = np.where(offered, weights - np.append(owned, 0)[candidates], 0)
    return bound + int(np.maximum(above.max(axis=1, initial=0), 0).sum())


def _cost(places: Ints, prices: Ints) -> int:
    # As Python's whole numbers, which have no end: places may be many where nothing is paid.
    paid = np.flatnonzero(prices)
    return sum(
        count * price
        for count, price in zip(places[paid].tolist(), prices[paid].tolist(), strict=True)
    )
