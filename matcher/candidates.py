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
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.bounds import Room, make_room
from matcher.classes import Classes, make_classes
from matcher.pairs import Pairs
from matcher.parts import in_parts
from matcher.scored import Hits, make_hits
from matcher.scoring import probabilities
from matcher.shortlist import (
    Own,
    keep,
    least_scores,
    make_best,
    make_own,
    merge,
    raise_bars,
    slack_of,
)
from matcher.sweep import sweep
from matcher.tables import Tables, make_tables

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]

# What a part finds is what the next ones have to beat, so it is not many students at most.
_FIRST_ROWS, _ROWS_OF_A_PART = 8, 64
# Room for what a part may find, beyond what a single student may.
_HITS_OF_A_PART = 1 << 14
# So many pairs of offers are looked up among those of students together.
_AT_ONCE = 1 << 16


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
    finds = Finds(len(pairs.students), len(pairs.offers), k)
    if not finds.is_empty:
        finds.add_wanted(search(pairs, make_classes(pairs), k, finds.least, finds.own, threads))
    return finds.candidates(pairs, threads)


class Wanted(NamedTuple):
    """Pairs that may be among the best of their offer."""

    rows: Numbers
    columns: Numbers
    scores: Floats


def search(
    pairs: Pairs, classes: Classes, k: int, least: Floats, own: Own, threads: int | None = None
) -> Wanted:
    """Find the best of some students, and what of theirs may be among the best of an offer.

    Parameters
    ----------
    pairs : Pairs
        Of at least one student and one offer.
    classes : Classes
        The offers in classes.
    k : int
        How many are the best of an offer.
    least : float64 array of shape (m,)
        The lowest score with which a pair may be among the best of its offer, as far as is known:
        what is lower is left out.
    own : Own
        Filled with the best of each student.
    threads : int or None
        None takes one a core.
    """
    work = _Search(pairs, classes, k, least, own)
    work.go(threads or os.cpu_count() or 1)
    return work.wanted()


class _Search:
    """The best so far, of every student and every offer.

    Offers stand in the order of their classes.
    """

    def __init__(self, pairs: Pairs, classes: Classes, k: int, least: Floats, own: Own) -> None:
        self._pairs, self._classes, self._of_students = pairs, classes, own
        self._slack, self._least = slack_of(pairs), least[classes.order]
        self._of_offers = make_best(len(pairs.offers), min(k, len(pairs.students)))
        raise_bars(self._of_offers, self._least, self._slack)
        self._lock, self._free = Lock(), deque[tuple[Tables, Room, Hits]]()

    def go(self, threads: int) -> None:
        """Sweep over all students."""
        parts = _parts(len(self._pairs.students), threads)
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(self._sweep, *zip(*parts, strict=True)):
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

    def wanted(self) -> Wanted:
        """Return the best of the offers, but for what is known to have better ones elsewhere."""
        best = self._of_offers
        is_wanted = (best.students >= 0) & (best.scores >= self._least[:, None])
        places, ranks = np.nonzero(is_wanted)
        columns = self._classes.order[places]
        return Wanted(best.students[places, ranks], columns, best.scores[places, ranks])


class Finds:
    """The best of n students and m offers, put together from what blocks of students have.

    Parameters
    ----------
    n, m, k : int

    Attributes
    ----------
    own : Own
        The best of each student, to be filled.
    """

    def __init__(self, n: int, m: int, k: int) -> None:
        self.own = make_own(n, min(k, m))
        self._of_offers = make_best(m, min(k, n))

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be found: there are no students, or no offers."""
        return not (len(self.own.columns) and len(self._of_offers.sizes))

    @property
    def least(self) -> Floats:
        """The lowest score with which a pair may still be among the best of each offer."""
        return least_scores(self._of_offers)

    def add(self, first: int, own: Own, wanted: Wanted) -> None:
        """Add what a block has that begins with a student and was not added before."""
        block = slice(first, first + len(own.columns))
        self.own.columns[block], self.own.said[block] = own.columns, own.said
        self.add_wanted(wanted._replace(rows=wanted.rows + np.int32(first)))

    def add_wanted(self, wanted: Wanted) -> None:
        """Add pairs that may be among the best of their offer."""
        # A score is the product of two chances: here one of them is 1.
        said = np.stack([wanted.scores, np.ones(len(wanted.scores))], axis=1)
        keep(wanted.columns, wanted.rows, said, len(said), self._of_offers, 0.0)

    def candidates(self, pairs: Pairs, threads: int | None) -> Candidates:
        """Return the best of either side, each pair once, by student and then by offer."""
        own, (rows, columns) = self.own, self._only_of_offers()
        said = np.empty((len(rows), 2))

        def solve(first: int, last: int) -> None:
            probabilities(pairs, rows[first:last], columns[first:last], said[first:last])

        in_parts(len(rows), threads, solve)
        count = len(rows) + int(np.count_nonzero(own.columns >= 0))
        found = Candidates(
            np.empty(count, np.intp), np.empty(count, np.intp), np.empty(count), np.empty(count)
        )
        merge(own, rows, columns, said, *vars(found).values())
        return found

    def _only_of_offers(self) -> tuple[Numbers, Numbers]:
        """Return the pairs that are among the best of their offer alone, in order."""
        owners, ranks = np.nonzero(self._of_offers.students >= 0)
        rows, columns = self._of_offers.students[owners, ranks], owners.astype(np.int32)
        is_new = np.empty(len(rows), np.bool_)
        for first in range(0, len(rows), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            own = self.own.columns[rows[some]]
            is_new[some] = ~(own == columns[some, None]).any(axis=1)
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
