"""Checks of arrays, each raising an error that names the argument and the row."""

import numpy as np
from numpy.typing import ArrayLike

from matcher.choices import Floats, Ints
from matcher.compiled import compiled
from matcher.errors import InvalidValueError, NotFiniteError, ShapeError

_LARGEST = 2**63 - 1


def checked_candidates(
    name: str, candidates: ArrayLike, capacities: ArrayLike
) -> tuple[Ints, Ints]:
    """Return offers by student and places by offer, as int64 arrays known to be sound.

    Raises
    ------
    MatcherError
        Names the argument and the row.
    """
    places = _whole_numbers("capacities", capacities, 1)
    negative = np.flatnonzero(places < 0)
    if negative.size:
        row = int(negative[0])
        raise InvalidValueError(
            field="capacities", row=row, value=int(places[row]), expected="a whole number from 0"
        )
    offers = _whole_numbers(name, candidates, 2)
    row, flaw = _first_flaw(offers, len(places))
    if row >= 0:
        expected = (f"-1 or an offer below {len(places)}", "each offer once", "-1 at the end only")
        raise InvalidValueError(
            field=name, row=row, value=offers[row].tolist(), expected=expected[flaw]
        )
    return offers, places


@compiled
def _first_flaw(offers: Ints, count: int) -> tuple[int, int]:
    """Return the first row that is not sound, and why: out of range, twice, after padding."""
    seen_in = np.full(count, -1, np.int64)
    for row in range(offers.shape[0]):
        is_over = False
        for offer in offers[row]:
            if offer < -1 or offer >= count:
                return row, 0
            if offer < 0:
                is_over = True
            elif seen_in[offer] == row:
                return row, 1
            elif is_over:
                return row, 2
            else:
                seen_in[offer] = row
    return -1, 0


def checked_weights(weights: ArrayLike, candidates: Ints, most: int) -> Ints:
    """Return weights from 1 to ``most`` as an int64 array known to be sound, but for padding.

    Raises
    ------
    MatcherError
        Names the row.
    """
    values = _whole_numbers("weights", weights, 2)
    if values.shape != candidates.shape:
        raise ShapeError(
            field="weights", row=None, value=values.shape, expected=f"the shape {candidates.shape}"
        )
    bad = (candidates >= 0) & ((values < 1) | (values > most))
    if bad.any():
        row = int(np.flatnonzero(bad.any(axis=1))[0])
        raise InvalidValueError(
            field="weights",
            row=row,
            value=values[row].tolist(),
            expected=f"numbers from 1 to {most}",
        )
    return values


def checked_utilities(utilities: ArrayLike, preferences: Ints) -> Floats:
    """Return utilities as a float64 array known to be sound, but for padding.

    Raises
    ------
    MatcherError
        Names the row.
    """
    try:
        values = np.ascontiguousarray(utilities, dtype=np.float64)
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
    bad = ~np.isfinite(values)
    if bad.any() and (bad & (preferences >= 0)).any():
        row = int(np.flatnonzero((bad & (preferences >= 0)).any(axis=1))[0])
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
    if numbers.dtype.kind == "u" and numbers.max() > _LARGEST:
        row = int(np.argmax(numbers)) // numbers[0].size
        raise InvalidValueError(
            field=name, row=row, value=int(numbers.max()), expected=f"at most {_LARGEST}"
        )
    return np.ascontiguousarray(numbers, dtype=np.int64)
