"""The best of every student, the best so far of every offer, and both together.

The pairs of a student are all found at once, those of an offer a student at a time: it has a heap
of its best by the exact score, and a bar, what the log-odds of both sides have to add up to for a
pair to get in. Which are the best does not depend on the order in which pairs come.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.chances import log_odds_of
from matcher.compiled import compiled
from matcher.heaps import take_in
from matcher.pairs import Pairs

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Places = NDArray[np.intp]

_ROUNDING = float(np.finfo(np.float32).eps)
# More numbers than that are never added up in float32 for one pair.
_SUMMANDS = 64
# What the exact score itself may be wrong by, with room to spare.
_LEAST_SLACK = 1e-5


class Own(NamedTuple):
    """The k best of each student, by the number of the offer."""

    columns: Numbers  # (n, k), -1 after the last
    said: Floats  # (n, k, 2): the probabilities of both sides


class Best(NamedTuple):
    """The k best of each offer so far; a heap each, the worst on top."""

    scores: Floats  # (m, k)
    students: Numbers  # (m, k), -1 where there are fewer
    sizes: Numbers  # (m,)
    bars: NDArray[np.float32]  # (m,): -inf as long as there are fewer than k


def make_own(n: int, k: int) -> Own:
    """Return room for the k best of n students."""
    return Own(np.full((n, k), -1, np.int32), np.empty((n, k, 2)))


def make_best(m: int, k: int) -> Best:
    """Return room for the k best of m offers."""
    return Best(
        np.zeros((m, k)),
        np.full((m, k), -1, np.int32),
        np.zeros(m, np.int32),
        np.full(m, -np.inf, np.float32),
    )


def slack_of(pairs: Pairs) -> float:
    """Return how far below a bar the log-odds of a pair have to be for it not to matter.

    No evidence is further from what is neutral than 1 + neutral, and each of the sums in float32 is
    wrong by at most half a unit of the largest number in it. Between two knots of a calibration,
    and beyond them, no log-odds are raised by more than at one of the knots.
    """
    largest = np.abs(pairs.weights[:, :2]) * (1 + np.abs(pairs.weights[:, 2:]))
    raised = (
        float(np.max(knots[:, 1] - knots[:, 0], initial=0.0))
        for knots in (pairs.student_knots, pairs.employer_knots)
    )
    return float(_SUMMANDS * _ROUNDING * largest.sum() + _LEAST_SLACK + sum(raised))


@compiled
def keep(
    offers: Numbers, students: Numbers, said: Floats, count: int, best: Best, slack: float
) -> None:
    """Keep those among the best of their offer, and say what it takes to be among them now."""
    most = best.students.shape[1]
    for place in range(count):
        score, offer = said[place, 0] * said[place, 1], offers[place]
        if score > 0:
            own, others, size = best.scores[offer], best.students[offer], best.sizes[offer]
            size = take_in(own, others, size, score, students[place])
            best.sizes[offer] = size
            if size == most:
                # It may have been known beforehand that it takes more.
                best.bars[offer] = max(best.bars[offer], np.float32(log_odds_of(own[0]) - slack))


def least_scores(best: Best) -> Floats:
    """Return the lowest score among the best of each offer, 0 where there is room for more."""
    most = best.scores.shape[1]
    return np.where(best.sizes == most, best.scores[:, 0] if most else 0.0, 0.0)


@compiled
def raise_bars(best: Best, scores: Floats, slack: float) -> None:
    """Let only those in among the best of each offer that reach a score."""
    for offer in range(len(scores)):
        best.bars[offer] = max(best.bars[offer], np.float32(log_odds_of(scores[offer]) - slack))


@compiled
def merge(
    own: Own,
    rows: Numbers,
    columns: Numbers,
    said: Floats,
    into_rows: Places,
    into_columns: Places,
    p_student: Floats,
    p_employer: Floats,
) -> None:
    """Write the best of students, and other pairs that are in order, all in order."""
    other, place = 0, 0
    for row in range(len(own.columns)):
        rank = 0
        while True:
            column = own.columns[row, rank] if rank < own.columns.shape[1] else -1
            is_left = other < len(rows) and rows[other] == row
            if column < 0 and not is_left:
                break
            into_rows[place] = row
            if is_left and (column < 0 or columns[other] < column):
                into_columns[place] = columns[other]
                p_student[place], p_employer[place] = said[other, 0], said[other, 1]
                other += 1
            else:
                into_columns[place] = column
                p_student[place], p_employer[place] = own.said[row, rank, 0], own.said[row, rank, 1]
                rank += 1
            place += 1
