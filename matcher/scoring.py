"""Would this student say yes, and would this employer: two sides, each a logistic model.

A side's log-odds are a sum of named terms, weight x (evidence - neutral). The score of a pair is
the product of both probabilities. Exact and in one order for any pair, O(terms + entries of both).
"""

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.calibration import calibrated
from matcher.compiled import compiled, inner
from matcher.evidence import evidence
from matcher.pairs import Pairs
from matcher.weights import CALIBRATION, TERMS, Weights

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


class Probabilities(NamedTuple):
    """What both sides would say, and the score, for some pairs."""

    student: Floats
    employer: Floats
    score: Floats


@dataclass(frozen=True)
class Scorer:
    """Scores pairs of students and offers."""

    weights: Weights
    pairs: Pairs

    def probabilities(self, rows: Numbers, columns: Numbers) -> Probabilities:
        """Return the probabilities of both sides and their product, each of shape (pairs,)."""
        said = np.empty((len(rows), 2))
        probabilities(self.pairs, rows, columns, said)
        return Probabilities(said[:, 0], said[:, 1], said[:, 0] * said[:, 1])

    def score(self, row: int, column: int) -> float:
        """Return the score of one pair."""
        return float(self.probabilities(np.array([row]), np.array([column])).score[0])

    def evidence(self, row: int, column: int) -> dict[str, float]:
        """Return what each term of a pair is multiplied by: evidence - neutral, or 0 for none."""
        values = evidence(self.pairs, np.array([row]), np.array([column]))[0]
        return dict(zip(TERMS, values.tolist(), strict=True))

    def terms(self, row: int, column: int) -> dict[str, dict[str, float]]:
        """Return the log-odds of one pair by side and term; a side's terms add up to its sum."""
        values = self.evidence(row, column)
        sides = {
            side: {name: getattr(self.weights.terms[name], side) * v for name, v in values.items()}
            for side in ("student", "employer")
        }
        for side, knots in self.weights.calibration.items():
            plain = sum(sides[side].values())
            sides[side][CALIBRATION] = float(calibrated(knots, np.array(plain))) - plain
        return sides


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
    """Return calibrated log-odds, as ``matcher.calibration.calibrated`` does."""
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


def probabilities(pairs: Pairs, rows: Numbers, columns: Numbers, said: Floats) -> None:
    """Write the probabilities of both sides of some pairs into an array of shape (pairs, 2)."""
    found = evidence(pairs, rows, columns)
    _write_chances(found, pairs.weights, pairs.student_knots, pairs.employer_knots, said)


@compiled
def _write_chances(
    found: Floats,
    weights: Floats,
    student_knots: Floats,
    employer_knots: Floats,
    said: Floats,
) -> None:
    for place in range(len(found)):
        student, employer = 0.0, 0.0
        for term in range(found.shape[1]):
            student += weights[term, 0] * found[place, term]
            employer += weights[term, 1] * found[place, term]
        said[place, 0] = chance(calibrate(student_knots, student))
        said[place, 1] = chance(calibrate(employer_knots, employer))
