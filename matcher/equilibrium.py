"""The equilibrium of a market where both sides choose: who would meet whom, and how often.

Algorithm: matching with transferable utility and random tastes (Choo and Siow 2006, "Who marries
whom and why") on the graph of candidate pairs, solved by iterative proportional fitting (Galichon
and Salanié 2022, "Cupid's invisible hand"). A sweep costs O(pairs), memory is O(pairs).

Guarantee: the fit is unique, and every sweep brings it nearer. It ends when all masses add up to
within a millionth, or after so many sweeps as are allowed, and says by how much they do not. Sums
are taken in one order, so that the same pairs give the same bytes.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.choices import Floats
from matcher.compiled import compiled
from matcher.errors import InvalidValueError, NotFiniteError, ShapeError

Indices = NDArray[np.intp]

# Beyond it, sums of squares of the exponential of a surplus leave the range of float64.
LARGEST_EXPONENT = 300
_CLOSE_ENOUGH = 1e-6


class Equilibrium(NamedTuple):
    """Who meets whom, as often as both sides' prospects allow.

    Attributes
    ----------
    matches : float64 array of shape (pairs,)
        The expected number of matches of each pair; those of a row add up to at most its mass,
        and so do those of a column.
    residual : float
        By how much the matches of a row, with those who stay alone, miss its mass at most.
    sweeps : int
        How many it took.
    """

    matches: Floats
    residual: float
    sweeps: int


def equilibrium(
    rows: Indices,
    columns: Indices,
    surplus: Floats,
    left_mass: Floats,
    right_mass: Floats,
    temperature: float,
    *,
    most: int = 1000,
) -> Equilibrium:
    """Return the expected number of matches of each candidate pair, in equilibrium.

    Parameters
    ----------
    rows, columns : int arrays of shape (pairs,)
        In any order, though ascending rows are faster.
    surplus : float array of shape (pairs,)
        What both sides gain together from the pair, above staying alone.
    left_mass, right_mass : float arrays of shapes (n,) and (m,)
        How many students, and places, there are; from 0.
    temperature : float
        Above 0; the higher, the more chance there is in what people choose.
    most : int
        How many sweeps at most: where nearly nobody stays alone, the last digits take very many,
        and do not change an order that anybody would notice.

    Raises
    ------
    MatcherError
        Names the argument and the row.

    Examples
    --------
    >>> one = equilibrium(np.array([0]), np.array([0]), np.zeros(1), np.ones(1), np.ones(1), 1.0)
    >>> round(float(one.matches[0]), 3)  # matches^2 = alone x alone
    0.5
    """
    if not temperature > 0:
        raise InvalidValueError(
            field="temperature", row=None, value=temperature, expected="a number above 0"
        )
    for name, ends, mass in (("rows", rows, left_mass), ("columns", columns, right_mass)):
        _check_side(name, ends, mass)
    _check_surplus(surplus, rows, 2 * LARGEST_EXPONENT * temperature)
    order = np.argsort(rows, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(left_mass)))])
    pull = np.exp(surplus / (2 * temperature))
    alone_left, alone_right = np.sqrt(left_mass), np.sqrt(right_mass)
    sweeps, residual = _fit(
        starts,
        columns[order].astype(np.int32),
        pull[order],
        left_mass.astype(np.float64),
        right_mass.astype(np.float64),
        alone_left,
        alone_right,
        most,
    )
    return Equilibrium(pull * alone_left[rows] * alone_right[columns], residual, sweeps)


@compiled
def _fit(
    starts: NDArray[np.int64],
    columns: NDArray[np.int32],
    pull: Floats,
    left_mass: Floats,
    right_mass: Floats,
    alone_left: Floats,
    alone_right: Floats,
    most: int,
) -> tuple[int, float]:
    """Fit the roots of how many stay alone, in place; return the sweeps and what is left to fit.

    One side after the other is set to x solving x^2 + x sum(pull x other) = mass, written so that
    two large, nearly equal numbers are never subtracted.
    """
    drawn = np.empty(len(right_mass))
    sweeps, residual = 0, np.inf
    while sweeps < most and residual > _CLOSE_ENOUGH:
        sweeps += 1
        residual = 0.0
        # With both sides scaled against each other, no match changes, and as many matches are
        # missing on the left as on the right. Where few stay alone, sweeps would take long to it.
        left, right = np.sum(alone_left**2), np.sum(alone_right**2)
        more = np.sum(left_mass) - np.sum(right_mass)
        root = np.sqrt(more * more + 4 * left * right)
        if left > 0 and right > 0:
            scale = np.sqrt((root + more) / (2 * left) if more > 0 else 2 * right / (root - more))
            alone_left *= scale
            alone_right /= scale
        drawn[:] = 0
        for row in range(len(left_mass)):
            half = 0.0
            for pair in range(starts[row], starts[row + 1]):
                half += pull[pair] * alone_right[columns[pair]] / 2
            alone, mass = alone_left[row], left_mass[row]
            residual = max(residual, abs(alone * (alone + 2 * half) - mass))
            alone = mass / (np.sqrt(mass + half * half) + half) if mass > 0 else 0.0
            alone_left[row] = alone
            for pair in range(starts[row], starts[row + 1]):
                drawn[columns[pair]] += pull[pair] * alone
        for column in range(len(right_mass)):
            half, mass = drawn[column] / 2, right_mass[column]
            if mass > 0:
                alone_right[column] = mass / (np.sqrt(mass + half * half) + half)
    return sweeps, residual


def _check_side(name: str, ends: Indices, mass: Floats) -> None:
    bad = np.flatnonzero(~(np.isfinite(mass) & (mass >= 0)))
    if bad.size:
        row = int(bad[0])
        raise InvalidValueError(
            field=f"mass of {name}", row=row, value=float(mass[row]), expected="a number from 0"
        )
    outside = np.flatnonzero((ends < 0) | (ends >= len(mass)))
    if outside.size:
        row = int(outside[0])
        raise ShapeError(
            field=name, row=row, value=int(ends[row]), expected=f"an index below {len(mass)}"
        )


def _check_surplus(surplus: Floats, rows: Indices, highest: float) -> None:
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
