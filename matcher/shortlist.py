"""The best so far of every student and every offer, and which pairs may still be among them.

Each owner, a student or an offer, has a heap of its best pairs by the exact score, and a bar: what
the log-odds of both sides have to add up to for a pair to get in. Which are the best does not
depend on the order in which pairs come.
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

_ROUNDING = float(np.finfo(np.float32).eps)
# More numbers than that are never added up in float32 for one pair.
_SUMMANDS = 64
# What the exact score itself may be wrong by, with room to spare.
_LEAST_SLACK = 1e-5


class Best(NamedTuple):
    """The k best of each owner so far; a heap each, the worst on top."""

    scores: Floats  # (owners, k)
    numbers: Numbers  # (owners, k), -1 where there are fewer
    sizes: Numbers  # (owners,)
    bars: NDArray[np.float32]  # (owners,): -inf as long as there are fewer than k


def make_best(owners: int, k: int) -> Best:
    """Return room for the k best of each owner."""
    return Best(
        np.zeros((owners, k)),
        np.full((owners, k), -1, np.int32),
        np.zeros(owners, np.int32),
        np.full(owners, -np.inf, np.float32),
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
def keep(owners: Numbers, others: Numbers, scores: Floats, best: Best, slack: float) -> None:
    """Keep those among the best of their owner, and say what it takes to be among them now."""
    most = best.numbers.shape[1]
    for place in range(len(scores)):
        if scores[place] > 0:
            owner = owners[place]
            size = take_in(
                best.scores[owner],
                best.numbers[owner],
                best.sizes[owner],
                scores[place],
                others[place],
            )
            best.sizes[owner] = size
            if size == most:
                best.bars[owner] = log_odds_of(best.scores[owner, 0]) - slack


def least_scores(best: Best) -> Floats:
    """Return the lowest score among the best of each owner, 0 where there is room for more."""
    if not best.scores.shape[1]:
        return np.zeros(len(best.sizes))
    return np.where(best.sizes == best.scores.shape[1], best.scores[:, 0], 0.0)


@compiled
def bars_of(scores: Floats, slack: float) -> NDArray[np.float32]:
    """Return what the log-odds of a pair have to add up to for it to reach some scores."""
    bars = np.empty(len(scores), np.float32)
    for place in range(len(scores)):
        bars[place] = log_odds_of(scores[place]) - slack
    return bars
