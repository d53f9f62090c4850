"""The pairs worth looking at: the best of every student and of every offer, by the full score.

Algorithm: students are taken a part at a time, on several threads. ``matcher.sweep`` finds the
pairs of a part that may be among the best of their student, or better than the worst that is kept
for their offer; those are scored exactly, and the best are kept in heaps. Which they are does not
depend on the order in which parts come, so the result is the same to the byte for any number of
threads: exact, ties by the lower index. Time O(n·(classes + m) + hits), memory O(n·k + m·k) and a
bounded part a thread.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.classes import make_classes
from matcher.compiled import compiled
from matcher.heaps import sort_best_first, take_in
from matcher.kernel import in_parts
from matcher.looking import LEAST_SCORE, make_sums
from matcher.pairs import Pairs
from matcher.scoring import probabilities
from matcher.sweep import FOR_OFFER, FOR_STUDENT, Bars, Hits, log_odds_of, sweep
from matcher.tables import make_tables

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]

# So many pairs of a part can be hits, at most.
_PAIRS_OF_A_PART = 1 << 22
_FIRST_ROWS = 8
# So many are scored at once: their evidence is then still near at hand.
_PAIRS_AT_ONCE = 4096
_ROUNDING = float(np.finfo(np.float32).eps)
# More numbers than that are never added up in float32 for one side of a pair.
_SUMMANDS = 32
# What the chances, and their product, add to the error, with room to spare.
_LEAST_SLACK = 1e-5


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
    """The best so far, of every student and every offer."""

    def __init__(self, pairs: Pairs, k: int) -> None:
        n, m = len(pairs.students), len(pairs.offers)
        self._pairs, self._classes = pairs, make_classes(pairs)
        self._of_students, self._of_offers = min(k, m), min(k, n)
        self._slack, self._lift = slack_of(pairs), lift_of(pairs)
        self._offers = np.full((n, self._of_students), -1, np.int32)
        self._students = np.full((m, self._of_offers), -1, np.int32)
        self._scores = np.zeros((m, self._of_offers))
        self._sizes = np.zeros(m, np.int32)
        self._bars = Bars(np.zeros(m, np.float32), np.full(m, -np.inf, np.float32))
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
        m = len(self._pairs.offers)
        most = (last - first) * m
        hits = Hits(np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.uint8))
        count = sweep(
            self._pairs,
            self._classes,
            first,
            last,
            self._of_students,
            self._bars,
            self._slack,
            self._lift,
            make_tables(self._classes),
            make_sums(m),
            hits,
        )
        hits = Hits(hits.rows[:count], hits.columns[:count], hits.wanted[:count])
        said = np.empty((count, 2))
        score_in_parts(self._pairs, hits.rows, hits.columns, said)
        scores = said[:, 0] * said[:, 1]
        _keep_for_students(hits, scores, self._offers)
        with self._lock:
            _keep_for_offers(
                hits,
                scores,
                self._students,
                self._scores,
                self._sizes,
                self._bars,
                self._slack,
                self._lift,
            )

    def found(self, threads: int | None) -> Candidates:
        """Return the best of either side, each pair once, scored exactly."""
        m = max(1, len(self._pairs.offers))
        keys = np.unique(np.concatenate(list(self._keys(m))))
        rows, columns = keys // m, keys % m
        said = np.empty((len(keys), 2))

        def solve(first: int, last: int) -> None:
            score_in_parts(self._pairs, rows[first:last], columns[first:last], said[first:last])

        in_parts(len(keys), threads, solve)
        return Candidates(rows, columns, said[:, 0].copy(), said[:, 1].copy())

    def _keys(self, m: int) -> Iterator[NDArray[np.int64]]:
        rows, ranks = np.nonzero(self._offers >= 0)
        yield rows.astype(np.int64) * m + self._offers[rows, ranks]
        columns, ranks = np.nonzero(self._students >= 0)
        yield self._students[columns, ranks].astype(np.int64) * m + columns


def slack_of(pairs: Pairs) -> float:
    """Return by what share of its value a score reckoned in float32 may be wrong.

    No evidence is further from what is neutral than 1 + neutral; each of the sums is wrong by at
    most half a unit of the largest number in it. Log-odds that are wrong by x make a chance wrong
    by a share of x at most.
    """
    largest = np.abs(pairs.weights[:, :2]) * (1 + np.abs(pairs.weights[:, 2:]))
    log_odds = _SUMMANDS * _ROUNDING * largest.sum(axis=0)
    steepest = max(_steepness(pairs.student_knots), _steepness(pairs.employer_knots))
    return float(min(1.0, 2 * steepest * log_odds.sum() + _LEAST_SLACK))


def _steepness(knots: Floats) -> float:
    """Return how many times larger calibration makes a difference, at most."""
    at, to = knots.T
    return max(1.0, float(np.max(np.diff(to) / np.diff(at), initial=1.0)))


def lift_of(pairs: Pairs) -> float:
    """Return by how much calibration raises the log-odds of both sides together, at most.

    Between two knots, and beyond them, no log-odds are raised by more than at one of the knots.
    """
    both = pairs.student_knots, pairs.employer_knots
    return sum(float(np.max(knots[:, 1] - knots[:, 0], initial=0.0)) for knots in both)


def _parts(n: int, m: int, threads: int) -> Iterator[tuple[int, int]]:
    """Yield parts of n students, small ones first: what they find spares the later ones work."""
    first, rows = 0, max(1, min(_FIRST_ROWS, _PAIRS_OF_A_PART // m))
    most = max(1, min(_PAIRS_OF_A_PART // m, -(-n // (4 * threads))))
    while first < n:
        last = min(n, first + rows)
        yield first, last
        first, rows = last, min(2 * rows, max(most, rows))


def score_in_parts(pairs: Pairs, rows: Any, columns: Any, said: Floats) -> None:
    """Write the exact probabilities of both sides of some pairs, of shape (pairs, 2)."""
    for first in range(0, len(rows), _PAIRS_AT_ONCE):
        own = slice(first, first + _PAIRS_AT_ONCE)
        probabilities(pairs, rows[own], columns[own], said[own])


@compiled
def _keep_for_students(hits: Hits, scores: Floats, offers: Numbers) -> None:
    """Keep the best of each student; all the hits of one are here, one after the other."""
    kept = np.empty(offers.shape[1])
    place = 0
    while place < len(scores):
        row, size = hits.rows[place], 0
        best = offers[row]
        while place < len(scores) and hits.rows[place] == row:
            if hits.wanted[place] & FOR_STUDENT and scores[place] > 0:
                size = take_in(kept, best, size, scores[place], hits.columns[place])
            place += 1
        sort_best_first(kept, best, size)


@compiled
def _keep_for_offers(
    hits: Hits,
    scores: Floats,
    students: Numbers,
    kept: Floats,
    sizes: Numbers,
    bars: Bars,
    slack: float,
    lift: float,
) -> None:
    """Keep the best of each offer so far, and say what it takes to be among them now."""
    most = kept.shape[1]
    for place in range(len(scores)):
        if hits.wanted[place] & FOR_OFFER and scores[place] > 0:
            column = hits.columns[place]
            size = take_in(
                kept[column], students[column], sizes[column], scores[place], hits.rows[place]
            )
            sizes[column] = size
            if size == most and kept[column, 0] > LEAST_SCORE:
                bar = kept[column, 0] * (1.0 - slack)
                bars.score[column] = bar
                bars.log_odds[column] = log_odds_of(bar) - slack - lift
