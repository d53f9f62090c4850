"""Checks of sparse matrices and masks; each error names the argument and the row."""

from typing import Any

import numpy as np
from scipy import sparse

from matcher.errors import InvalidValueError, NotFiniteError, ShapeError


def checked_matrix(name: str, matrix: Any) -> Any:
    """Return a CSR array of float32, non-negative and finite."""
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


def checked_mask(eligible: Any, n: int, m: int) -> Any:
    """Return a mask of shape (n, m) as it was given, dense or sparse; None for none."""
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
