"""The pairs worth looking at: the best of every student and of every offer, by the full score.

Algorithm: students are taken a part at a time, on several threads. ``matcher.sweep`` scores exactly
what may be among the best of its student, or of its offer so far, and the best are kept
(``matcher.shortlist``). Which they are does not depend on the order in which parts come, so the
result is the same to the byte for any number of threads: exact, ties by the lower index. Time
O(n·(classes + m) + entries in common + hits), memory O(n·k + m·k) and a bounded part a thread.
"""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from matcher.bounds import Room, make_room
from matcher.classes import make_classes
from matcher.pairs import Pairs
from matcher.parts import in_parts
from matcher.scored import Hits, make_hits
from matcher.scoring import probabilities
from matcher.shortlist import keep, make_best, make_own, merge, slack_of
from matcher.sweep import sweep
from matcher.tables import Tables, make_tables

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]

# What a part finds is what the next ones have to beat, so it is not many students at most.
_FIRST_ROWS, _ROWS_OF_A_PART = 8, 64
# Room for what a part may find, beyond what a single student may.
_HITS_OF_A_PART = 1 << 14


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
        self._of_students, self._of_offers = make_own(n, min(k, m)), make_best(m, min(k, n))
        self._lock, self._free = Lock(), deque[tuple[Tables, Room, Hits]]()

    def go(self, threads: int) -> None:
        """Sweep over all students."""
        n, m = len(self._pairs.students), len(self._pairs.offers)
        if not (n and m):
            return
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(self._sweep, *zip(*_parts(n, threads), strict=True)):
                pass

    def _sweep(self, first: int, last: int) -> None:
        desk = self._free.pop() if self._free else self._new_desk()
        tables, room, hits = desk
        while first < last:
            first, count = sweep(
                self._pairs,
                self._classes,
                first,
                last,
                self._of_offers.bars,
                self._slack,
                tables,
                room,
                self._of_students,
                hits,
            )
            with self._lock:
                keep(hits.places, hits.rows, hits.said, count, self._of_offers, self._slack)
        self._free.append(desk)

    def _new_desk(self) -> tuple[Tables, Room, Hits]:
        m = len(self._pairs.offers)
        return make_tables(self._classes), make_room(m), make_hits(m + _HITS_OF_A_PART)

    def found(self, threads: int | None) -> Candidates:
        """Return the best of either side, each pair once, by student and then by offer."""
        own, (rows, columns) = self._of_students, self._only_of_offers()
        said = np.empty((len(rows), 2))

        def solve(first: int, last: int) -> None:
            probabilities(self._pairs, rows[first:last], columns[first:last], said[first:last])

        in_parts(len(rows), threads, solve)
        count = len(rows) + int(np.count_nonzero(own.columns >= 0))
        found = Candidates(
            np.empty(count, np.intp), np.empty(count, np.intp), np.empty(count), np.empty(count)
        )
        merge(own, rows, columns, said, *vars(found).values())
        return found

    def _only_of_offers(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the pairs that are among the best of their offer alone, in order."""
        places, ranks = np.nonzero(self._of_offers.students >= 0)
        rows, columns = self._of_offers.students[places, ranks], self._classes.order[places]
        is_new = ~(self._of_students.columns[rows] == columns[:, None]).any(axis=1)
        order = np.lexsort((columns[is_new], rows[is_new]))
        return rows[is_new][order], columns[is_new][order]


def _parts(n: int, threads: int) -> Iterator[tuple[int, int]]:
    """Yield parts of n students, small ones first: what they find spares the later ones work."""
    first, rows = 0, _FIRST_ROWS
    most = max(1, min(_ROWS_OF_A_PART, -(-n // (4 * threads))))
    while first < n:
        last = min(n, first + rows)
        yield first, last
        first, rows = last, min(2 * rows, most)
