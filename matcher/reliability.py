"""Whether probabilities mean what they say, and tell a yes from a no.

Each measure takes what was said beforehand (``said``, of shape (rows,)) and what came of it
(``yes``, of the same shape). The binning of the calibration error is stated with it: as many rows
in each bin as in the others, in the order of ``said``, and rows that say the same in one bin; or
bins of one width from 0 to 1. All are O(n log n), and nan where there is nothing to measure.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matcher.checks import check_whole
from matcher.errors import InvalidValueError
from matcher.observations import checked_flags, checked_numbers, checked_shares

Floats = NDArray[np.float64]
Binning = Literal["mass", "width"]


@dataclass(frozen=True)
class ReliabilityCurve:
    """What was said and what came of it, bin by bin, as arrays of shape (bins,).

    Attributes
    ----------
    said : float array
        The mean of what was said in each bin, rising.
    came : float array
        The share of yes there.
    count : int array
        How many rows there are, at least one.
    """

    said: Floats
    came: Floats
    count: NDArray[np.int64]

    @property
    def error(self) -> float:
        """The mean distance between said and came, weighed by rows; nan without rows."""
        rows = int(self.count.sum())
        return float(self.count @ np.abs(self.said - self.came)) / rows if rows else float("nan")


def auc(said: ArrayLike, yes: ArrayLike) -> float:
    """Return how often a yes was rated above a no, ties counting half: the area under the ROC.

    Parameters
    ----------
    said : float array of shape (rows,)
        Any finite numbers: probabilities, log-odds or scores give the same.
    yes : bool array of shape (rows,)

    Returns
    -------
    float
        From 0 to 1, .5 for chance; nan unless there are both a yes and a no.

    Raises
    ------
    MatcherError

    References
    ----------
    Hanley and McNeil 1982, "The meaning and use of the area under a ROC curve".

    Examples
    --------
    >>> auc([0.9, 0.5, 0.5, 0.1], [True, True, False, False])
    0.875
    """
    numbers = checked_numbers("said", said)
    flags = checked_flags("yes", yes, len(numbers))
    return area(numbers, flags)


def area(numbers: Floats, flags: NDArray[np.bool_]) -> float:
    """Return `auc` of columns that were checked before."""
    found = int(flags.sum())
    missed = len(flags) - found
    if not found or not missed:
        return float("nan")
    _, level, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[level]
    above = ranks[flags].sum() - found * (found + 1) / 2
    return float(above / (found * missed))


def brier_score(said: ArrayLike, yes: ArrayLike) -> float:
    """Return the mean squared distance between probabilities and what came of them.

    Raises
    ------
    MatcherError

    References
    ----------
    Brier 1950, "Verification of forecasts expressed in terms of probability".

    Examples
    --------
    >>> brier_score([1.0, 0.5], [True, False])
    0.125
    """
    shares = checked_shares("said", said)
    flags = checked_flags("yes", yes, len(shares))
    return float(((shares - flags) ** 2).mean()) if len(shares) else float("nan")


def reliability_curve(
    said: ArrayLike, yes: ArrayLike, *, bins: int = 10, binning: Binning = "mass"
) -> ReliabilityCurve:
    """Return what came of probabilities, bin by bin; empty bins are left out.

    Parameters
    ----------
    said : float array of shape (rows,), from 0 to 1
    yes : bool array of shape (rows,)
    bins : int
        At most so many, from 1.
    binning : "mass" or "width"
        Bins of equal numbers of rows, or of equal width.

    Raises
    ------
    MatcherError

    References
    ----------
    Murphy and Winkler 1977, "Reliability of subjective probability forecasts"; Nixon et al. 2019,
    "Measuring calibration in deep learning", for bins of equal mass.

    Examples
    --------
    >>> curve = reliability_curve([0.1, 0.2, 0.8, 0.9], [False, False, True, True], bins=2)
    >>> curve.said.round(2).tolist(), curve.came.tolist(), curve.count.tolist()
    ([0.15, 0.85], [0.0, 1.0], [2, 2])
    """
    check_whole("bins", "reliability_curve", bins, 1, 1_000_000)
    if binning not in ("mass", "width"):
        raise InvalidValueError(field="binning", row=None, value=binning, expected="mass or width")
    shares = checked_shares("said", said)
    flags = checked_flags("yes", yes, len(shares))
    return curve_of(shares, flags, bins, binning)


def curve_of(
    shares: Floats, flags: NDArray[np.bool_], bins: int, binning: Binning
) -> ReliabilityCurve:
    """Return `reliability_curve` of columns that were checked before."""
    order = np.argsort(shares, kind="stable")
    ordered = shares[order]
    if binning == "mass":
        # Whoever says the same goes where the first of them goes.
        first = np.searchsorted(ordered, ordered, side="left")
        places = first * bins // max(1, len(ordered))
    else:
        places = np.minimum((ordered * bins).astype(np.int64), bins - 1)
    count = np.bincount(places, minlength=bins)
    there = count > 0
    said = np.bincount(places, weights=ordered, minlength=bins)[there] / count[there]
    came = np.bincount(places, weights=flags[order], minlength=bins)[there] / count[there]
    return ReliabilityCurve(said, came, count[there].astype(np.int64))


def expected_calibration_error(
    said: ArrayLike, yes: ArrayLike, *, bins: int = 10, binning: Binning = "mass"
) -> float:
    """Return how far probabilities are from what came of them, on average over the rows.

    With few rows in a bin, chance alone gives an error above 0: about .8 * sqrt(p (1 - p) / rows).

    Raises
    ------
    MatcherError

    References
    ----------
    Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian
    binning", AAAI.

    Examples
    --------
    >>> round(expected_calibration_error([0.9, 0.9, 0.9, 0.9], [True, True, True, False]), 2)
    0.15
    """
    return reliability_curve(said, yes, bins=bins, binning=binning).error
