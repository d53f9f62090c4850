"""What is learned from so many simulated decisions, judged by those of the year that follows.

The decisions that are learned from are drawn from two years of them, pair by pair, so that a
coordinator's decision and both sides' answers about a pair stay together. ``n`` counts the answers
of each side, since each side is a regression of its own; a coordinator decides nearly three times
for each of them. Nothing in ``matcher/learning.py`` was chosen by the seeds that are used here.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matcher import Weights, shipped_weights
from matcher.decisions import VOICES, Observations
from matcher.judging import Independence, independence_of, probabilities_of
from matcher.learning import learn_from
from matcher.reliability import auc, expected_calibration_error
from matcher.weights import SIDES, TERMS, Weight
from tests.benchmarks.simulator import Stream, Truth, simulate, true_weights

SIZES = (10, 20, 50, 100, 200, 500, 1000)
IN_ALL = (100, 500)
QUICK_SEEDS, FULL_SEEDS = 6, 20
# The error that chance gives is told beside the errors that were found.
DRAWS = 20

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """How one version does by later decisions.

    Parameters
    ----------
    decisions : float
        How many it was learned from, of all voices.
    auc : float array of shape (3,)
        By voice: the student's, the employer's, and the coordinators' by the score.
    error : float array of shape (2,)
        The calibration error of each side.
    """

    decisions: float
    auc: Floats
    error: Floats

    @property
    def sides(self) -> float:
        """The mean AUC of both sides."""
        return float(self.auc[: len(SIDES)].mean())


@dataclass(frozen=True)
class Trial:
    """One truth and seed: the weights in force, those learned, and the true ones.

    Parameters
    ----------
    learned : dict of int to Judged
        By answers of each side.
    in_all : dict of int to Judged
        By decisions in all.
    true : Judged
        The true weights, without what is not of the learner's form.
    by_chance : float
        The calibration error of probabilities that are exactly right, both sides' mean.
    independence : Independence
        Of both sides, by the weights learned from most.
    """

    in_force: Judged
    learned: dict[int, Judged]
    in_all: dict[int, Judged]
    true: Judged
    by_chance: float
    independence: Independence


def trials(truth: Truth, *, full: bool) -> list[Trial]:
    """Give the trials of a truth, one a seed."""
    return [trial(truth, seed) for seed in range(FULL_SEEDS if full else QUICK_SEEDS)]


@cache
def trial(truth: Truth, seed: int) -> Trial:
    """Let two years happen and the year after them, and learn from ever more of the two."""
    before, after = simulate(truth, seed)
    later, shipped = observations(after), shipped_weights()
    learned, in_all = {}, {}
    for n in SIZES:
        share = n / min(int((before.voice == side).sum()) for side in range(len(SIDES)))
        found = _learned(_part(before, share, seed))
        learned[n] = _judged(found[0], later, found[1])
    for n in IN_ALL:
        found = _learned(_part(before, n / len(before), seed))
        in_all[n] = _judged(found[0], later, found[1])
    most = _learned(before)[0]
    return Trial(
        _judged(shipped, later, 0),
        learned,
        in_all,
        _judged(_version(true_weights(truth, seed)), later, 0),
        _chance(shipped, later),
        independence_of(later, most),
    )


def observations(stream: Stream) -> Observations:
    """Give simulated decisions as the learner takes them."""
    pairs = np.stack([stream.person, stream.offer])
    return Observations(
        stream.voice,
        stream.evidence,
        stream.yes,
        np.unique(stream.person, return_inverse=True)[1],
        np.unique(pairs, axis=1, return_inverse=True)[1].ravel(),
        stream.day + date(2027, 1, 1).toordinal(),
    )


def _part(stream: Stream, share: float, seed: int) -> Stream:
    """Give a share of the pairs, with all that was decided about them."""
    if share >= 1:
        return stream
    pair = np.unique(np.stack([stream.person, stream.offer]), axis=1, return_inverse=True)[1]
    count = int(pair.max()) + 1
    order = np.random.default_rng([seed, 7]).permutation(count)
    kept = np.isin(pair.ravel(), order[: max(1, round(share * count))])
    return stream.part(kept)


def _learned(stream: Stream) -> tuple[Weights, int]:
    found = learn_from(observations(stream), shipped_weights())
    weights = Weights(
        "learned", "tests", date(2028, 12, 31), "tests", found.terms, found.calibration
    )
    return weights, len(stream)


def _version(numbers: Floats) -> Weights:
    terms = {
        term: Weight(*numbers[:, place], shipped_weights().terms[term].neutral)
        for place, term in enumerate(TERMS)
    }
    return Weights("true", "tests", date(2028, 12, 31), "tests", terms)


def _judged(weights: Weights, later: Observations, decisions: int) -> Judged:
    sides = probabilities_of(weights, later)
    said = [*sides, sides[0] * sides[1]]
    own = [later.voice == voice for voice in range(len(VOICES))]
    return Judged(
        decisions,
        np.array([auc(said[v][own[v]], later.yes[own[v]]) for v in range(len(VOICES))]),
        np.array(
            [
                expected_calibration_error(said[v][own[v]], later.yes[own[v]])
                for v in range(len(SIDES))
            ]
        ),
    )


def _chance(weights: Weights, later: Observations) -> float:
    rng = np.random.default_rng(7)
    sides = probabilities_of(weights, later)
    errors = []
    for side in range(len(SIDES)):
        said = sides[side][later.voice == side]
        errors += [
            expected_calibration_error(said, rng.random(len(said)) < said) for _ in range(DRAWS)
        ]
    return float(np.mean(errors))
