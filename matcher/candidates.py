"""The pairs worth looking at: the best of every student and of every offer, by the full score.

Algorithm: students are taken a part at a time, on several threads. ``matcher.sweep`` scores exactly
what may be among the best of its student, or of its offer so far, and the best are kept
(``matcher.shortlist``). Which they are does not depend on the order in which parts come, so the
result is the same to the byte for any number of threads: exact, ties by the lower index. Time
O(n·(classes + m) + entries in common + hits), memory O(n·k + m·k) and a bounded part a thread.

A block of students may be searched apart from all others (``search``), also on another machine, and
its finds put together with theirs (``Finds``): that, too, in any order.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.classes import Classes, make_classes
from matcher.pairs import Pairs
from matcher.parts import in_parts
from matcher.scoring import probabilities
from matcher.shortlist import bars_of, keep, least_scores, make_best, slack_of
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


class Found(NamedTuple):
    """What a block of students has: the best of each, and what is among the best of an offer.

    The pairs of ``rows`` and ``columns`` are the best that the offers have in this block, but for
    those that are known to have better ones elsewhere.
    """

    first: int  # the block's first student
    offers: Numbers  # (students of the block, k): of each the best, -1 where there are fewer
    rows: Numbers
    columns: Numbers
    scores: Floats


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
    finds = Finds(len(pairs.students), len(pairs.offers), k)
    if not finds.is_empty:
        block = 0, len(pairs.students)
        finds.add(search(pairs, make_classes(pairs), k, block, finds.least, threads))
    return finds.candidates(pairs, threads)


def search(
    pairs: Pairs,
    classes: Classes,
    k: int,
    block: tuple[int, int],
    least: Floats,
    threads: int | None = None,
) -> Found:
    """Return what a block of students has.

    Parameters
    ----------
    pairs : Pairs
        With at least one student and one offer.
    classes : Classes
        The offers of the pairs.
    k : int
    block : tuple of int
        The first student, and the one after the last.
    least : float64 array of shape (m,)
        The lowest score that could be among the best of each offer. What is found does not depend
        on it, only how much that others have better is handed on.
    threads : int or None
        None takes one a core.
    """
    return _Search(pairs, classes, k, block, least).go(threads or os.cpu_count() or 1)


class _Search:
    """The best so far, of the students of a block and of every offer.

    Offers stand in the order of their classes.
    """

    def __init__(
        self, pairs: Pairs, classes: Classes, k: int, block: tuple[int, int], least: Floats
    ) -> None:
        n, m = len(pairs.students), len(pairs.offers)
        self._pairs, self._classes, self._block = pairs, classes, block
        self._slack, self._least = slack_of(pairs), least[classes.order]
        self._offers = np.full((block[1] - block[0], min(k, m)), -1, np.int32)
        self._of_offers = make_best(m, min(k, n))
        self._bars = np.full(len(make_room(m).log_odds), -np.inf, np.float32)
        self._known = bars_of(self._least, self._slack)
        self._bars[:m] = self._known
        self._lock = Lock()

    def go(self, threads: int) -> Found:
        """Sweep over all students of the block."""
        first, last = self._block
        parts = _parts(last - first, len(self._pairs.offers), threads)
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(self._sweep, *zip(*parts, strict=True)):
                pass
        best = self._of_offers
        places, ranks = np.nonzero((best.numbers >= 0) & (best.scores >= self._least[:, None]))
        rows, scores = best.numbers[places, ranks], best.scores[places, ranks]
        return Found(first, self._offers, rows, self._classes.order[places], scores)

    def _sweep(self, begin: int, end: int) -> None:
        """Sweep over some students, counted from the first of the block."""
        first, m, k = self._block[0], len(self._pairs.offers), self._offers.shape[1]
        tables, room, hits = make_tables(self._classes), make_room(m), make_hits((end - begin) * m)
        count = sweep(
            self._pairs,
            self._classes,
            first + begin,
            first + end,
            k,
            self._bars,
            self._slack,
            tables,
            room,
            hits,
        )
        rows, columns = hits.rows[:count], hits.columns[:count]
        scores = hits.said[:count, 0] * hits.said[:count, 1]
        best = make_best(end - begin, k)
        keep(rows - np.int32(first + begin), columns, scores, best, self._slack)
        self._offers[begin:end] = best.numbers
        with self._lock:
            places = self._classes.place_of[columns]
            keep(places, rows, scores, self._of_offers, self._slack)
            np.maximum(self._of_offers.bars, self._known, out=self._bars[:m])


class Finds:
    """What blocks of students have, put together: the best of all n students and all m offers."""

    def __init__(self, n: int, m: int, k: int) -> None:
        self._offers = np.full((n, min(k, m)), -1, np.int32)
        self._of_offers = make_best(m, min(k, n))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be found: no students, or no offers."""
        return not (self._offers.size and self._of_offers.numbers.size)

    @property
    def least(self) -> Floats:
        """The lowest score that could still be among the best of each offer."""
        return least_scores(self._of_offers)

    def add(self, found: Found) -> None:
        """Add what a block has that was not added before."""
        self._offers[found.first : found.first + len(found.offers)] = found.offers
        keep(found.columns, found.rows, found.scores, self._of_offers, 0.0)

    def candidates(self, pairs: Pairs, threads: int | None = None) -> Candidates:
        """Return the best of either side, each pair once, scored exactly."""
        m = max(1, len(pairs.offers))
        keys = np.unique(np.concatenate(list(self._keys(m))))
        rows, columns = keys // m, keys % m
        said = np.empty((len(keys), 2))

        def solve(first: int, last: int) -> None:
            probabilities(pairs, rows[first:last], columns[first:last], said[first:last])

        in_parts(len(keys), threads, solve)
        return Candidates(rows, columns, said[:, 0].copy(), said[:, 1].copy())

    def _keys(self, m: int) -> Iterator[NDArray[np.int64]]:
        offers, students = self._offers, self._of_offers.numbers
        rows, ranks = np.nonzero(offers >= 0)
        yield rows.astype(np.int64) * m + offers[rows, ranks]
        columns, ranks = np.nonzero(students >= 0)
        yield students[columns, ranks].astype(np.int64) * m + columns


def _parts(n: int, m: int, threads: int) -> Iterator[tuple[int, int]]:
    """Yield parts of n students, small ones first: what they find spares the later ones work."""
    first, rows = 0, max(1, min(_FIRST_ROWS, _PAIRS_OF_A_PART // m))
    most = max(1, min(_PAIRS_OF_A_PART // m, -(-n // (4 * threads))))
    while first < n:
        last = min(n, first + rows)
        yield first, last
        first, rows = last, min(2 * rows, max(most, rows))
