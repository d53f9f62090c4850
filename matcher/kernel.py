"""Exact top-k: the best columns of every row, of a dense block or of a sparse product.

A block of rows is multiplied at a time, so memory grows with a block, not with n·m. A row's
product is summed in the same order whatever block it is in, and ties go to the lower index, so
that the result is the same to the byte for any number of threads.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.checks import check_whole
from matcher.errors import InvalidValueError, NotFiniteError, ShapeError

_BLOCK_CELLS = 1 << 21
_LONGEST = 1_000_000
_MOST_THREADS = 1024


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


def top_k(
    left: Any,
    right: Any,
    k: int,
    *,
    eligible: Any = None,
    threads: int | None = None,
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return, for every row of ``left``, the k rows of ``right`` with the highest dot product.

    Parameters
    ----------
    left, right : CSR arrays of shapes (n, d) and (m, d)
        Non-negative and finite; taken as float32.
    k : int
        At least 1.
    eligible : None, bool array or bool CSR array of shape (n, m)
        Only these pairs count; None lets every pair count.
    threads : int or None
        At least 1; None takes one a core. The result does not depend on it.

    Returns
    -------
    indices : int32 array of shape (n, k)
        Highest product first, ties by the lower index, -1 where fewer are above 0.
    scores : float32 array of shape (n, k)
        0 where the index is -1.

    Raises
    ------
    MatcherError
        Names the argument, and the row where there is one.

    Examples
    --------
    >>> left = sparse.csr_array(np.array([[1, 0], [0, 0]], dtype=np.float32))
    >>> right = sparse.csr_array(np.array([[0, 1], [2, 0], [3, 3]], dtype=np.float32))
    >>> indices, scores = top_k(left, right, 2)
    >>> indices.tolist(), scores.tolist()
    ([[2, 1], [-1, -1]], [[3.0, 2.0], [0.0, 0.0]])
    """
    left, right = _checked_matrix("left", left), _checked_matrix("right", right)
    if left.shape[1] != right.shape[1]:
        raise ShapeError(
            field="right",
            row=None,
            value=right.shape,
            expected=f"{left.shape[1]} columns, as in left",
        )
    check_whole("k", "top_k", k, 1, _LONGEST)
    if threads is not None:
        check_whole("threads", "top_k", threads, 1, _MOST_THREADS)
    mask = _checked_mask(eligible, left.shape[0], right.shape[0])
    transposed = sparse.csr_array(right.T)

    def solve(rows: NDArray[np.intp]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        return _block_top_k(left, transposed, mask, rows, k)

    blocks = list(row_blocks(left.shape[0], right.shape[0]))
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        solved = list(pool.map(solve, blocks))
    if not solved:
        return np.empty((0, k), np.int32), np.empty((0, k), np.float32)
    indices, scores = zip(*solved, strict=True)
    return np.concatenate(indices), np.concatenate(scores)


def _block_top_k(
    left: Any, transposed: Any, mask: Any, rows: NDArray[np.intp], k: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    products = (left[rows] @ transposed).toarray()
    if mask is not None:
        block = mask[rows]
        products[~(block.toarray() if sparse.issparse(block) else block)] = 0
    indices = best_per_row(products, k)
    if products.shape[1] == 0:
        return indices, np.zeros(indices.shape, np.float32)
    scores = np.take_along_axis(products, np.maximum(indices, 0), axis=1)
    return indices, np.where(indices >= 0, scores, 0).astype(np.float32)


def _checked_matrix(name: str, matrix: Any) -> Any:
    if not sparse.issparse(matrix) or matrix.ndim != 2:
        raise ShapeError(
            field=name,
            row=None,
            value=type(matrix).__name__,
            expected="a CSR array of two dimensions",
        )
    checked = sparse.csr_array(matrix, dtype=np.float32)
    # Duplicate entries mean their sum: they are added up once, in a copy, in a fixed order.
    if not checked.has_canonical_format:
        checked = checked.copy()
        checked.sum_duplicates()
    for bad, error, expected in (
        (~np.isfinite(checked.data), NotFiniteError, "finite numbers"),
        (checked.data < 0, InvalidValueError, "numbers from 0"),
    ):
        if bad.any():
            place = int(np.flatnonzero(bad)[0])
            row = int(np.searchsorted(checked.indptr, place, side="right")) - 1
            raise error(field=name, row=row, value=float(checked.data[place]), expected=expected)
    return checked


def _checked_mask(eligible: Any, n: int, m: int) -> Any:
    if eligible is None:
        return None
    mask = sparse.csr_array(eligible) if sparse.issparse(eligible) else np.asarray(eligible)
    if mask.shape != (n, m):
        raise ShapeError(
            field="eligible", row=None, value=mask.shape, expected=f"the shape ({n}, {m})"
        )
    if mask.dtype != np.bool_:
        raise InvalidValueError(
            field="eligible", row=None, value=str(mask.dtype), expected="True and False"
        )
    return mask
