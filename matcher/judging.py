"""Two versions of the weights, judged by the same decisions.

A student's and an employer's answers are set against that side's probability, a coordinator's
decisions against the score: those only by their order, since a score says what both sides would
answer, not whether a coordinator confirms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from matcher.decisions import VOICES, Observations, Voice
from matcher.learning import weights_of
from matcher.reliability import area, curve_of
from matcher.resampling import Interval, intervals
from matcher.scoring import calibrated
from matcher.weights import SIDES, Weights

Floats = NDArray[np.float64]

BINS = 10
# Bins of fewer decisions than this would measure chance.
_FEWEST_IN_A_BIN = 20
_DRAWS = 200
_SEED = 20261123
_FIGURES = ("auc_before", "auc_after", "auc_gain", "error_before", "error_after")


@dataclass(frozen=True)
class Judgement:
    """How two versions do by one voice's decisions.

    Attributes
    ----------
    voice : Voice
    decisions, yes : int
    auc_before, auc_after, auc_gain : Interval
        nan unless there are both a yes and a no.
    error_before, error_after : Interval
        Calibration errors in bins of equal mass: ten, or as many as hold twenty decisions each.
        nan for coordinators.
    error_by_chance : float
        What the later error would be on average if every probability were exactly right.
    """

    voice: Voice
    decisions: int
    yes: int
    auc_before: Interval
    auc_after: Interval
    auc_gain: Interval
    error_before: Interval
    error_after: Interval
    error_by_chance: float


class Judgements(NamedTuple):
    """The judgement of each voice that decided anything, and the mean gain over them."""

    by_voice: Mapping[Voice, Judgement]
    auc_gain: Interval


@dataclass(frozen=True)
class Independence:
    """Whether the product of both sides is the chance of two yeses.

    Attributes
    ----------
    pairs : int
        Pairs of which it is known whether both said yes.
    said, came : float
        The mean score of those pairs, and the share where both said yes.
    error : float
        The calibration error of the score on them.
    answered_twice : int
        Pairs where both sides answered.
    correlation : float
        Of what both sides' answers were beyond what was said of them, on those; 0 if they are
        independent, nan with fewer than three.
    """

    pairs: int
    said: float
    came: float
    error: float
    answered_twice: int
    correlation: float


def probabilities_of(weights: Weights, seen: Observations) -> Floats:
    """Return what each side would say of each decision's pair, of shape (2, decisions)."""
    plain = weights_of(weights) @ seen.evidence.T
    sides = [
        calibrated(weights.calibration.get(side, ()), plain[row]) for row, side in enumerate(SIDES)
    ]
    probabilities: Floats = expit(np.stack(sides))
    return probabilities


def said_of(weights: Weights, seen: Observations) -> Floats:
    """Return the probability that each decision is set against, of shape (decisions,)."""
    student, employer = probabilities_of(weights, seen)
    said: Floats = np.choose(seen.voice, [student, employer, student * employer])
    return said


def judge(seen: Observations, before: Weights, after: Weights) -> Judgements:
    """Return how two versions do by some decisions."""
    said = np.stack([said_of(before, seen), said_of(after, seen)])

    def measure(places: NDArray[np.int64]) -> Floats:
        return _figures(said[:, places], seen.yes[places], seen.voice[places])

    found = intervals(measure, seen.student)
    judged = {}
    for number, voice in enumerate(VOICES):
        own = seen.voice == number
        rows = int(own.sum())
        if rows:
            first = number * len(_FIGURES)
            figures = {
                name: replace(found[first + place], rows=rows)
                for place, name in enumerate(_FIGURES)
            }
            yes, chance = int(seen.yes[own].sum()), _chance(said[1, own], voice)
            judged[voice] = Judgement(voice, rows, yes, error_by_chance=chance, **figures)
    return Judgements(judged, found[-1])


def independence_of(seen: Observations, weights: Weights) -> Independence:
    """Return how far the product of both sides is the chance of two yeses."""
    sides = probabilities_of(weights, seen)
    answers: dict[int, dict[int, int]] = {}
    for row in np.flatnonzero(seen.voice < len(SIDES)).tolist():
        answers.setdefault(int(seen.pair[row]), {})[int(seen.voice[row])] = row
    said, came, beyond = [], [], []
    for rows in answers.values():
        yes = [bool(seen.yes[row]) for row in rows.values()]
        # After one no it is known that both will not say yes, whatever the other would have said.
        if len(rows) == len(SIDES) or not all(yes):
            any_row = next(iter(rows.values()))
            said.append(float(sides[0, any_row] * sides[1, any_row]))
            came.append(all(yes))
        if len(rows) == len(SIDES):
            beyond.append([seen.yes[rows[side]] - sides[side, rows[side]] for side in (0, 1)])
    shares, flags = np.array(said, np.float64), np.array(came, np.bool_)
    return Independence(
        pairs=len(said),
        said=float(shares.mean()) if said else float("nan"),
        came=float(flags.mean()) if came else float("nan"),
        error=_error(shares, flags),
        answered_twice=len(beyond),
        correlation=_correlation(np.array(beyond, np.float64).reshape(len(beyond), 2)),
    )


def _figures(said: Floats, yes: NDArray[np.bool_], voice: NDArray[np.int64]) -> Floats:
    """Return five figures a voice, and the mean gain of the voices that have one."""
    figures = np.full(len(VOICES) * len(_FIGURES) + 1, np.nan)
    gains = []
    for number in range(len(VOICES)):
        own = voice == number
        before, after = (area(each[own], yes[own]) for each in said)
        errors = [_error(each[own], yes[own]) for each in said]
        if number >= len(SIDES):
            errors = [float("nan")] * 2
        place = number * len(_FIGURES)
        figures[place : place + len(_FIGURES)] = [before, after, after - before, *errors]
        gains.append(after - before)
    known = [gain for gain in gains if not np.isnan(gain)]
    figures[-1] = sum(known) / len(known) if known else np.nan
    return figures


def _error(said: Floats, yes: NDArray[np.bool_]) -> float:
    return curve_of(said, yes, bins_for(len(yes)), "mass").error


def bins_for(rows: int) -> int:
    """Return how many bins so many decisions fill."""
    return max(1, min(BINS, rows // _FEWEST_IN_A_BIN))


def _chance(said: Floats, voice: Voice) -> float:
    """Return the calibration error that chance alone gives, were every probability right."""
    if voice.value not in SIDES:
        return float("nan")
    rng = np.random.default_rng(_SEED)
    draws = [_error(said, rng.random(len(said)) < said) for _ in range(_DRAWS)]
    return float(np.mean(draws))


def _correlation(beyond: Floats) -> float:
    if len(beyond) < 3 or (beyond.std(axis=0) == 0).any():
        return float("nan")
    own, other = (beyond - beyond.mean(axis=0)).T
    return float((own @ other) / np.sqrt((own @ own) * (other @ other)))
