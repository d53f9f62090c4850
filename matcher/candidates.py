"""The pairs worth looking at: the best of every student and of every offer, by the full score.

Algorithm: students are taken a part at a time, on several threads. ``matcher.sweep`` scores exactly
what may be among the best of its student, or of its offer so far, and the best are kept
(``matcher.shortlist``). Which they are does not depend on the order in which parts come, so the
result is the same to the byte for any number of threads: exact, ties by the lower index. Time
O(n·(classes + m) + entries in common + hits), memory O(n·k + m·k) and a bounded part a thread.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from matcher.classes import make_classes
from matcher.pairs import Pairs
from matcher.parts import in_parts
from matcher.scoring import probabilities
from matcher.shortlist import keep, make_best, slack_of
from matcher.sweep import make_hits, make_room, sweep
from matcher.tables import make_tables

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]

# A part of the students has so many pairs with all offers, at most.
_PAIRS_OF_A_PART = 1 << 19
_FIRST_ROWS = 8


@dataclass(frozen=True)
class Candidates:
    """Eligible pairs with what both sides would say, ordered by student and then by offer."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    p_student: Floats
    p_employer: Floats

    @property
    def score(self) -> Floats:
        """The product of both probabilities."""
        return self.p_student * self.p_employer


def find_candidates(pairs: Pairs, k: int, threads: int | None = None) -> Candidates:
    """Return the pairs among the k best of their student or of their offer.

    Parameters
    ----------
    pairs : Pairs
    k : int
        At least 1.
    threads : int or None
        None takes one a core. The result does not depend on it.
    """
    search = _Search(pairs, k)
    search.go(threads or os.cpu_count() or 1)
    return search.found(threads)


class _Search:
    """The best so far, of every student and every offer.

    Offers stand in the order of their classes.
    """

    def __init__(self, pairs: Pairs, k: int) -> None:
        n, m = len(pairs.students), len(pairs.offers)
        self._pairs, self._classes = pairs, make_classes(pairs)
        self._slack = slack_of(pairs)
        self._of_students, self._of_offers = make_best(n, min(k, m)), make_best(m, min(k, n))
        self._bars = np.full(len(make_room(m).log_odds), -np.inf, np.float32)
        self._lock = Lock()

    def go(self, threads: int) -> None:
        """Sweep over all students."""
        n, m = len(self._pairs.students), len(self._pairs.offers)
        if not (n and m):
            return
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(self._sweep, *zip(*_parts(n, m, threads), strict=True)):
                pass

    def _sweep(self, first: int, last: int) -> None:
        m, k = len(self._pairs.offers), self._of_students.numbers.shape[1]
        tables, room, hits = make_tables(self._classes), make_room(m), make_hits((last - first) * m)
        count = sweep(
            self._pairs,
            self._classes,
            first,
            last,
            k,
            self._bars,
            self._slack,
            tables,
            room,
            hits,
        )
        rows, columns = hits.rows[:count], hits.columns[:count]
        scores = hits.said[:count, 0] * hits.said[:count, 1]
        keep(rows, columns, scores, self._of_students, self._slack)
        with self._lock:
            places = self._classes.place_of[columns]
            keep(places, rows, scores, self._of_offers, self._slack)
            self._bars[:m] = self._of_offers.bars

    def found(self, threads: int | None) -> Candidates:
        """Return the best of either side, each pair once, scored exactly."""
        m = max(1, len(self._pairs.offers))
        keys = np.unique(np.concatenate(list(self._keys(m))))
        rows, columns = keys // m, keys % m
        said = np.empty((len(keys), 2))

        def solve(first: int, last: int) -> None:
            probabilities(self._pairs, rows[first:last], columns[first:last], said[first:last])

        in_parts(len(keys), threads, solve)
        return Candidates(rows, columns, said[:, 0].copy(), said[:, 1].copy())

    def _keys(self, m: int) -> Iterator[NDArray[np.int64]]:
        offers, students = self._of_students.numbers, self._of_offers.numbers
        rows, ranks = np.nonzero(offers >= 0)
        yield rows.astype(np.int64) * m + offers[rows, ranks]
        places, ranks = np.nonzero(students >= 0)
        yield students[places, ranks].astype(np.int64) * m + self._classes.order[places]


def _parts(n: int, m: int, threads: int) -> Iterator[tuple[int, int]]:
    """Yield parts of n students, small ones first: what they find spares the later ones work."""
    first, rows = 0, max(1, min(_FIRST_ROWS, _PAIRS_OF_A_PART // m))
    most = max(1, min(_PAIRS_OF_A_PART // m, -(-n // (4 * threads))))
    while first < n:
        last = min(n, first + rows)
        yield first, last
        first, rows = last, min(2 * rows, max(most, rows))
