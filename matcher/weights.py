"""The weights in force: one versioned file, with who adopted it, when and why.

A version is never edited once it is in use: a new one gets a new number. A version that was learned
from many decisions may carry knots with which each side's log-odds are made to come true
(``matcher.calibration``); one that was set by hand has none.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from matcher.checks import check_date, check_id, check_number, check_text
from matcher.errors import InvalidValueError

_DATA = Path(__file__).parent / "data"

# Every term of the score, in the order in which they are added up.
TERMS = (
    "base",
    "must",
    "wished",
    "concepts",
    "text",
    "programme",
    "level",
    "language",
    "place",
    "period",
    "hours",
    "stage",
    "interest",
    "hint",
    "no_evidence_skills",
    "no_evidence_text",
    "no_evidence_programme",
    "no_evidence_place",
    "no_evidence_period",
    "no_evidence_hours",
    "no_evidence_stage",
)


# What the knots of a version add to a side's log-odds is told under this name beside the terms.
CALIBRATION = "calibration"
SIDES = ("student", "employer")

Knots = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """What one term adds to the log-odds of each side, per unit above what is neutral."""

    student: float
    employer: float
    neutral: float = 0.0


@dataclass(frozen=True)
class Weights:
    """A version of the weights.

    Parameters
    ----------
    version, owner, reason : str
    adopted_on : date
    terms : mapping of str to Weight
        One for each of ``TERMS``, no others.
    calibration : mapping of str to knots
        By side, pairs of log-odds and calibrated log-odds, both strictly rising; a side that is
        not named is taken as it is.
    reason_sv : str
        The reason in Swedish, for a version whose reason is in English; "" where there is none.
    """

    version: str
    owner: str
    adopted_on: date
    reason: str
    terms: Mapping[str, Weight] = field(hash=False)
    calibration: Mapping[str, Knots] = field(default_factory=dict, hash=False)
    # The same reason in other words makes no other version.
    reason_sv: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Refuse missing and unknown terms, and numbers that are none."""
        check_id(self.version, "version")
        for name in ("owner", "reason"):
            check_text(name, self.version, getattr(self, name))
        if not isinstance(self.reason_sv, str):
            raise InvalidValueError(
                field="reason_sv", row=self.version, value=self.reason_sv, expected="a text"
            )
        check_date("adopted_on", self.version, self.adopted_on)
        for name in set(TERMS).symmetric_difference(self.terms):
            raise InvalidValueError(
                field="terms",
                row=self.version,
                value=name,
                expected="the terms " + ", ".join(TERMS),
            )
        for name, weight in self.terms.items():
            for side in ("student", "employer", "neutral"):
                value = getattr(weight, side)
                if value is None:
                    raise InvalidValueError(field=side, row=name, value=value, expected="a number")
                check_number(side, name, value, -100, 100)
        checked = {side: _checked_knots(side, knots) for side, knots in self.calibration.items()}
        object.__setattr__(self, "calibration", checked)


def read_weights(path: Path) -> Weights:
    """Return the weights of a JSON file.

    Raises
    ------
    MatcherError
        Names the field and the term.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Weights(
            version=content["version"],
            owner=content["owner"],
            adopted_on=date.fromisoformat(content["adopted_on"]),
            reason=content["reason"],
            terms={name: Weight(**weight) for name, weight in content["terms"].items()},
            calibration=content.get(CALIBRATION, {}),
            reason_sv=content.get("reason_sv", ""),
        )
    except KeyError as missing:
        raise InvalidValueError(
            field=str(missing.args[0]), row=path.name, value=None, expected="a value"
        ) from missing
    except (AttributeError, TypeError, ValueError) as wrong:
        raise InvalidValueError(
            field="weights", row=path.name, value=str(wrong), expected="a file of weights"
        ) from wrong


def numbers_of(weights: Weights) -> dict[str, Any]:
    """Return the numbers of a version as plain values, as a file and a database keep them.

    Returns
    -------
    dict
        ``{term: {"student": …, "employer": …, "neutral": …}}``, and the knots under
        "calibration" where there are any.
    """
    numbers: dict[str, Any] = {
        name: {"student": term.student, "employer": term.employer, "neutral": term.neutral}
        for name, term in weights.terms.items()
    }
    if weights.calibration:
        numbers[CALIBRATION] = {
            side: [list(knot) for knot in knots] for side, knots in weights.calibration.items()
        }
    return numbers


def content_of(weights: Weights) -> dict[str, Any]:
    """Return what `read_weights` reads, as plain values."""
    numbers = numbers_of(weights)
    knots = numbers.pop(CALIBRATION, None)
    return {
        "version": weights.version,
        "owner": weights.owner,
        "adopted_on": weights.adopted_on.isoformat(),
        "reason": weights.reason,
        **({"reason_sv": weights.reason_sv} if weights.reason_sv else {}),
        "terms": numbers,
        **({CALIBRATION: knots} if knots else {}),
    }


def _checked_knots(side: str, knots: Sequence[Sequence[float]]) -> Knots:
    if side not in SIDES:
        raise InvalidValueError(
            field=CALIBRATION, row=side, value=side, expected="student or employer"
        )
    numbers = [number for knot in knots for number in knot]
    if any(len(knot) != 2 for knot in knots) or not all(map(_is_number, numbers)):
        raise InvalidValueError(
            field=CALIBRATION, row=side, value=knots, expected="pairs of finite numbers"
        )
    checked = tuple((float(at), float(to)) for at, to in knots)
    for before, after in pairwise(checked):
        if not (before[0] < after[0] and before[1] < after[1]):
            raise InvalidValueError(
                field=CALIBRATION, row=side, value=after, expected="knots that rise both ways"
            )
    return checked


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return the weights that ship with the project, read once a process."""
    return read_weights(_DATA / "weights.json")
