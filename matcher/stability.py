"""Is the answer right? Capacities, blocking pairs and a bound on the total, after the fact.

These checks share no code with the algorithms that they judge. Each is O(n·k · log(n·k)) at most.
"""

import numpy as np
from numpy.typing import NDArray

from matcher.choices import Choices, Employers, Floats, Ints


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
    choices: Choices,
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
    students = choices.students
    pairs = np.arange(len(students))
    # Which pair each student has; after the last, and so dearer than nothing, where there is none.
    own = np.full(len(assigned), len(pairs))
    held = pairs[choices.offers == assigned[students]]
    own[students[held]] = held
    asked = pairs[pairs < own[students]]
    groups = [(choices.offers, capacities)]
    if employers is not None:
        groups.append((employers.owner[choices.offers], employers.capacities))
    for group, limits in groups:
        asked = asked[_are_admitted(asked, held, group, utilities, limits)]
    return list(zip(students[asked].tolist(), choices.offers[asked].tolist(), strict=True))


def _are_admitted(
    asked: Ints, held: Ints, group: Ints, values: Floats, limits: Ints
) -> NDArray[np.bool_]:
    """Return which of the pairs asked about would find a place, or somebody who stands lower.

    Pairs are indices into ``group`` and ``values``; among equals, the lower index stands higher.
    """
    lowest = np.full(len(limits), -1)
    descending = held[np.lexsort((held, -values[held]))]
    # Of a group named repeatedly, what is written last stays: the lowest.
    lowest[group[descending]] = descending
    counts = np.bincount(group[held], minlength=len(limits))
    has_place = (counts < limits)[group[asked]]
    rival = lowest[group[asked]]
    is_higher = (values[asked] > values[rival]) | (
        (values[asked] == values[rival]) & (asked < rival)
    )
    return np.asarray(has_place | ((limits > 0)[group[asked]] & (rival >= 0) & is_higher))


def total_weight(choices: Choices, weights: Ints, assigned: Ints) -> int:
    """Return the sum of the weights of the pairs assigned."""
    return int(weights[choices.offers == assigned[choices.students]].sum())


def most_weight(
    choices: Choices,
    weights: Ints,
    capacities: Ints,
    prices: Ints,
    employers: Employers | None = None,
    rents: Ints | None = None,
) -> int:
    """Return a total that no assignment can exceed, by weak duality, for any prices from 0.

    Whoever has a place gains at most the most that weight exceeds the prices by, and places bring
    at most their prices. An assignment that weighs as much as that is the best there is, and its
    prices are the proof. O(pairs).

    Parameters
    ----------
    choices, weights, capacities, employers
        Those of ``matcher.assignment.heaviest``.
    prices : int array of shape (m,)
        Of a place of each offer; a price below 0 counts as 0.
    rents : int array of shape (employers,), optional
        Of a place of each employer, in addition.

    Examples
    --------
    >>> choices = Choices(np.array([0, 2, 3]), np.array([0, 1, 0]))
    >>> most_weight(choices, np.array([5, 4, 3]), np.array([1, 1]), np.array([2, 0]))
    7
    """
    owned = np.maximum(prices, 0)
    bound = _cost(capacities, owned)
    is_open = capacities > 0
    if employers is not None and rents is not None:
        bound += _cost(employers.capacities, np.maximum(rents, 0))
        owned = owned + np.maximum(rents, 0)[employers.owner]
        is_open = is_open & (employers.capacities[employers.owner] > 0)
    above = np.where(is_open[choices.offers], weights - owned[choices.offers], 0)
    gains = np.zeros(len(choices.starts) - 1, np.int64)
    np.maximum.at(gains, choices.students, above)
    return bound + int(gains.sum())


def _cost(places: Ints, prices: Ints) -> int:
    # As Python's whole numbers, which have no end: places may be many where nothing is paid.
    paid = np.flatnonzero(prices)
    return sum(
        count * price
        for count, price in zip(places[paid].tolist(), prices[paid].tolist(), strict=True)
    )
