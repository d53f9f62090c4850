"""The best of every row of a dense array, a block of rows at a time."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK_CELLS = 1 << 21


def best_per_row(scores: NDArray[Any], k: int) -> NDArray[np.int32]:
    """Return the columns of the k highest positive scores of each row.

    Parameters
    ----------
    scores : array of shape (n, m)
        Without nan.
    k : int
        At least 1.

    Returns
    -------
    int32 array of shape (n, k)
        Highest first, ties by the lower column; -1 where a row has fewer positive scores.

    Examples
    --------
    >>> best_per_row(np.array([[0.5, 0.0, 0.5, 0.9], [0.0, 0.0, 0.0, 0.1]]), 2)
    array([[ 3,  0],
           [ 3, -1]], dtype=int32)
    """
    n, m = scores.shape
    best = np.full((n, k), -1, dtype=np.int32)
    width = min(k, m)
    if n == 0 or width == 0:
        return best
    columns = _chosen_columns(scores, width)
    chosen = np.take_along_axis(scores, columns, axis=1)
    # The columns ascend, and a stable sort keeps them so within a tie.
    order = np.argsort(-chosen, axis=1, kind="stable")
    columns = np.take_along_axis(columns, order, axis=1)
    positive = np.take_along_axis(chosen, order, axis=1) > 0
    best[:, :width] = np.where(positive, columns, -1)
    return best


def _chosen_columns(scores: NDArray[Any], width: int) -> NDArray[np.intp]:
    """Return the columns of each row's best scores, ascending: exactly ``width`` of them."""
    n, m = scores.shape
    if width == m:
        return np.broadcast_to(np.arange(m), (n, m))
    threshold = np.partition(scores, m - width, axis=1)[:, m - width, None]
    above = scores > threshold
    level = scores == threshold
    room = width - above.sum(axis=1, keepdims=True)
    chosen = above | (level & (np.cumsum(level, axis=1) <= room))
    return np.nonzero(chosen)[1].reshape(n, width)


def row_blocks(n: int, m: int) -> Iterator[NDArray[np.intp]]:
    """Yield the rows of an (n, m) array in blocks of bounded size."""
    size = max(1, _BLOCK_CELLS // max(1, m))
    for start in range(0, n, size):
        yield np.arange(start, min(n, start + size))
