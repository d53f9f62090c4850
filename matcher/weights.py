"""The weights in force: one versioned file, with who adopted it, when and why.

A version is never edited once it is in use: a new one gets a new number.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
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
    """

    version: str
    owner: str
    adopted_on: date
    reason: str
    terms: Mapping[str, Weight] = field(hash=False)

    def __post_init__(self) -> None:
        """Refuse missing and unknown terms, and numbers that are none."""
        check_id(self.version, "version")
        for name in ("owner", "reason"):
            check_text(name, self.version, getattr(self, name))
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
        )
    except KeyError as missing:
        raise InvalidValueError(
            field=str(missing.args[0]), row=path.name, value=None, expected="a value"
        ) from missing
    except (AttributeError, TypeError, ValueError) as wrong:
        raise InvalidValueError(
            field="weights", row=path.name, value=str(wrong), expected="a file of weights"
        ) from wrong


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return the weights that ship with the project, read once a process."""
    return read_weights(_DATA / "weights.json")
