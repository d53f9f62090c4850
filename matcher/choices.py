"""What students could have, laid out for the solvers: pair after pair, student after student.

A student may have very many choices while most have few, so that rows of one length would not do.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.compiled import compiled, inner

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Employers(NamedTuple):
    """Whose offer each offer is, and how many students each employer takes in all."""

    owner: Ints  # (m,)
    capacities: Ints  # (employers,)


class Choices(NamedTuple):
    """Offers that students could have, of one student after the other."""

    starts: Ints  # (n + 1,) where each student's begin, and where the last one's end
    offers: Ints  # (pairs,)

    @property
    def students(self) -> Ints:
        """The student of each pair, of shape (pairs,)."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def choices_of(padded: Ints) -> Choices:
    """Return the choices in rows with -1 at their ends; those of a row keep their order.

    Examples
    --------
    >>> choices = choices_of(np.array([[2, 0], [1, -1]]))
    >>> choices.starts.tolist(), choices.offers.tolist(), choices.students.tolist()
    ([0, 2, 3], [2, 0, 1], [0, 0, 1])
    """
    counts = (padded >= 0).sum(axis=1)
    return Choices(np.concatenate([[0], np.cumsum(counts)]), unpadded(padded, padded))


def unpadded(values: NDArray[Any], padded: Ints) -> NDArray[Any]:
    """Return the values of the choices in padded rows, of shape (pairs,)."""
    is_choice = padded >= 0
    return values.ravel() if is_choice.all() else values[is_choice]


def heaviest_for(n: int, m: int) -> int:
    """Return the largest weight with which sums and scaled weights stay within 64 bits."""
    return min(2**60 // (min(n, m) + 2), 2**62 // max(1, n))


@compiled
def heaviest_first(
    starts: Ints, offers: Ints, weights: Ints, room: Ints, scale: int
) -> tuple[Ints, Ints, NDArray[np.int32], Ints]:
    """Sort each student's choices by falling weight, without offers that have no room.

    Returns
    -------
    begins, ends : int arrays of shape (n,)
        Where each student's choices are in the two below.
    sorted_offers, scaled : arrays of shape (pairs,)
        Weights are multiplied by ``scale``.
    """
    sorted_offers, scaled = np.empty(len(offers), np.int32), np.empty(len(offers), np.int64)
    ends = starts[:-1].copy()
    for student in range(len(ends)):
        for pair in range(starts[student], starts[student + 1]):
            if room[offers[pair]] > 0:
                sorted_offers[ends[student]] = offers[pair]
                scaled[ends[student]] = weights[pair] * scale
                ends[student] += 1
        _sort(sorted_offers, scaled, starts[student], ends[student])
    return starts[:-1], ends, sorted_offers, scaled


@inner
def _sort(offers: NDArray[np.int32], weights: Ints, begin: int, end: int) -> None:
    """Sort a part of two arrays by falling weight (Shell 1959, with Knuth's gaps)."""
    gap = 1
    while 3 * gap < end - begin:
        gap = 3 * gap + 1
    while gap:
        for taken in range(begin + gap, end):
            offer, weight, place = offers[taken], weights[taken], taken
            while place - gap >= begin and weights[place - gap] < weight:
                offers[place], weights[place] = offers[place - gap], weights[place - gap]
                place -= gap
            offers[place], weights[place] = offer, weight
        gap //= 3
