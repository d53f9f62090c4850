"""Lists that spread attention, so that not everybody is shown the same five offers.

Algorithm: the equilibrium of a matching market with transferable utility and random tastes (Choo
and Siow 2006, "Who marries whom and why"), on the graph of candidate pairs, solved by iterative
proportional fitting. A student's mass is 1, an offer's its places. The expected number of matches
of a pair orders the lists (Tomita, Togashi, Hashizume and Ohsaka 2023, "Fast and
examination-agnostic reciprocal recommendation in matching markets", RecSys). Each sweep costs
O(pairs); the fit is unique, every sweep brings it nearer, and after some hundred of them what is
left of the error no longer changes an order that anybody would notice.
"""

import numpy as np
from numpy.typing import NDArray

from matcher.errors import InvalidValueError, NotFiniteError, ShapeError

_SWEEPS = 300
_CLOSE_ENOUGH = 1e-8
# Beyond it, the exponential of a surplus leaves the range of float64.
_LARGEST_EXPONENT = 1000


def equilibrium(
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    surplus: NDArray[np.float64],
    left_mass: NDArray[np.float64],
    right_mass: NDArray[np.float64],
    temperature: float,
) -> NDArray[np.float64]:
    """Return the expected number of matches of each candidate pair, in equilibrium.

    Parameters
    ----------
    rows, columns : int arrays of shape (pairs,)
    surplus : float array of shape (pairs,)
        What both sides gain together from the pair.
    left_mass, right_mass : float arrays of shapes (n,) and (m,)
        How many students, and places, there are; from 0.
    temperature : float
        Above 0; the higher, the more chance there is in what people choose.

    Returns
    -------
    float array of shape (pairs,)
        The matches of a row add up to at most its mass, those of a column likewise.

    Examples
    --------
    >>> crowded = equilibrium(
    ...     np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([1.0, 0.9, 1.0]),
    ...     np.ones(2), np.ones(2), temperature=0.5,
    ... )
    >>> bool(crowded[1] > crowded[0])  # who has a choice is led away from the crowded offer
    True
    """
    if not temperature > 0:
        raise InvalidValueError(
            field="temperature", row=None, value=temperature, expected="a number above 0"
        )
    for name, ends, mass in (("rows", rows, left_mass), ("columns", columns, right_mass)):
        _check_side(name, ends, mass)
    _check_surplus(surplus, rows, _LARGEST_EXPONENT * temperature)
    pull = np.exp(surplus / (2 * temperature))
    alone_left, alone_right = np.sqrt(left_mass), np.sqrt(right_mass)
    for _ in range(_SWEEPS):
        before = alone_left
        alone_left = _unmatched(left_mass, rows, pull * alone_right[columns])
        alone_right = _unmatched(right_mass, columns, pull * alone_left[rows])
        if np.max(np.abs(alone_left - before), initial=0.0) < _CLOSE_ENOUGH:
            break
    matches: NDArray[np.float64] = pull * alone_left[rows] * alone_right[columns]
    return matches


def _unmatched(
    mass: NDArray[np.float64], ends: NDArray[np.intp], drawn: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the root of how many stay alone: x solving x^2 + x sum(drawn) = mass."""
    half = np.bincount(ends, weights=drawn, minlength=len(mass)) / 2
    # Written so that two large, nearly equal numbers are never subtracted.
    root = np.sqrt(mass + half**2) + half
    unmatched: NDArray[np.float64] = mass / np.where(root > 0, root, 1.0)
    return unmatched


def _check_side(name: str, ends: NDArray[np.intp], mass: NDArray[np.float64]) -> None:
    bad = np.flatnonzero(~(np.isfinite(mass) & (mass >= 0)))
    if bad.size:
        row = int(bad[0])
        raise InvalidValueError(
            field=f"mass of {name}", row=row, value=float(mass[row]), expected="a number from 0"
        )
    if ends.size and not (ends.min() >= 0 and ends.max() < len(mass)):
        raise ShapeError(
            field=name, row=None, value=int(ends.max()), expected=f"indices below {len(mass)}"
        )


def _check_surplus(surplus: NDArray[np.float64], rows: NDArray[np.intp], highest: float) -> None:
    if surplus.shape != rows.shape:
        raise ShapeError(
            field="surplus", row=None, value=surplus.shape, expected="one number a pair"
        )
    bad = np.flatnonzero(~(np.isfinite(surplus) & (surplus <= highest)))
    if bad.size:
        row = int(bad[0])
        raise NotFiniteError(
            field="surplus", row=row, value=float(surplus[row]), expected=f"at most {highest}"
        )
