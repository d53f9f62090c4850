"""Sparse rows as compiled loops take them, and what two of them have in common.

The columns of a row ascend, so two rows are walked side by side: O(entries of both), and the sum
is always taken in the same order.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.compiled import inlined


class Rows(NamedTuple):
    """A CSR matrix; the columns of a row ascend."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    values: NDArray[np.float64]
    width: int  # how many columns there are


class Asked(NamedTuple):
    """What offers ask for: concepts with the level, and the share of all that it is."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    levels: NDArray[np.float64]
    shares: NDArray[np.float64]


def as_rows(matrix: Any) -> Rows:
    """Return a CSR array as compiled loops take it, sharing memory where it can."""
    if not matrix.has_sorted_indices:
        matrix = matrix.sorted_indices()
    return Rows(
        matrix.indptr.astype(np.int64, copy=False),
        matrix.indices.astype(np.int32, copy=False),
        matrix.data.astype(np.float64, copy=False),
        int(matrix.shape[1]),
    )


def as_listed(values: dict[tuple[int, int], float], shape: tuple[int, int]) -> Rows:
    """Return values by row and column as sparse rows."""
    places = np.array(list(values), np.int64).reshape(len(values), 2)
    given = np.array(list(values.values()), np.float64)
    return as_rows(sparse.csr_array((given, (places[:, 0], places[:, 1])), shape=shape))


def rows_of(rows: Rows, first: int, last: int) -> Rows:
    """Return some of the rows, sharing memory."""
    return rows._replace(starts=rows.starts[first : last + 1])


def as_row(values: dict[int, float], width: int) -> Rows:
    """Return values by column as one sparse row."""
    columns = sorted(values)
    given = np.array([values[column] for column in columns], np.float64)
    return Rows(np.array([0, len(columns)]), np.array(columns, np.int32), given, width)


def as_column(values: dict[int, float], count: int) -> Rows:
    """Return values by row as rows of one column."""
    rows = sorted(values)
    given = np.array([values[row] for row in rows], np.float64)
    starts = np.searchsorted(np.array(rows, np.int64), np.arange(count + 1))
    return Rows(starts.astype(np.int64), np.zeros(len(rows), np.int32), given, 1)


def as_asked(by_level: tuple[Any, ...]) -> Asked:
    """Return one matrix a level as one list an offer, by concept."""
    parts = [matrix.tocoo() for matrix in by_level]
    rows, columns, shares = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("row", "col", "data")
    )
    levels = np.repeat(np.arange(1.0, len(parts) + 1), [part.nnz for part in parts])
    order = np.lexsort((levels, columns, rows))
    counts = np.bincount(rows, minlength=by_level[0].shape[0])
    return Asked(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        columns[order].astype(np.int32),
        levels[order],
        shares[order].astype(np.float64),
    )


@inlined
def has_any(rows: Rows, row: int) -> bool:
    """Return whether a row has an entry."""
    return bool(rows.starts[row + 1] > rows.starts[row])


@inlined
def dot(left: Rows, row: int, right: Rows, column: int) -> float:
    """Return the product of a row of either."""
    here, end = left.starts[row], left.starts[row + 1]
    there, limit = right.starts[column], right.starts[column + 1]
    total = 0.0
    while here < end and there < limit:
        one, other = left.columns[here], right.columns[there]
        if one == other:
            total += left.values[here] * right.values[there]
        here += one <= other
        there += other <= one
    return total


@inlined
def value_at(rows: Rows, row: int, column: int) -> float:
    """Return one value of a row, 0 where there is none."""
    value = 0.0
    for place in range(rows.starts[row], rows.starts[row + 1]):
        if rows.columns[place] == column:
            value = rows.values[place]
    return value


@inlined
def lay(rows: Rows, row: int, dense: NDArray[np.float32]) -> None:
    """Lay a row out, so that others are multiplied with it without a search."""
    for place in range(rows.starts[row], rows.starts[row + 1]):
        dense[np.uint32(rows.columns[place])] = rows.values[place]


@inlined
def take_away(rows: Rows, row: int, dense: NDArray[np.float32]) -> None:
    """Set back what was laid out."""
    for place in range(rows.starts[row], rows.starts[row + 1]):
        dense[np.uint32(rows.columns[place])] = 0.0


@inlined
def dot_laid(dense: NDArray[np.float32], right: Rows, column: int) -> Any:
    """Return the product of a row that is laid out with another; adding what is 0 is no change."""
    total = np.float32(0.0)
    for place in range(right.starts[column], right.starts[column + 1]):
        total += dense[np.uint32(right.columns[place])] * np.float32(right.values[place])
    return total


@inlined
def coverage(levels: NDArray[np.float32], asked: Asked, column: int) -> Any:
    """Return the share of what is asked that somebody has, half known counting half.

    ``levels`` are somebody's, laid out.
    """
    covered = np.float32(0.0)
    for place in range(asked.starts[column], asked.starts[column + 1]):
        level = levels[np.uint32(asked.columns[place])]
        covered += share_met(level, asked.levels[place]) * np.float32(asked.shares[place])
    return covered


@inlined
def share_met(level: Any, asked: float) -> Any:
    """Return the share of a level that is reached, in float32."""
    return min(np.float32(1.0), level * np.float32(1.0 / asked))
