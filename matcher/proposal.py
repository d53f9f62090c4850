"""A proposal of new weights: learned from the earlier decisions, judged by the later ones.

What is proposed is what was judged, number by number: nothing is learned from the later part. It
comes with how well both versions tell a yes from a no (AUC) and how far their probabilities are
from what came of them (ECE), with intervals, by voice; with how far both sides' answers depend on
each other beyond the evidence; and with every weight that changes. Whether it is adopted is for a
named person to decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.checks import check_date
from matcher.decisions import Decision, Observations, observe
from matcher.errors import InvalidValueError, TooFewDecisionsError
from matcher.judging import Independence, Judgements, independence_of, judge
from matcher.learning import FEWEST, FEWEST_OF_EACH, learn_from
from matcher.resampling import Interval
from matcher.weights import SIDES, TERMS, Weights

FEWEST_TO_JUDGE = 20
# The part of the decisions that nothing is learned from.
_LATER_SHARE = 0.3


class Advice(StrEnum):
    """What the later decisions say of a proposal; chance is left one time in ten."""

    BETTER = "better"
    NO_DIFFERENCE = "no difference"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Change:
    """One weight of one side, before and after; the base is the term "base"."""

    term: str
    side: str
    before: float
    after: float


@dataclass(frozen=True)
class Span:
    """Some of the decisions: how many, and from which day to which."""

    decisions: int
    first: date
    last: date


@dataclass(frozen=True)
class Proposal:
    """Weights that could be adopted, and what is known of them.

    Attributes
    ----------
    weights : Weights
        With the version, owner and day that the caller gave, and the figures as the reason.
    instead_of : str
        The version in force that they were learned from.
    learned, judged : Span
        The earlier and the later decisions.
    stays : float
        How likely it is, by the earlier decisions, that the weights in force are not off at all.
    judgements : Judgements
        Of the later decisions, by voice.
    independence : Independence
        Of both sides, by the later decisions and the proposed weights.
    changes : tuple of Change
        Every weight that is not the same, what changes most first.
    """

    weights: Weights
    instead_of: str
    learned: Span
    judged: Span
    stays: float
    judgements: Judgements
    independence: Independence
    changes: tuple[Change, ...]

    @property
    def advice(self) -> Advice:
        """What the later decisions say, by the interval of the mean gain over the voices."""
        gain = self.judgements.auc_gain
        if gain.low > 0:
            return Advice.BETTER
        return Advice.WORSE if gain.high < 0 else Advice.NO_DIFFERENCE


def propose(
    decisions: Sequence[Decision], weights: Weights, *, version: str, owner: str, on: date
) -> Proposal:
    """Propose new weights.

    Parameters
    ----------
    decisions : sequence of Decision
        In any order; evidence counted from the neutral points of ``weights``.
    weights : Weights
        Those in force.
    version, owner : str
        What the new version is called, and who answers for it until it is adopted.
    on : date
        The day of the proposal, not before the last decision.

    Raises
    ------
    TooFewDecisionsError
        Of either part, or of one answer in it.
    MatcherError
        Names the field and the row of what cannot be used.
    """
    check_date("on", "propose", on)
    if version == weights.version:
        raise InvalidValueError(
            field="version", row="propose", value=version, expected="a version of its own"
        )
    seen = observe(decisions)
    if len(seen) and seen.day[-1] > on.toordinal():
        last = date.fromordinal(int(seen.day[-1]))
        raise InvalidValueError(field="on", row="propose", value=on, expected=f"{last} or later")
    is_later = _later(seen)
    earlier, later = seen.part(~is_later), seen.part(is_later)
    _check_enough("earlier decisions", earlier, FEWEST)
    _check_enough("later decisions", later, FEWEST_TO_JUDGE)
    found = learn_from(earlier, weights)
    named = Weights(version, owner, on, "learned", found.terms, found.calibration)
    judgements = judge(later, weights, named)
    spans = _span(earlier), _span(later)
    reason = _reason(weights.version, *spans, judgements)
    return Proposal(
        weights=Weights(version, owner, on, reason, found.terms, found.calibration),
        instead_of=weights.version,
        learned=spans[0],
        judged=spans[1],
        stays=found.stays,
        judgements=judgements,
        independence=independence_of(later, named),
        changes=changes_between(weights, named),
    )


def changes_between(before: Weights, after: Weights) -> tuple[Change, ...]:
    """Return every weight that two versions do not share, what changes most first."""
    changes = [
        Change(term, side, getattr(before.terms[term], side), getattr(after.terms[term], side))
        for term in TERMS
        for side in SIDES
    ]
    return tuple(
        sorted(
            (change for change in changes if change.before != change.after),
            key=lambda change: (-abs(change.after - change.before), change.term, change.side),
        )
    )


def _later(seen: Observations) -> NDArray[np.bool_]:
    """Return which decisions are judged by; those of one day stay together."""
    if not len(seen):
        return np.zeros(0, np.bool_)
    first = min(int(len(seen) * (1 - _LATER_SHARE)), len(seen) - 1)
    is_later: NDArray[np.bool_] = seen.day >= seen.day[first]
    return is_later


def _check_enough(field: str, seen: Observations, fewest: int) -> None:
    yes = int(seen.yes.sum())
    for count, row, expected in (
        (len(seen), None, f"at least {fewest}"),
        (yes, "yes", f"at least {FEWEST_OF_EACH}"),
        (len(seen) - yes, "no", f"at least {FEWEST_OF_EACH}"),
    ):
        least = fewest if row is None else FEWEST_OF_EACH
        if count < least:
            raise TooFewDecisionsError(field=field, row=row, value=count, expected=expected)


def _span(seen: Observations) -> Span:
    return Span(len(seen), date.fromordinal(int(seen.day[0])), date.fromordinal(int(seen.day[-1])))


def _reason(instead_of: str, learned: Span, judged: Span, judgements: Judgements) -> str:
    """Write down the figures that the version is proposed with."""
    told = [
        f"{each.voice.value} AUC {each.auc_before.figure:.3f} to {each.auc_after.figure:.3f}"
        + _calibration(each.error_before, each.error_after)
        for each in judgements.by_voice.values()
        if not np.isnan(each.auc_gain.figure)
    ]
    gain = judgements.auc_gain
    return (
        f"Learned from {learned.decisions} decisions of {learned.first} to {learned.last}, instead"
        f" of {instead_of}. By {judged.decisions} later decisions, until {judged.last}:"
        f" {'; '.join(told)}; mean gain in AUC {gain.figure:+.3f}"
        f" (90 % interval {gain.low:+.3f} to {gain.high:+.3f})."
    )


def _calibration(before: Interval, after: Interval) -> str:
    if np.isnan(after.figure):
        return ""
    return f", calibration error {before.figure:.3f} to {after.figure:.3f}"
