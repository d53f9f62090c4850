"""The pairs worth looking at: the best of every student and of every offer, by the full score.

Algorithm: the score of all eligible pairs, a block of students at a time; each student's best are
kept, and each offer's best so far are carried from block to block. Exact, ties by the lower index.
Time O(n x m), memory O(n·k + m·k + block).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility import Eligibility
from matcher.kernel import best_per_row, row_blocks
from matcher.scoring import Scorer

Floats = NDArray[np.float64]


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


@dataclass
class _BestOfOffers:
    """The best students of each offer so far, by ascending student, so that ties stay right."""

    rows: NDArray[np.int64]  # (m, k), -1 padded
    values: Floats  # (3, m, k): student, employer, score; 0 padded

    def add(self, rows: NDArray[np.intp], block: Floats) -> None:
        """Take in a block of students, all of them later than those seen before."""
        values = np.concatenate([self.values, block.transpose(0, 2, 1)], axis=2)
        numbers = np.broadcast_to(rows, (len(self.rows), len(rows)))
        seen = np.concatenate([self.rows, numbers], axis=1)
        best = best_per_row(values[2], self.rows.shape[1])
        # Padding sorts last; the rest goes back into the order of the students.
        ascending = np.sort(np.where(best < 0, seen.shape[1], best), axis=1)
        found = ascending < seen.shape[1]
        ascending = np.where(found, ascending, 0)
        self.rows = np.where(found, np.take_along_axis(seen, ascending, axis=1), -1)
        self.values = np.stack(
            [np.where(found, np.take_along_axis(v, ascending, axis=1), 0.0) for v in values]
        )


def find_candidates(eligibility: Eligibility, scorer: Scorer, k: int) -> Candidates:
    """Return the pairs among the k best of their student or of their offer."""
    n, m = eligibility.shape
    best_of_offers = _BestOfOffers(np.full((m, k), -1, np.int64), np.zeros((3, m, k)))
    parts = []
    for rows in row_blocks(n, m):
        block = np.stack(scorer.probabilities(rows))
        block[:, ~eligibility.mask(rows)] = 0.0
        best_of_offers.add(rows, block)
        parts.append(_best_of_students(rows, block, k))
    parts.append(_pairs(best_of_offers))
    joined = [np.concatenate(arrays) for arrays in zip(*parts, strict=True)]
    # The same pair may be among the best of both: it is kept once.
    _, first = np.unique(joined[0] * max(1, m) + joined[1], return_index=True)
    return Candidates(*(array[first] for array in joined))


def _best_of_students(
    rows: NDArray[np.intp], block: Floats, k: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats, Floats]:
    best = best_per_row(block[2], k)
    positions, ranks = np.nonzero(best >= 0)
    columns = best[positions, ranks].astype(np.intp)
    return rows[positions], columns, block[0][positions, columns], block[1][positions, columns]


def _pairs(
    best: _BestOfOffers,
) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats, Floats]:
    columns, ranks = np.nonzero(best.rows >= 0)
    rows = best.rows[columns, ranks].astype(np.intp)
    return rows, columns, best.values[0][columns, ranks], best.values[1][columns, ranks]
