"""How good rankings are, and how evenly they spread attention.

Ranked lists are int arrays of shape (n, k), best first, -1 padded, as ``rank`` returns them. What
is relevant is given as one set of indices a row; rows without anything relevant are left out of
the means, and a mean over no rows is nan.

Algorithm: every (row, index) pair becomes one number, and what is listed is looked up among what
is relevant with a sort. Time O(n·k log(relevant)), memory O(n·k).

Probabilities are judged in ``matcher.reliability``, allocations in ``matcher.outcomes``, and
shares by group in ``matcher.selection``.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.checks import check_whole
from matcher.errors import DuplicateIdError, InvalidValueError, ShapeError

Lists = NDArray[np.int32]
Relevant = Sequence[Collection[int]]

_HIGHEST = 2**31


def mean_reciprocal_rank(lists: Lists, relevant: Relevant) -> float:
    """Return the mean of 1 / rank of the first relevant index, 0 where none is listed.

    Parameters
    ----------
    lists : int array of shape (n, k)
    relevant : sequence of n collections of int

    Returns
    -------
    float
        From 0 to 1; nan where no row has anything relevant.

    Raises
    ------
    MatcherError
        Names the argument and the row.

    References
    ----------
    Voorhees 1999, "The TREC-8 question answering track report".

    Examples
    --------
    >>> mean_reciprocal_rank(np.array([[3, 1], [2, 0]]), [{1}, {2}])
    0.75
    """
    found = _hits(lists, relevant)
    ranks = np.arange(1, found.hits.shape[1] + 1)
    return _mean((found.hits / ranks).max(axis=1, initial=0.0)[found.counts > 0])


def recall_at(k: int, lists: Lists, relevant: Relevant) -> float:
    """Return the mean share of what is relevant that is among the first k.

    Raises
    ------
    MatcherError

    Examples
    --------
    >>> recall_at(1, np.array([[3, 1], [2, 0]]), [{1, 3}, {2}])
    0.75
    """
    check_whole("k", "recall_at", k, 1, 1_000_000)
    found = _hits(lists, relevant)
    asked = found.counts > 0
    return _mean(found.hits[asked, :k].sum(axis=1) / found.counts[asked])


def ndcg_at(k: int, lists: Lists, relevant: Relevant) -> float:
    """Return the mean normalised discounted cumulative gain, with gains of 0 and 1.

    Raises
    ------
    MatcherError

    References
    ----------
    Järvelin and Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques".

    Examples
    --------
    >>> round(ndcg_at(2, np.array([[3, 1]]), [{1}]), 3)
    0.631
    """
    check_whole("k", "ndcg_at", k, 1, 1_000_000)
    found = _hits(lists, relevant)
    asked = found.counts > 0
    most = int(found.counts.max(initial=0))
    # The best there could be, by how much is relevant.
    best = np.append(0.0, np.cumsum(_discounts(min(k, most))))
    gained = found.hits[:, :k] @ _discounts(min(k, found.hits.shape[1]))
    return _mean(gained[asked] / best[np.minimum(found.counts[asked], k)])


def coverage(lists: Lists, count: int) -> float:
    """Return the share of ``count`` things that are in anybody's list."""
    check_whole("count", "coverage", count, 1, 1_000_000_000)
    return len(np.unique(lists[lists >= 0])) / count


def exposure(lists: Lists, count: int) -> NDArray[np.float64]:
    """Return how much attention each of ``count`` things gets: 1 / log2(1 + rank), summed."""
    discounts = np.broadcast_to(_discounts(lists.shape[1]), lists.shape)
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


class _Hits(NamedTuple):
    """Where something relevant is listed, and how much is relevant in each row."""

    hits: NDArray[np.bool_]  # (n, k)
    counts: NDArray[np.int64]  # (n,)


def _hits(lists: Lists, relevant: Relevant) -> _Hits:
    listed = np.asarray(lists)
    if listed.ndim != 2 or listed.dtype.kind not in "iu":
        raise ShapeError(
            field="lists", row=None, value=listed.shape, expected="rows of whole numbers"
        )
    if len(listed) != len(relevant):
        raise ShapeError(
            field="relevant", row=None, value=len(relevant), expected=f"{len(listed)} sets"
        )
    _check_lists(listed)
    wanted = [_checked(row, indices) for row, indices in enumerate(relevant)]
    counts = np.array([len(indices) for indices in wanted], np.int64)
    rows = np.repeat(np.arange(len(wanted)), counts)
    flat = np.fromiter((index for indices in wanted for index in indices), np.int64, len(rows))
    listed = listed.astype(np.int64)
    numbers = np.arange(len(listed))[:, None] * _HIGHEST + listed
    return _Hits(np.isin(numbers, rows * _HIGHEST + flat) & (listed >= 0), counts)


def _check_lists(listed: NDArray[Any]) -> None:
    outside = ((listed < -1) | (listed >= _HIGHEST)).any(axis=1)
    ordered = np.sort(listed, axis=1)
    twice = ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] >= 0)).any(axis=1)
    for bad, error, expected in (
        (outside, InvalidValueError, "-1 or an index from 0"),
        (twice, DuplicateIdError, "each index once"),
    ):
        if bad.any():
            row = int(np.flatnonzero(bad)[0])
            raise error(field="lists", row=row, value=listed[row].tolist(), expected=expected)


def _checked(row: int, indices: Collection[int]) -> set[int]:
    found = set(indices)
    for index in found:
        if isinstance(index, bool) or not isinstance(index, int | np.integer):
            raise InvalidValueError(
                field="relevant", row=row, value=index, expected="a whole number"
            )
        if not 0 <= index < _HIGHEST:
            raise InvalidValueError(
                field="relevant", row=row, value=index, expected="an index from 0"
            )
    return found


def _discounts(count: int) -> NDArray[np.float64]:
    discounts: NDArray[np.float64] = 1 / np.log2(np.arange(count) + 2)
    return discounts


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if values.size else float("nan")
