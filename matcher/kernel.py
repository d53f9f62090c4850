"""Exact top-k of a sparse product, under a mask.

Algorithm: a row of ``left`` at a time is multiplied into one dense row of sums (Gustavson 1978,
"Two fast algorithms for sparse matrices"), whose best are kept in a heap; groups of sums, and
groups of those, without one among the best are passed over at once. Where few pairs of a row are
eligible, those are multiplied alone. Time O(products + n·m/8 + hits·log k), memory O(m) a thread
beyond the output.
Products are summed in the order of the terms whichever way is taken, and ties go to the lower
index, so that the result is the same to the byte for any number of threads.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.checks import check_whole
from matcher.compiled import compiled, inner
from matcher.errors import ShapeError
from matcher.heaps import reached_by, sort_best_first, take_in
from matcher.matrices import checked_mask, checked_matrix
from matcher.parts import in_parts

_LONGEST = 1_000_000
_MOST_THREADS = 1024
# So many sums make a group that is passed over where its highest is not among the best, and so many
# groups a group of groups.
_GROUP = 8


class Sparse(NamedTuple):
    """A CSR matrix as compiled loops take it; a place that cannot be negative is found faster."""

    starts: NDArray[np.int64]
    columns: NDArray[np.uint32]
    values: NDArray[np.float32]


class Postings(NamedTuple):
    """For each term the rows that have it, and its values there."""

    starts: NDArray[np.int64]
    rows: NDArray[np.uint32]
    values: NDArray[np.float32]


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
    left, right = checked_matrix("left", left), checked_matrix("right", right)
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
    n, m = left.shape[0], right.shape[0]
    mask = checked_mask(eligible, n, m)
    indices, scores = np.full((n, k), -1, np.int32), np.zeros((n, k), np.float32)
    if not (n and m):
        return indices, scores
    rows, columns = as_sparse(left), as_sparse(right)
    turned = postings_of(right)
    dense, listed = _mask_arrays(mask)

    def solve(first: int, last: int) -> None:
        _solve(rows, columns, turned, dense, *listed, first, last, indices, scores)

    in_parts(n, threads, solve)
    return indices, scores


def as_sparse(matrix: Any) -> Sparse:
    """Return a CSR array as compiled loops take it, sharing memory where it can."""
    return Sparse(
        matrix.indptr.astype(np.int64, copy=False),
        matrix.indices.astype(np.int32, copy=False).view(np.uint32),
        matrix.data.astype(np.float32, copy=False),
    )


def postings_of(matrix: Any) -> Postings:
    """Return the rows of a CSR array by term."""
    turned = sparse.csr_array(matrix.T)
    return Postings(
        turned.indptr.astype(np.int64),
        turned.indices.astype(np.int32, copy=False).view(np.uint32),
        turned.data.astype(np.float32, copy=False),
    )


def _mask_arrays(
    mask: Any,
) -> tuple[NDArray[np.bool_], tuple[NDArray[np.int64], NDArray[np.int32], bool]]:
    """Return a mask as a dense array and as a list; an empty one where it has the other form."""
    if sparse.issparse(mask):
        listed = mask.indptr.astype(np.int64), mask.indices.astype(np.int32), True
        return np.empty((0, 0), np.bool_), listed
    nothing = np.empty(0, np.int64), np.empty(0, np.int32), False
    return np.empty((0, 0), np.bool_) if mask is None else mask, nothing


@compiled
def _solve(
    left: Sparse,
    right: Sparse,
    turned: Postings,
    dense: NDArray[np.bool_],
    mask_starts: NDArray[np.int64],
    mask_columns: NDArray[np.int32],
    is_listed: bool,
    first: int,
    last: int,
    indices: NDArray[np.int32],
    scores: NDArray[np.float32],
) -> None:
    m = len(right.starts) - 1
    tops = np.zeros(-(-m // _GROUP**2), np.int32)
    middle = np.zeros(len(tops) * _GROUP, np.int32)
    sums = np.zeros(len(middle) * _GROUP, np.float32)
    bits = sums.view(np.int32)
    query = np.zeros(len(turned.starts) - 1, np.float32)
    touched = np.zeros(1, np.uint64)
    for row in range(first, last):
        own, best = scores[row], indices[row]
        size = 0
        if is_listed:
            chosen = mask_columns[mask_starts[row] : mask_starts[row + 1]]
            size = _best_of_listed(left, right, turned, row, chosen, sums, query, own, best)
        else:
            touched[0] += _touch(left, turned, row)
            _multiply(left, turned, row, sums)
            if len(dense):
                allowed = dense[row]
                for column in range(np.uint64(m)):
                    sums[column] = sums[column] if allowed[column] else np.float32(0.0)
            size = _best_of_all(sums, bits, middle, tops, own, best)
            sums[:] = 0.0
        sort_best_first(own, best, size)


@inner
def _touch(left: Sparse, turned: Postings, row: int) -> np.uint64:
    """Look at where each list begins, so that all are on their way from memory together.

    Return a number that means nothing, for what was only looked at not to be left out.
    """
    last, touched = len(turned.rows) - 1, np.uint64(0)
    if last < 0:
        return touched
    for place in range(left.starts[row], left.starts[row + 1]):
        begin = np.uint64(min(last, turned.starts[left.columns[place]]))
        touched += np.uint64(turned.rows[begin]) + np.uint64(turned.values[begin] > 0)
    return touched


@inner
def _multiply(left: Sparse, turned: Postings, row: int, sums: NDArray[np.float32]) -> None:
    for place in range(left.starts[row], left.starts[row + 1]):
        value, term = left.values[place], left.columns[place]
        for other in range(np.uint64(turned.starts[term]), np.uint64(turned.starts[term + 1])):
            sums[turned.rows[other]] += value * turned.values[other]


@inner
def _set_highest(values: NDArray[np.int32], tops: NDArray[np.int32]) -> None:
    """Write the highest of each group: group g is every value g, g + groups and so on."""
    # Numbers that cannot be negative are found without a look whether they are, many at once.
    groups = np.uint64(len(tops))
    for group in range(groups):
        top = values[group]
        for turn in range(np.uint64(1), np.uint64(_GROUP)):
            value = values[group + turn * groups]
            top = value if value > top else top
        tops[group] = top


@inner
def _best_of_all(
    sums: NDArray[np.float32],
    bits: NDArray[np.int32],
    middle: NDArray[np.int32],
    tops: NDArray[np.int32],
    own: NDArray[np.float32],
    best: NDArray[np.int32],
) -> int:
    # Numbers from 0 are in the order of their bits, and whole numbers compare faster.
    _set_highest(bits, middle)
    _set_highest(middle, tops)
    least = reached_by(tops, len(own), 1)
    groups, of_groups = np.uint64(len(middle)), np.uint64(len(tops))
    size = 0
    for top in range(of_groups):
        if tops[top] < least:
            continue
        for group in range(top, groups, of_groups):
            if middle[group] < least:
                continue
            for column in range(group, np.uint64(len(sums)), groups):
                if bits[column] >= least:
                    size = take_in(own, best, size, sums[column], np.int64(column))
    return size


@inner
def _best_of_listed(
    left: Sparse,
    right: Sparse,
    turned: Postings,
    row: int,
    chosen: NDArray[np.int32],
    sums: NDArray[np.float32],
    query: NDArray[np.float32],
    own: NDArray[np.float32],
    best: NDArray[np.int32],
) -> int:
    products, wanted = 0, 0
    for place in range(left.starts[row], left.starts[row + 1]):
        products += turned.starts[left.columns[place] + 1] - turned.starts[left.columns[place]]
    for column in chosen:
        wanted += right.starts[column + 1] - right.starts[column]
    size = 0
    if products <= wanted:
        _multiply(left, turned, row, sums)
        for column in chosen:
            if sums[column] > 0:
                size = take_in(own, best, size, sums[column], column)
        sums[:] = 0.0
        return size
    _lay(left, row, query, np.float32(1.0))
    for column in chosen:
        total = _product(query, right, column)
        if total > 0:
            size = take_in(own, best, size, total, column)
    _lay(left, row, query, np.float32(0.0))
    return size


@inner
def _lay(left: Sparse, row: int, query: NDArray[np.float32], times: np.float32) -> None:
    """Lay a row out, or take it away, times 0."""
    for place in range(left.starts[row], left.starts[row + 1]):
        query[left.columns[place]] = times * left.values[place]


@inner
def _product(query: NDArray[np.float32], right: Sparse, column: int) -> Any:
    """Return the sum of the terms in common, in order: adding what is 0 changes nothing."""
    total = np.float32(0.0)
    for place in range(right.starts[column], right.starts[column + 1]):
        total += query[right.columns[place]] * right.values[place]
    return total
