"""Lists that spread attention, so that not everybody is shown the same five offers.

Algorithm: the expected number of matches of a pair in the equilibrium of the whole market orders
the lists of both sides (Tomita, Togashi, Hashizume and Ohsaka 2023, "Fast and examination-agnostic
reciprocal recommendation in matching markets", RecSys). Time O(pairs) a sweep of the equilibrium,
and O(pairs · k) at worst for the lists; memory O(pairs).

Guarantee: lists keep to the scores as far as waiting is worth something. What is crowded goes down
by a factor of little more than e, one by ``WAITING``, so that no pair stands above another that is
many times as likely.
"""

from math import exp

import numpy as np
from numpy.typing import NDArray

from matcher.choices import Floats
from matcher.compiled import compiled
from matcher.equilibrium import LARGEST_EXPONENT, Equilibrium, Indices, equilibrium

# To wait is worth this part of the best score that a student in twenty has, whatever the level of
# all scores. The less it is worth, the more evenly attention is spread, and the worse are the
# pairs that it is spread to.
WAITING = exp(-1)
_FEW = 0.05
# A market that has no more pairs than these is looked at as a whole.
_PAIRS = 1_500_000


def breadth(n: int, m: int, least: int) -> int:
    """Return how many candidates each student and each offer should have, at least ``least``.

    In a crowded market the best of everybody are the same few, so that there would be nothing to
    spread attention to. Small markets take all pairs.

    Examples
    --------
    >>> breadth(2_000, 500, 60), breadth(100_000, 10_000, 60)
    (600, 60)
    """
    return max(least, min(_PAIRS // max(1, n + m), max(n, m)))


def attention(
    rows: Indices, columns: Indices, score: Floats, places: Floats, n: int, temperature: float
) -> Equilibrium:
    """Return how much of everybody's attention each candidate pair should get.

    A pair is worth the logarithm of its score, above that of waiting. A student's mass is 1; an
    offer's are its places, times the root of how many students there are to a place. With the
    places alone, a crowded market would look at its best students only; with as many as there are
    students, it would not care who they are.

    Parameters
    ----------
    rows, columns, score : arrays of shape (pairs,)
        The score is above 0.
    places : float64 array of shape (m,)
        Places of each offer, from 0.
    n : int
        How many students there are.
    temperature : float
        Above 0; the higher, the more chance there is in what people choose.

    Examples
    --------
    >>> crowded = attention(
    ...     np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([0.5, 0.4, 0.5]), np.ones(2), 2, 0.1
    ... )
    >>> bool(crowded.matches[1] > crowded.matches[0])  # who has a choice leaves the crowded offer
    True
    """
    best = np.zeros(n)
    np.maximum.at(best, rows, score)
    best = best[best > 0]
    level = WAITING * np.quantile(best, 1 - _FEW) if best.size else 1.0
    wanted = places * (np.bincount(columns, minlength=len(places)) > 0)
    per_place = len(best) / wanted.sum() if wanted.any() else 1.0
    # What is worth more than can be told apart is ordered by its score.
    surplus = np.minimum(np.log(score / level), 2 * LARGEST_EXPONENT * temperature)
    return equilibrium(rows, columns, surplus, np.ones(n), wanted * np.sqrt(per_place), temperature)


def listed(
    owners: Indices, others: Indices, matches: Floats, score: Floats, count: int, k: int
) -> tuple[NDArray[np.int32], Indices]:
    """Return each owner's k first others, by matches, then by score, then the lower one.

    Parameters
    ----------
    owners, others : int arrays of shape (pairs,)
    matches, score : float arrays of shape (pairs,)
    count : int
        How many owners there are.

    Returns
    -------
    lists : int32 array of shape (count, k)
        -1 where an owner has fewer.
    places : int array of shape (count, k)
        Where among the pairs each stands; -1 likewise.

    Examples
    --------
    >>> listed(np.array([0, 0]), np.array([5, 7]), np.array([0.1, 0.2]), np.ones(2), 1, 3)[0]
    array([[ 7,  5, -1]], dtype=int32)
    """
    places = np.full((count, k), -1, np.int64)
    _list(owners, others, matches, score, places)
    lists = np.where(places >= 0, np.append(others, -1)[places], -1).astype(np.int32)
    return lists, places


@compiled
def _list(
    owners: Indices, others: Indices, matches: Floats, score: Floats, places: NDArray[np.int64]
) -> None:
    """Insert each pair into the list of its owner, unless k better ones are there."""
    k = places.shape[1]
    sizes = np.zeros(len(places), np.int64)
    for pair in range(len(owners)):
        own = places[owners[pair]]
        place = sizes[owners[pair]]
        while place > 0:
            ahead = own[place - 1]
            if matches[pair] != matches[ahead]:
                is_before = matches[pair] > matches[ahead]
            elif score[pair] != score[ahead]:
                is_before = score[pair] > score[ahead]
            else:
                is_before = others[pair] < others[ahead]
            if not is_before:
                break
            if place < k:
                own[place] = ahead
            place -= 1
        if place < k:
            own[place] = pair
            sizes[owners[pair]] = min(k, sizes[owners[pair]] + 1)
