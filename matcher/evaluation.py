"""How good rankings are, and how evenly they spread attention.

Ranked lists are int arrays of shape (n, k), best first, -1 padded, as ``rank`` returns them. What
is relevant is given as one set of indices a row; rows without anything relevant are left out of
the means, and a mean over no rows is nan.
"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.checks import check_whole
from matcher.errors import InvalidValueError, ShapeError

Lists = NDArray[np.int32]
Relevant = Sequence[Collection[int]]


def mean_reciprocal_rank(lists: Lists, relevant: Relevant) -> float:
    """Return the mean of 1 / rank of the first relevant index, 0 where none is listed.

    Examples
    --------
    >>> mean_reciprocal_rank(np.array([[3, 1], [2, 0]]), [{1}, {2}])
    0.75
    """
    return _mean(
        max((1 / rank for rank in _hit_ranks(row, wanted)), default=0.0)
        for row, wanted in _rows(lists, relevant)
    )


def recall_at(k: int, lists: Lists, relevant: Relevant) -> float:
    """Return the mean share of what is relevant that is among the first k."""
    check_whole("k", "recall_at", k, 1, 1_000_000)
    return _mean(
        sum(rank <= k for rank in _hit_ranks(row, wanted)) / len(set(wanted))
        for row, wanted in _rows(lists, relevant)
    )


def ndcg_at(k: int, lists: Lists, relevant: Relevant) -> float:
    """Return the mean normalised discounted cumulative gain, with gains of 0 and 1.

    References
    ----------
    Järvelin and Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques".
    """
    check_whole("k", "ndcg_at", k, 1, 1_000_000)
    return _mean(
        sum(_discount(rank) for rank in _hit_ranks(row, wanted) if rank <= k)
        / sum(_discount(rank) for rank in range(1, min(k, len(set(wanted))) + 1))
        for row, wanted in _rows(lists, relevant)
    )


def coverage(lists: Lists, count: int) -> float:
    """Return the share of ``count`` things that are in anybody's list."""
    check_whole("count", "coverage", count, 1, 1_000_000_000)
    return len(np.unique(lists[lists >= 0])) / count


def exposure(lists: Lists, count: int) -> NDArray[np.float64]:
    """Return how much attention each of ``count`` things gets: 1 / log2(1 + rank), summed."""
    discounts = np.broadcast_to(1 / np.log2(np.arange(lists.shape[1]) + 2), lists.shape)
    listed = lists >= 0
    spread = np.bincount(lists[listed], weights=discounts[listed], minlength=count)
    return spread.astype(np.float64)


def gini(values: NDArray[np.float64]) -> float:
    """Return how unevenly something is spread: 0 evenly, towards 1 all in one hand.

    Raises
    ------
    InvalidValueError
        A value is negative, or they are all 0.

    Examples
    --------
    >>> gini(np.array([1.0, 1.0, 1.0])), gini(np.array([0.0, 0.0, 0.0, 4.0]))
    (0.0, 0.75)
    """
    ordered = np.sort(np.asarray(values, np.float64))
    if not (ordered.size and ordered[0] >= 0 and np.isfinite(ordered[-1]) and ordered[-1] > 0):
        raise InvalidValueError(
            field="values", row=None, value=values, expected="numbers from 0, some above"
        )
    count = len(ordered)
    ranks = 2 * np.arange(1, count + 1) - count - 1
    return float(ranks @ ordered / (count * ordered.sum()))


def _discount(rank: int) -> float:
    return float(1 / np.log2(1 + rank))


def _hit_ranks(row: NDArray[np.int32], wanted: Collection[int]) -> list[int]:
    return [rank for rank, index in enumerate(row.tolist(), start=1) if index in wanted]


def _rows(lists: Lists, relevant: Relevant) -> list[tuple[NDArray[np.int32], Collection[int]]]:
    if lists.ndim != 2 or len(lists) != len(relevant):
        raise ShapeError(
            field="relevant",
            row=None,
            value=len(relevant),
            expected=f"{len(lists)} sets",
        )
    return [(row, wanted) for row, wanted in zip(lists, relevant, strict=True) if wanted]


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else float("nan")
