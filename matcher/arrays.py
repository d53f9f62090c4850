"""Checks of arrays, each raising an error that names the argument and the row."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matcher.errors import InvalidValueError, NotFiniteError, ShapeError

Ints = NDArray[np.int64]

# Sums of weights stay exact in float64 below this.
_EXACT = 2**53


def checked_candidates(
    name: str, candidates: ArrayLike, capacities: ArrayLike
) -> tuple[Ints, Ints]:
    """Return offers by student and places by offer, as int64 arrays known to be sound."""
    places = _whole_numbers("capacities", capacities, 1)
    negative = np.flatnonzero(places < 0)
    if negative.size:
        row = int(negative[0])
        raise InvalidValueError(
            field="capacities", row=row, value=int(places[row]), expected="a whole number from 0"
        )
    offers = _whole_numbers(name, candidates, 2)
    for row, given in enumerate(offers):
        chosen = given[given >= 0]
        if given.min(initial=-1) < -1 or given.max(initial=-1) >= len(places):
            expected = f"-1 or an offer below {len(places)}"
            raise InvalidValueError(field=name, row=row, value=given.tolist(), expected=expected)
        if len(np.unique(chosen)) < len(chosen):
            raise InvalidValueError(
                field=name, row=row, value=given.tolist(), expected="each offer once"
            )
        if (given[: len(chosen)] < 0).any():
            raise InvalidValueError(
                field=name, row=row, value=given.tolist(), expected="-1 at the end only"
            )
    return offers, places


def checked_weights(weights: ArrayLike, candidates: Ints) -> Ints:
    """Return weights as an int64 array known to be sound."""
    values = _whole_numbers("weights", weights, 2)
    if values.shape != candidates.shape:
        raise ShapeError(
            field="weights", row=None, value=values.shape, expected=f"the shape {candidates.shape}"
        )
    most = _EXACT // max(1, len(candidates)) - 1
    bad = (candidates >= 0) & ((values < 1) | (values > most))
    if bad.any():
        row = int(np.flatnonzero(bad.any(axis=1))[0])
        raise InvalidValueError(
            field="weights",
            row=row,
            value=values[row].tolist(),
            expected=f"numbers from 1 to {most}",
        )
    return np.where(candidates >= 0, values, 1)


def checked_utilities(utilities: ArrayLike, preferences: Ints) -> NDArray[np.float64]:
    """Return utilities as a float64 array known to be sound."""
    try:
        values = np.asarray(utilities, dtype=np.float64)
    except (TypeError, ValueError):
        raise ShapeError(
            field="utilities", row=None, value=utilities, expected="rows of numbers"
        ) from None
    if values.size == preferences.size == 0:
        return np.zeros(preferences.shape)
    if values.shape != preferences.shape:
        raise ShapeError(
            field="utilities",
            row=None,
            value=values.shape,
            expected=f"the shape {preferences.shape}",
        )
    bad = (preferences >= 0) & ~np.isfinite(values)
    if bad.any():
        row = int(np.flatnonzero(bad.any(axis=1))[0])
        raise NotFiniteError(
            field="utilities", row=row, value=values[row].tolist(), expected="finite numbers"
        )
    return values


def _whole_numbers(name: str, values: ArrayLike, dimensions: int) -> Ints:
    try:
        numbers = np.asarray(values)
    except ValueError:
        raise ShapeError(
            field=name, row=None, value=values, expected="rows of one length"
        ) from None
    if numbers.size == 0 and numbers.ndim <= dimensions:
        shape = numbers.shape + (0,) * (dimensions - numbers.ndim)
        return np.zeros(shape, np.int64)
    if numbers.ndim != dimensions:
        raise ShapeError(
            field=name, row=None, value=numbers.shape, expected=f"{dimensions} dimensions"
        )
    if numbers.dtype.kind not in "iu":
        raise InvalidValueError(
            field=name, row=None, value=str(numbers.dtype), expected="whole numbers"
        )
    return numbers.astype(np.int64)
