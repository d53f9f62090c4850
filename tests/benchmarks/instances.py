"""Random problems of who gets which place: some offers everybody wants, some without a place.

Preferences are drawn by Zipf-like popularity without replacement; weights are few enough to tie.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_WEIGHT = 1_000
SHARE_WITHOUT_PLACES = 0.02
STUDENTS_AT_ONCE = 1_000


@dataclass(frozen=True)
class Instance:
    """n students with k candidates each, of m offers."""

    preferences: NDArray[np.int64]  # (n, k), dearest first, -1 padded
    utilities: NDArray[np.float64]  # (n, k)
    weights: NDArray[np.int64]  # (n, k)
    capacities: NDArray[np.int64]  # (m,)

    def as_matrix(self) -> NDArray[np.float64]:
        """Give the weight of each student at each single place, 0 where there is no pair."""
        n, m = len(self.preferences), len(self.capacities)
        # The last column takes the padding, and is cut off.
        dense = np.zeros((n, m + 1))
        np.put_along_axis(dense, self.preferences % (m + 1), self.weights.astype(float), axis=1)
        return np.repeat(dense[:, :m], self.capacities, axis=1)


def an_instance(n: int, m: int, k: int, seed: int) -> Instance:
    """Draw a problem with about as many places as students."""
    rng = np.random.default_rng(seed)
    popularity = np.log(1 / (np.arange(m) + 10))
    capacities = rng.poisson(n / m, m)
    capacities[rng.random(m) < SHARE_WITHOUT_PLACES] = 0
    preferences = np.concatenate(
        [
            # The k highest of log-weights with Gumbel noise are k draws without replacement.
            np.argsort(-(popularity + rng.gumbel(size=(rows, m))), axis=1)[:, :k]
            for rows in _parts(n)
        ]
    )
    return Instance(
        preferences,
        rng.random((n, k)),
        rng.integers(1, MOST_WEIGHT, (n, k), endpoint=True),
        capacities.astype(np.int64),
    )


def a_small_one(seed: int) -> Instance:
    """Draw a small problem of any kind: students without a wish, ties, offers without places.

    Weights go to 3, to a thousand or to a million millions; a third of the problems is crowded,
    and in a third some offers have most of the places.
    """
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(0, 25)), int(rng.integers(1, 9))
    popularity = rng.choice([0.0, 3.0]) * rng.random(m)
    preferences = np.full((n, m), -1)
    for student in range(n):
        order = np.argsort(-(popularity + rng.gumbel(size=m)))
        wanted = order[: rng.integers(0, m + 1)]
        preferences[student, : len(wanted)] = wanted
    places = rng.integers(0, rng.choice([2, 5]), m)
    if rng.random() < 1 / 3:
        places = np.minimum(rng.zipf(1.5, m), n)
    return Instance(
        preferences,
        rng.integers(0, rng.choice([2, 10, 1000]), (n, m)) / 2,
        rng.integers(1, rng.choice([3, 1_000, 10**12]), (n, m), endpoint=True),
        places.astype(np.int64),
    )


def _parts(n: int) -> list[int]:
    return [min(STUDENTS_AT_ONCE, n - first) for first in range(0, n, STUDENTS_AT_ONCE)]
