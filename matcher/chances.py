"""From log-odds to probabilities and back, inside compiled loops."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.compiled import compiled, inner

Floats = NDArray[np.float64]


@compiled
def chance(log_odds: float) -> float:
    """Return the probability of log-odds.

    Examples
    --------
    >>> chance(0.0)
    0.5
    """
    return 1.0 / (1.0 + math.exp(-log_odds))


@inner
def calibrate(knots: Floats, log_odds: Any) -> Any:
    """Return calibrated log-odds, as ``matcher.scoring.calibrated`` does."""
    if not len(knots):
        return log_odds
    last = len(knots) - 1
    if log_odds <= knots[0, 0]:
        return knots[0, 1] + (log_odds - knots[0, 0])
    if log_odds >= knots[last, 0]:
        return knots[last, 1] + (log_odds - knots[last, 0])
    right = 1
    while knots[right, 0] < log_odds:
        right += 1
    at, to = knots[right - 1, 0], knots[right - 1, 1]
    slope = (knots[right, 1] - to) / (knots[right, 0] - at)
    return to + slope * (log_odds - at)


@compiled
def log_odds_of(score: float) -> float:
    """Return the least sum of both sides' log-odds with which a score can be reached."""
    if score <= 0.0:
        return -np.inf
    chance = min(np.sqrt(score), 1.0 - 1e-12)
    log_odds: float = 2.0 * np.log(chance / (1.0 - chance))
    return log_odds
