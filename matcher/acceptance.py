"""Deferred acceptance: the stable assignment that every student likes best.

Algorithm: each student proposes to the dearest offer not yet tried; an offer holds the best so far
and lets the worst go, who proposes on (Gale and Shapley 1962, "College admissions and the
stability of marriage"). Where an employer shares places between its offers, the employer is the
lecturer and its offers are the projects of the student-project allocation problem: beyond its
places, it lets go of the worst that it has over all its offers (Abraham, Irving and Manlove 2007,
"Two algorithms for the student-project allocation problem"). A lecturer there thinks the same of a
student whichever the project; an employer here may think differently by offer.

Guarantee: the order is strict, since among equals the lower student stands higher, and with one
employer a student's dearer offer above a less dear one. Nobody and no employer would both rather
have each other, and no such assignment gives any student a dearer offer. The order in which
students propose does not matter. Complexity O(candidates · log(places)), memory O(candidates).
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from matcher.arrays import Employers, Ints

Floats = NDArray[np.float64]

_NOBODY_SHARES = Employers(np.zeros(0, np.int64), np.zeros(0, np.int64))


def accept(
    preferences: Ints, utilities: Floats, capacities: Ints, employers: Employers | None = None
) -> Ints:
    """Return the offer of each student, -1 for unplaced, for sound arguments.

    Parameters
    ----------
    preferences : int64 array of shape (n, k)
        Dearest first, -1 at the end of a row.
    utilities : float64 array of shape (n, k)
        What the offer thinks of the student there; finite, but for padding.
    capacities : int64 array of shape (m,)
    employers : Employers, optional
        None where no employer shares places between offers.
    """
    owner, limits = employers or _NOBODY_SHARES
    offers = preferences.ravel()
    wanted = np.bincount(offers[offers >= 0], minlength=len(capacities))
    asked = np.bincount(owner, weights=wanted, minlength=len(limits)).astype(np.int64)
    held = _accept(
        offers,
        utilities.ravel(),
        preferences.shape[1],
        np.full(len(preferences), -1, np.int64),
        capacities,
        np.concatenate([[0], np.cumsum(wanted)]),
        owner,
        limits,
        np.concatenate([[0], np.cumsum(asked)]),
    )
    return np.where(held >= 0, np.append(offers, -1)[held], -1)


@njit(cache=True, nogil=True)
def _accept(
    offers: Ints,
    values: Floats,
    k: int,
    held: Ints,
    capacities: Ints,
    first: Ints,
    owner: Ints,
    limits: Ints,
    first_of_owner: Ints,
) -> Ints:
    """Return where among all preferences each student's own stands, -1 for none.

    A preference is the student's row times k plus its place there. Those that an offer holds are a
    heap from ``first`` on, the worst first, and so are those that an employer holds. What its
    student has lost meanwhile lies about in the other heap, and is passed over there.
    """
    tried = np.zeros(len(held), np.int64)
    queue, taken = np.empty(first[-1], np.int64), np.zeros(len(capacities), np.int64)
    queued = np.zeros(len(capacities), np.int64)
    shared, hosted = np.empty(first_of_owner[-1], np.int64), np.zeros(len(limits), np.int64)
    sharing = np.zeros(len(limits), np.int64)
    for student in range(len(held)):
        proposer = student
        while proposer >= 0 and tried[proposer] < k:
            own = proposer * k + tried[proposer]
            offer = offers[own]
            if offer < 0:
                break
            tried[proposer] += 1
            held[proposer] = own
            _push(queue, first[offer], queued, offer, own, values)
            taken[offer] += 1
            employer = owner[offer] if len(limits) else -1
            if employer >= 0:
                _push(shared, first_of_owner[employer], sharing, employer, own, values)
                hosted[employer] += 1
            if taken[offer] > capacities[offer]:
                worst = _pop_held(queue, first[offer], queued, offer, values, held, k)
            elif employer >= 0 and hosted[employer] > limits[employer]:
                worst = _pop_held(
                    shared, first_of_owner[employer], sharing, employer, values, held, k
                )
            else:
                break
            proposer = worst // k
            held[proposer] = -1
            taken[offers[worst]] -= 1
            if employer >= 0:
                hosted[employer] -= 1
    return held


@njit(cache=True, nogil=True)
def _is_lower(one: int, other: int, values: Floats) -> bool:
    return bool(values[one] < values[other] or (values[one] == values[other] and one > other))


@njit(cache=True, nogil=True)
def _push(heaps: Ints, first: int, sizes: Ints, heap: int, own: int, values: Floats) -> None:
    """Put a preference into a heap, the worst first."""
    place = sizes[heap]
    sizes[heap] += 1
    while place > 0 and _is_lower(own, heaps[first + (place - 1) // 2], values):
        heaps[first + place] = heaps[first + (place - 1) // 2]
        place = (place - 1) // 2
    heaps[first + place] = own


@njit(cache=True, nogil=True)
def _pop_held(
    heaps: Ints, first: int, sizes: Ints, heap: int, values: Floats, held: Ints, k: int
) -> int:
    """Take the worst out of a heap that its student still has."""
    while True:
        worst = heaps[first]
        _pop(heaps, first, sizes, heap, values)
        if held[worst // k] == worst:
            return int(worst)


@njit(cache=True, nogil=True)
def _pop(heaps: Ints, first: int, sizes: Ints, heap: int, values: Floats) -> None:
    """Take the worst out of a heap."""
    sizes[heap] -= 1
    size, place = sizes[heap], 0
    last = heaps[first + size]
    while 2 * place + 1 < size:
        child = 2 * place + 1
        if child + 1 < size and _is_lower(heaps[first + child + 1], heaps[first + child], values):
            child += 1
        if not _is_lower(heaps[first + child], last, values):
            break
        heaps[first + place] = heaps[first + child]
        place = child
    heaps[first + place] = last
