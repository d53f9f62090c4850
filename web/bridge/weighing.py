"""What a version of the weights lets each part of a score do, in the language in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from web.bridge.reasons import TERMS

Span = tuple[float, float]

SIDES = ("student", "employer")

# What a term is multiplied by lies between these; for all others between 0 and 1, less what is
# neutral. See `matcher/scoring.py`.
ALWAYS, EITHER_WAY = "base", "hint"
# What is learned of the sums as a whole stands among the numbers too; it is no part of them.
OF_THE_WHOLE = frozenset({"calibration"})


@dataclass(frozen=True)
class Part:
    """A part of the score: the least and the most that it can do to either side's log-odds."""

    name: str
    student: Span
    employer: Span


def parts_of(numbers: Mapping[str, Mapping[str, Any]]) -> tuple[Part, ...]:
    """Give the parts that weigh something, what can do most first.

    Parameters
    ----------
    numbers : mapping
        As a version of the weights keeps them: by term, "student", "employer" and "neutral".
    """
    parts = [
        Part(str(TERMS.get(term, term)), *(_span(term, weight, side) for side in SIDES))
        for term, weight in numbers.items()
        if term not in OF_THE_WHOLE and any(weight[side] for side in SIDES)
    ]
    return tuple(sorted(parts, key=lambda part: (-_reach(part), part.name)))


def _span(term: str, weight: Mapping[str, float], side: str) -> Span:
    if term == ALWAYS:
        return weight[side], weight[side]
    neutral = weight.get("neutral", 0.0)
    least = -1.0 if term == EITHER_WAY else 0.0
    ends = (weight[side] * (least - neutral), weight[side] * (1.0 - neutral))
    return min(ends), max(ends)


def _reach(part: Part) -> float:
    return sum(high - low for low, high in (part.student, part.employer))
