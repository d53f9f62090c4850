"""From log-odds to log-odds that come true: a straight line for few decisions, steps for many.

Both maps rise, so that no order changes. The line (Platt) can be multiplied into the weights, and
needs few decisions; the steps (isotonic regression) follow any rising shape and need about a
thousand. The steps are joined by straight lines, which keeps the order of what lies on one step.
A line is off where the shape is none, steps where chance shaped them: in simulated decisions, half-
way between both was nearer to what came true than either, at a thousand decisions and at two.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit
from sklearn.isotonic import isotonic_regression

from matcher.errors import InvalidValueError, ShapeError
from matcher.observations import checked_flags, checked_numbers
from matcher.weights import Knots

Floats = NDArray[np.float64]

# The line is taken to be near 1 x + 0, unless decisions say otherwise.
_SLOPE_SPREAD, _BASE_SPREAD = 0.2, 0.5
_FLATTEST = 0.05
_STEPS = 50
# A step holds at least so many decisions, and as many more are made up at what the line says.
_LEAST_ON_A_STEP, _MADE_UP = 40, 5.0
_LEAST_RISE = 0.01


@dataclass(frozen=True, slots=True)
class Line:
    """Calibrated log-odds are ``slope`` x log-odds + ``base``; the slope is above 0."""

    slope: float
    base: float

    def of(self, log_odds: Floats) -> Floats:
        """Return calibrated log-odds."""
        return self.slope * log_odds + self.base


def fit_line(log_odds: ArrayLike, yes: ArrayLike, power: ArrayLike | None = None) -> Line:
    """Return the line that makes probabilities come true, near the identity with few decisions.

    Parameters
    ----------
    log_odds : float array of shape (decisions,)
        Said of decisions that the weights were not learned from.
    yes : bool array of shape (decisions,)
    power : float array of shape (decisions,), optional
        How much of a decision each one counts for, above 0; otherwise one each.

    Raises
    ------
    MatcherError

    References
    ----------
    Platt 1999, "Probabilistic outputs for support vector machines"; here with a Gaussian prior
    around the identity in place of his targets.

    Examples
    --------
    >>> fit_line([], [])
    Line(slope=1.0, base=0.0)
    """
    numbers = checked_numbers("log_odds", log_odds)
    flags = checked_flags("yes", yes, len(numbers))
    counts = _checked_power(power, len(numbers))
    design = np.stack([numbers, np.ones(len(numbers))], axis=1)
    middle = np.array([1.0, 0.0])
    precision = np.diag([_SLOPE_SPREAD**-2, _BASE_SPREAD**-2])
    found = middle.copy()
    # Newton's method on a concave function of two numbers; halved steps keep it rising.
    for _ in range(_STEPS):
        shares = expit(design @ found)
        slope = design.T @ (counts * (flags - shares)) - precision @ (found - middle)
        bend = (design * (counts * shares * (1 - shares))[:, None]).T @ design + precision
        step = np.linalg.solve(bend, slope)
        found = found + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-300))
        if float(np.abs(step).max()) < 1e-10:
            break
    return Line(max(float(found[0]), _FLATTEST), float(found[1]))


def fit_steps(log_odds: ArrayLike, yes: ArrayLike, power: ArrayLike | None = None) -> Knots:
    """Return the knots of a rising map that makes probabilities come true.

    Algorithm: pool adjacent violators, O(n log n); small steps are joined to their neighbours, a
    few decisions are made up at what the line of `fit_line` says, and the knots stand at the means
    of the steps.

    Parameters
    ----------
    log_odds : float array of shape (decisions,)
    yes : bool array of shape (decisions,)
    power : float array of shape (decisions,), optional
        As in `fit_line`.

    Returns
    -------
    tuple of (log-odds, calibrated log-odds)
        Both strictly rising; for `calibrated`.

    Raises
    ------
    MatcherError

    References
    ----------
    Ayer, Brunk, Ewing, Reid and Silverman 1955, "An empirical distribution function for sampling
    with incomplete information"; Zadrozny and Elkan 2002, "Transforming classifier scores into
    accurate multiclass probability estimates"; Niculescu-Mizil and Caruana 2005, "Predicting good
    probabilities with supervised learning", for when to prefer it.
    """
    numbers = checked_numbers("log_odds", log_odds)
    flags = checked_flags("yes", yes, len(numbers))
    if not len(numbers):
        return ()
    counts = _checked_power(power, len(numbers))
    line = fit_line(numbers, flags, counts)
    level = np.unique(numbers, return_inverse=True)[1]
    # What is said alike is one value, as often as it was said.
    said = np.bincount(level, weights=counts).astype(np.float64)
    at = np.bincount(level, weights=counts * numbers) / said
    came = np.bincount(level, weights=counts * flags)
    starts = _step_starts(came / said, said)
    at, came, said = (np.add.reduceat(each, starts) for each in (at * said, came, said))
    at /= said
    share = (came + _MADE_UP * expit(line.of(at))) / (said + _MADE_UP)
    return _rising(at, logit(share))


def halfway(knots: Knots, line: Line) -> Knots:
    """Return the knots of a map that lies half-way between a line and that of some knots.

    Examples
    --------
    >>> halfway(((0.0, 1.0), (2.0, 1.5)), Line(1.0, 0.0))
    ((0.0, 0.5), (2.0, 1.75))
    """
    return tuple((at, round((to + line.slope * at + line.base) / 2, 6)) for at, to in knots)


def _checked_power(power: ArrayLike | None, rows: int) -> Floats:
    if power is None:
        return np.ones(rows)
    numbers = checked_numbers("power", power)
    if len(numbers) != rows:
        raise ShapeError(field="power", row=None, value=len(numbers), expected=f"{rows} rows")
    bad = np.flatnonzero(numbers <= 0)
    if bad.size:
        row = int(bad[0])
        raise InvalidValueError(
            field="power", row=row, value=float(numbers[row]), expected="a number above 0"
        )
    return numbers


def _step_starts(shares: Floats, said: Floats) -> NDArray[np.int64]:
    """Return where the steps start, each of them with enough decisions."""
    means = isotonic_regression(shares, sample_weight=said)
    ends = [*(np.flatnonzero(np.diff(means) > 0) + 1).tolist(), len(means)]
    starts, total = [0], 0.0
    for start, end in pairwise([0, *ends]):
        total += float(said[start:end].sum())
        if total >= _LEAST_ON_A_STEP:
            starts.append(end)
            total = 0.0
    # What is left over at the end joins the step before it.
    return np.array(starts[:-1] or starts, np.int64)


def _rising(at: Floats, to: Floats) -> Knots:
    """Return knots that rise strictly both ways."""
    knots: list[tuple[float, float]] = []
    for x, y in zip(at.tolist(), to.tolist(), strict=True):
        if knots and x <= knots[-1][0]:
            continue
        least = knots[-1][1] + _LEAST_RISE * (x - knots[-1][0]) if knots else y
        knots.append((round(x, 6), round(max(y, least), 6)))
    return tuple(knots)
