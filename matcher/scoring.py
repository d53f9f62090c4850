"""Would this student say yes, and would this employer: two sides, each a logistic model.

A side's log-odds are a sum of named terms, weight x (evidence - neutral). The score of a pair is
the product of both probabilities. Exact and in one order for any pair, O(terms + entries of both).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.evidence import TERM_COUNT, evidence, weigh
from matcher.overlaps import shared_by
from matcher.pairs import Pairs
from matcher.weights import CALIBRATION, TERMS, Weights

Numbers = NDArray[Any]
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
        return self.terms_of(self.evidence(row, column))

    def terms_of(self, evidence: Mapping[str, float]) -> dict[str, dict[str, float]]:
        """Return the log-odds of one pair by side and term, from its evidence."""
        sides = {
            side: {
                name: getattr(self.weights.terms[name], side) * v for name, v in evidence.items()
            }
            for side in ("student", "employer")
        }
        for side, knots in self.weights.calibration.items():
            plain = sum(sides[side].values())
            sides[side][CALIBRATION] = float(calibrated(knots, np.array(plain))) - plain
        return sides


def probabilities(pairs: Pairs, rows: Numbers, columns: Numbers, said: Floats) -> None:
    """Write the probabilities of both sides of some pairs into an array of shape (pairs, 2)."""
    rows, columns = rows.astype(np.int32), columns.astype(np.int32)
    weigh(pairs, rows, columns, shared_by(pairs, rows, columns), np.zeros((1, TERM_COUNT)), said)


def calibrated(knots: Sequence[tuple[float, float]], log_odds: Floats) -> Floats:
    """Return calibrated log-odds: lines between the knots, parallel to the diagonal beyond them.

    Examples
    --------
    >>> calibrated(((0.0, 1.0), (2.0, 1.5)), np.array([-1.0, 1.0, 3.0])).tolist()
    [0.0, 1.25, 2.5]
    """
    if not knots:
        return log_odds
    at, to = np.array(knots, np.float64).T
    inside = np.interp(log_odds, at, to)
    beyond = np.minimum(log_odds - at[0], 0.0) + np.maximum(log_odds - at[-1], 0.0)
    said: Floats = inside + beyond
    return said
