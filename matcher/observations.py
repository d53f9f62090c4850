"""Checks of parallel columns: what was said beforehand, what happened, and to whom.

Each gives the column back as an array known to be sound, or raises an error that names the column
and the row.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matcher.errors import InvalidValueError, NotFiniteError, ShapeError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def checked_numbers(field: str, values: ArrayLike) -> Floats:
    """Return finite numbers, float64 of shape (rows,)."""
    try:
        numbers = np.asarray(values, np.float64)
    except (TypeError, ValueError):
        raise InvalidValueError(
            field=field, row=None, value=values, expected="a column of numbers"
        ) from None
    if numbers.ndim != 1:
        raise ShapeError(field=field, row=None, value=numbers.shape, expected="one number a row")
    bad = np.flatnonzero(~np.isfinite(numbers))
    if bad.size:
        row = int(bad[0])
        raise NotFiniteError(
            field=field, row=row, value=float(numbers[row]), expected="a finite number"
        )
    return numbers


def checked_shares(field: str, values: ArrayLike) -> Floats:
    """Return probabilities, from 0 to 1, of shape (rows,)."""
    shares = checked_numbers(field, values)
    bad = np.flatnonzero((shares < 0) | (shares > 1))
    if bad.size:
        row = int(bad[0])
        raise InvalidValueError(
            field=field, row=row, value=float(shares[row]), expected="a number from 0 to 1"
        )
    return shares


def checked_flags(field: str, values: ArrayLike, rows: int) -> Flags:
    """Return yes and no of so many rows; 0 and 1 are taken for them."""
    numbers = checked_numbers(field, values)
    if len(numbers) != rows:
        raise ShapeError(field=field, row=None, value=len(numbers), expected=f"{rows} rows")
    bad = np.flatnonzero((numbers != 0) & (numbers != 1))
    if bad.size:
        row = int(bad[0])
        raise InvalidValueError(
            field=field, row=row, value=float(numbers[row]), expected="True or False"
        )
    return numbers.astype(bool)


def checked_labels(field: str, values: Sequence[str], rows: int) -> list[str]:
    """Return the labels of so many rows."""
    if isinstance(values, str) or not isinstance(values, Sequence | np.ndarray):
        raise InvalidValueError(field=field, row=None, value=values, expected="a list of texts")
    if len(values) != rows:
        raise ShapeError(field=field, row=None, value=len(values), expected=f"{rows} rows")
    for row, label in enumerate(values):
        if not isinstance(label, str):
            raise InvalidValueError(field=field, row=row, value=label, expected="a text")
    return [str(label) for label in values]
