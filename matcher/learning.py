"""New weights from decisions, near those in force until there is reason to leave them.

Method: one logistic regression over the terms of the score. A student's yes or no speaks of the
student's weights, an employer's of the employer's, and a coordinator's of the mean of both, plus
weights of the coordinators' own that stay with them, so that their habits and their hindsight do
not become the parties' weights. The prior is Gaussian and centred on the weights in force: each
weight may be off in proportion to its size, a side may be too sure or not sure enough of itself as
a whole, and the bases may be off. How far off weights may be is not chosen but averaged over, by
how likely it makes the decisions learned from (the evidence); "not at all" is one of the answers
and is believed in from the beginning. So few decisions change next to nothing, and nobody has to
tune anything, least of all with the decisions that the result is judged by. A coordinator decides
about a whole list at one sitting, so each of those decisions counts for less than one.

What fits decisions need not rate other people's better. So weights learned from four fifths of the
students are tried on the last fifth, in turn, and what was learned is gone only as far as it is
likely, by those tries, to tell a yes from a no better than the weights in force: half-way where
nobody could say, not at all where it is worse (a stack of two models, Wolpert 1992).

A weight never turns round: where evidence has counted for a pair, it does not begin to count
against it. Then each side's log-odds are made to come true (``matcher.calibration``), by decisions
that the fold in question was not learned from, recent ones first: a straight line, which is
multiplied into the weights, or from a thousand answers of a side on, half-way to steps.

Guarantee: the result depends on nothing but the decisions and the weights in force, in whatever
order the decisions come. With fewer than `FEWEST` decisions, or fewer than `FEWEST_OF_EACH` yes or
no, it is the weights in force. What is learned holds for pairs like those decided about: see
``matcher.decisions`` for what exposure does to it.

The score multiplies both sides' probabilities. That is the chance of two yeses only if the sides
are independent of each other given the evidence; ``matcher.proposal`` measures how far they are.

References
----------
MacKay 1992, "The evidence framework applied to classification networks"; Hoeting, Madigan, Raftery
and Volinsky 1999, "Bayesian model averaging"; Wolpert 1992, "Stacked generalization"; Platt 1999
and Zadrozny and Elkan 2002 on calibration; Joachims, Swaminathan and Schnabel 2017, "Unbiased
learning-to-rank with biased feedback", on exposure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.calibration import Line, fit_line, fit_steps, halfway
from matcher.decisions import VOICES, Decision, Observations, observe
from matcher.posterior import fit_posterior
from matcher.reliability import auc
from matcher.resampling import chance_above_0
from matcher.weights import SIDES, TERMS, Knots, Weight, Weights

Floats = NDArray[np.float64]

FEWEST, FEWEST_OF_EACH = 100, 5
# From so many answers of a side on, half-way to steps follows its shape better than a line.
FEWEST_FOR_STEPS = 1000

# By how much of its size a weight may be off, one standard deviation, and how much that is believed
# in beforehand. Small weights may be off by as much as those of the size of the floor.
_SPREADS = (0.0, 0.1, 0.2, 0.4, 0.8)
_BELIEF_IN_NONE, _USUAL_SPREAD = 0.5, 0.4
_FLOOR = 0.2
# Standard deviations: of a side's sureness, of the bases of the sides, of that of coordinators.
_SURENESS, _BASE, _COORDINATORS_BASE = 0.3, 0.7, 1.5
# How much of an independent decision each is: coordinators decide about a list at one sitting.
_POWERS = (1.0, 1.0, 0.7)
_FOLDS = 5
# What people say yes to shifts over the years: for whether probabilities come true, a decision
# counts half as much as one of eight months later.
_HALF_LIFE_DAYS = 250.0
_DECIMALS = 4

_COUNT = len(TERMS)
_BASE_TERM = TERMS.index("base")


@dataclass(frozen=True)
class Learned:
    """What was learned.

    Attributes
    ----------
    terms : mapping of str to Weight
        With the neutral points of the weights in force.
    calibration : mapping of str to knots
        Only of sides with enough answers for steps.
    stays : float
        How likely it is, from 0 to 1, that no weight in force is off at all.
    decisions : int
        How many it was learned from.
    """

    terms: Mapping[str, Weight]
    calibration: Mapping[str, Knots]
    stays: float
    decisions: int


def learn(decisions: Sequence[Decision], weights: Weights) -> Learned:
    """Return what decisions say the weights should be.

    Parameters
    ----------
    decisions : sequence of Decision
        With evidence that was counted from the neutral points of ``weights``.
    weights : Weights
        Those in force.

    Raises
    ------
    MatcherError
        Something is no decision, or a decision was made twice.
    """
    return learn_from(observe(decisions), weights)


def learn_from(seen: Observations, weights: Weights) -> Learned:
    """Return `learn` of decisions that are arrays already."""
    if too_few(seen):
        return Learned(weights.terms, weights.calibration, 1.0, len(seen))
    in_force = weights_of(weights)
    found, stays = _averaged(seen, in_force)
    plain, said = _said_by(in_force, seen), _said_by_others(seen, in_force)
    trust = _trust(seen, plain, said)
    found = in_force + trust * (found - in_force)
    lines, knots = _calibration(seen, plain + trust * (said - plain))
    for side, line in enumerate(lines):
        found[side] = line.slope * found[side]
        found[side, _BASE_TERM] += line.base
    # Written down with so many decimals, the numbers are the same on every machine.
    found = np.round(found, _DECIMALS) + 0.0
    terms = {
        term: Weight(float(found[0, place]), float(found[1, place]), weights.terms[term].neutral)
        for place, term in enumerate(TERMS)
    }
    return Learned(terms, knots, stays, len(seen))


def too_few(seen: Observations) -> bool:
    """Return whether there is too little to learn from."""
    yes = int(seen.yes.sum())
    return len(seen) < FEWEST or min(yes, len(seen) - yes) < FEWEST_OF_EACH


def weights_of(weights: Weights) -> Floats:
    """Return the weights of both sides as an array of shape (2, terms), in the order of TERMS."""
    return np.array([[getattr(weights.terms[term], side) for term in TERMS] for side in SIDES])


def _averaged(seen: Observations, in_force: Floats) -> tuple[Floats, float]:
    """Return the weights, averaged over how far off those in force may be, and whether at all."""
    design = _design(seen)
    middle = np.concatenate([in_force.ravel(), np.zeros(_COUNT)])
    power = np.array(_POWERS)[seen.voice]
    found = [
        fit_posterior(design, seen.yes, middle, _root(in_force, spread), power)
        for spread in _SPREADS
    ]
    log_odds = np.array([each.log_evidence for each in found]) + np.log(_beliefs())
    shares = np.exp(log_odds - log_odds.max())
    shares /= shares.sum()
    mean = np.stack([each.weights for each in found]).T @ shares
    return _never_turned(mean[: 2 * _COUNT].reshape(2, _COUNT), in_force), float(shares[0])


def _design(seen: Observations) -> Floats:
    """Return a row a decision: the student's terms, the employer's, the coordinators' own."""
    student, employer, coordinator = (seen.voice == voice for voice in range(len(VOICES)))
    share = student + employer + 0.0
    design = np.zeros((len(seen), 3 * _COUNT))
    design[:, :_COUNT] = seen.evidence * (student + coordinator / 2)[:, None]
    design[:, _COUNT : 2 * _COUNT] = seen.evidence * (employer + coordinator / 2)[:, None]
    design[:, 2 * _COUNT :] = seen.evidence * (1 - share)[:, None]
    return design


def _root(in_force: Floats, spread: float) -> Floats:
    """Return the root of the prior's covariance: by weight, by side as a whole, by base."""
    sizes = spread * (np.abs(in_force) + _FLOOR)
    own = np.concatenate([sizes.ravel(), sizes.mean(axis=0)])
    columns = [np.diag(own)] if spread else []
    zeros = np.zeros((3, _COUNT))
    for side in range(2):
        sure, base = zeros.copy(), zeros.copy()
        sure[side] = _SURENESS * in_force[side]
        base[side, _BASE_TERM] = _BASE
        columns += [sure.reshape(-1, 1), base.reshape(-1, 1)]
    base = zeros.copy()
    base[2, _BASE_TERM] = _COORDINATORS_BASE
    return np.hstack([*columns, base.reshape(-1, 1)])


def _beliefs() -> Floats:
    """Return how much each spread is believed in beforehand; together 1."""
    some = np.exp(-((np.array(_SPREADS[1:]) / _USUAL_SPREAD) ** 2) / 2)
    return np.append(_BELIEF_IN_NONE, (1 - _BELIEF_IN_NONE) * some / some.sum())


def _never_turned(found: Floats, in_force: Floats) -> Floats:
    """Return weights of which none has another sign than before; a base may have."""
    against = np.array([term.startswith("no_evidence") for term in TERMS])
    # What weighs nothing so far may begin to, in the direction that its name says.
    signs = np.where(in_force == 0, np.where(against, -1.0, 1.0), np.sign(in_force))
    turned = found * signs < 0
    turned[:, _BASE_TERM] = False
    return np.where(turned, 0.0, found)


def _trust(seen: Observations, plain: Floats, said: Floats) -> float:
    """Return how likely it is that log-odds of others tell a yes from a no better than those said.

    From 0 to 1, over both sides' answers.
    """
    of_sides = np.flatnonzero(seen.voice < len(SIDES))

    def gain(places: NDArray[np.int64]) -> float:
        rows = of_sides[places]
        sides = [rows[seen.voice[rows] == side] for side in range(len(SIDES))]
        return float(
            sum(auc(said[own], seen.yes[own]) - auc(plain[own], seen.yes[own]) for own in sides)
        )

    return chance_above_0(gain, seen.student[of_sides])


def _calibration(seen: Observations, said: Floats) -> tuple[list[Line], dict[str, Knots]]:
    """Return what makes each side's log-odds come true, judged outside what was learned from."""
    recent = 0.5 ** ((seen.day.max() - seen.day) / _HALF_LIFE_DAYS)
    lines, knots = [], {}
    for side, name in enumerate(SIDES):
        own = seen.voice == side
        line = fit_line(said[own], seen.yes[own], recent[own])
        if int(own.sum()) < FEWEST_FOR_STEPS:
            lines.append(line)
        else:
            lines.append(Line(1.0, 0.0))
            knots[name] = halfway(fit_steps(said[own], seen.yes[own], recent[own]), line)
    return lines, knots


def _said_by(weights: Floats, seen: Observations) -> Floats:
    """Return each decision's log-odds: of its side, or where there is none the employer's."""
    own = weights[np.minimum(seen.voice, len(SIDES) - 1)]
    said: Floats = (seen.evidence * own).sum(axis=1)
    return said


def _said_by_others(seen: Observations, in_force: Floats) -> Floats:
    """Return each decision's log-odds by weights learned from other students' decisions."""
    said = np.zeros(len(seen))
    for fold in range(_FOLDS):
        out = seen.student % _FOLDS == fold
        weights, _ = _averaged(seen.part(~out), in_force)
        said[out] = _said_by(weights, seen.part(out))
    return said
