"""Logistic regression with a Gaussian prior: the most likely weights, and what speaks for a prior.

The prior is given as a middle and a root: weights = middle + root @ units, and the units are
standard normal. Directions that the root does not span cannot change, however many decisions there
are; a root without columns leaves the middle as it is.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, log_expit

Floats = NDArray[np.float64]

_STEPS = 50
_SMALLEST_STEP = 1e-4
_CLOSE_ENOUGH = 1e-9


@dataclass(frozen=True)
class Posterior:
    """What decisions say, seen from one prior.

    Attributes
    ----------
    weights : float array of shape (columns,)
        The most likely ones.
    log_evidence : float
        The logarithm of how likely the decisions are, all weights of the prior considered, by
        Laplace's approximation.
    """

    weights: Floats
    log_evidence: float


def fit_posterior(
    design: Floats, yes: NDArray[np.bool_], middle: Floats, root: Floats, power: Floats
) -> Posterior:
    """Return the most likely weights and the evidence of one prior.

    Algorithm: Newton's method with halved steps on a strictly concave function, so it finds the one
    maximum from wherever it starts. O(steps x decisions x units^2).

    Parameters
    ----------
    design : float array of shape (decisions, columns)
    yes : bool array of shape (decisions,)
    middle : float array of shape (columns,)
    root : float array of shape (columns, units)
    power : float array of shape (decisions,)
        How much of an independent decision each one is, above 0 and at most 1.

    References
    ----------
    MacKay 1992, "The evidence framework applied to classification networks"; Tierney and Kadane
    1986, "Accurate approximations for posterior moments and marginal densities", for Laplace's
    approximation; Grünwald 2012, "The safe Bayesian", for the power.
    """
    plain, moves = design @ middle, design @ root
    signs = np.where(yes, 1.0, -1.0)
    units = np.zeros(root.shape[1])

    def likely(at: Floats) -> float:
        return float(power @ log_expit(signs * (plain + moves @ at)) - at @ at / 2)

    best = likely(units)
    for _ in range(_STEPS):
        shares = expit(plain + moves @ units)
        slope = moves.T @ (power * (yes - shares)) - units
        step = np.linalg.solve(_bend(moves, shares, power), slope)
        size = 1.0
        while (found := likely(units + size * step)) < best and size > _SMALLEST_STEP:
            size /= 2
        if found - best < _CLOSE_ENOUGH:
            break
        units, best = units + size * step, found
    bend = _bend(moves, expit(plain + moves @ units), power)
    log_volume = float(np.linalg.slogdet(bend)[1])
    return Posterior(middle + root @ units, best - log_volume / 2)


def _bend(moves: Floats, shares: Floats, power: Floats) -> Floats:
    """Return how strongly the function bends: the precision of the units."""
    weighed = moves * (power * shares * (1 - shares))[:, None]
    bend: Floats = weighed.T @ moves + np.eye(moves.shape[1])
    return bend
