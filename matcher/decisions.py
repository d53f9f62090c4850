"""What people decided about pairs: the one thing that weights are learned from.

A decision is a yes or no of a student or an employer who was asked, or of a coordinator who
confirmed or rejected a suggestion, with the evidence that the score rested on when it was made.

Exposure bias: nobody decides about pairs that nobody saw. A coordinator sees what the weights in
force put first, and the parties are asked only about what a coordinator confirmed. What is learned
holds for pairs like those; of pairs that are never suggested, decisions say nothing, and a weight
that keeps good pairs out of sight is not found out by them. Coordinators moreover judge knowing
the score, and reject what is left when a place is taken: their decisions are taken as their own
opinion, not as what the parties would have said (``matcher.learning``).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.checks import check_date, check_flag, check_id, check_member, check_number
from matcher.errors import DuplicateIdError, InvalidValueError
from matcher.weights import SIDES, TERMS, Weights

# Evidence lies between -1 (discouraged) and 1; the rest is what neutral points may be.
_MOST = 101.0


class Voice(StrEnum):
    """Whose decision it is."""

    STUDENT = "student"
    EMPLOYER = "employer"
    COORDINATOR = "coordinator"


VOICES = tuple(Voice)


@dataclass(frozen=True, slots=True)
class Decision:
    """One yes or no about a pair.

    Parameters
    ----------
    student, offer : str
        The ids of the pair.
    voice : Voice
        The side that answered, or the coordinator who confirmed or rejected.
    yes : bool
    at : date
        The day of the decision.
    evidence : mapping of str to float
        What each term of the score was multiplied by: evidence - neutral, or 0 where there is
        none. Terms that are not named are 0; "base" is 1 always.

    Examples
    --------
    >>> said = Decision("s1", "o1", "student", True, date(2027, 3, 1), {"place": 0.5})
    >>> said.voice, said.evidence["base"]
    (<Voice.STUDENT: 'student'>, 1.0)
    """

    student: str
    offer: str
    voice: Voice
    yes: bool
    at: date
    evidence: Mapping[str, float] = field(hash=False)

    def __post_init__(self) -> None:
        """Check every field and store it as its declared type."""
        check_id(self.student, "student")
        check_id(self.offer, "offer")
        row = f"{self.student}, {self.offer}"
        voice = check_member("voice", row, self.voice, Voice)
        check_flag("yes", row, self.yes)
        check_date("at", row, self.at)
        object.__setattr__(self, "voice", voice)
        object.__setattr__(self, "evidence", _checked_evidence(row, self.evidence))


@dataclass(frozen=True)
class Observations:
    """Decisions as arrays, in the order of their days.

    Attributes
    ----------
    voice : int array of shape (decisions,)
        A place in ``VOICES``.
    evidence : float array of shape (decisions, terms)
        In the order of ``TERMS``.
    yes : bool array of shape (decisions,)
    student, pair : int arrays of shape (decisions,)
        Numbers that decisions about the same student, and the same pair, share.
    day : int array of shape (decisions,)
        As ``date.toordinal`` counts.
    """

    voice: NDArray[np.int64]
    evidence: NDArray[np.float64]
    yes: NDArray[np.bool_]
    student: NDArray[np.int64]
    pair: NDArray[np.int64]
    day: NDArray[np.int64]

    def __len__(self) -> int:
        """Count the decisions."""
        return len(self.yes)

    def part(self, chosen: NDArray[np.bool_]) -> "Observations":
        """Return some of the decisions."""
        return Observations(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


def observe(decisions: Sequence[Decision]) -> Observations:
    """Return decisions as arrays, by day, voice and pair, whatever order they come in.

    Raises
    ------
    InvalidValueError
        Something is no decision.
    DuplicateIdError
        The same voice decided twice about a pair on one day.
    """
    seen: set[tuple[object, ...]] = set()
    for row, decision in enumerate(decisions):
        if not isinstance(decision, Decision):
            raise InvalidValueError(
                field="decisions", row=row, value=decision, expected="a record of type Decision"
            )
        key = (decision.at, decision.voice, decision.student, decision.offer)
        if key in seen:
            raise DuplicateIdError(
                field="decisions", row=row, value=key[1:], expected="one decision a day"
            )
        seen.add(key)
    ordered = sorted(
        decisions, key=lambda each: (each.at, VOICES.index(each.voice), each.student, each.offer)
    )
    return Observations(
        voice=np.array([VOICES.index(each.voice) for each in ordered], np.int64),
        evidence=np.array(
            [[each.evidence[term] for term in TERMS] for each in ordered], np.float64
        ).reshape(len(ordered), len(TERMS)),
        yes=np.array([each.yes for each in ordered], np.bool_),
        student=_numbered([each.student for each in ordered]),
        pair=_numbered([(each.student, each.offer) for each in ordered]),
        day=np.array([each.at.toordinal() for each in ordered], np.int64),
    )


def evidence_from(
    terms: Mapping[str, Mapping[str, float]], weights: Weights, lacking: Collection[str] = ()
) -> dict[str, float]:
    """Return what each term was multiplied by, from the log-odds that it gave.

    Parameters
    ----------
    terms : mapping
        ``{"student": {term: log-odds}, "employer": {term: log-odds}}``, as ``Ranking.terms``
        returns them and runs keep them.
    weights : Weights
        The version that they were made with.
    lacking : collection of str
        The terms of missing evidence that apply, as the reasons of the pair name them: where such
        a term weighs nothing on either side, its log-odds do not show whether it applied.

    Raises
    ------
    InvalidValueError
        A side or a term is missing.

    Examples
    --------
    >>> from matcher.weights import shipped_weights
    >>> sides = {side: dict.fromkeys(TERMS, 0.0) for side in SIDES}
    >>> sides["student"]["place"] = 0.7  # where the weight is 1.4
    >>> evidence_from(sides, shipped_weights())["place"]
    0.5
    """
    found: dict[str, float] = {}
    for term in TERMS:
        weight = weights.terms[term]
        # The side where the term weighs more: the quotient is exact to the last places there.
        side = max(SIDES, key=lambda side: abs(getattr(weight, side)))
        by = getattr(weight, side)
        try:
            log_odds = terms[side][term]
        except (KeyError, TypeError):
            raise InvalidValueError(
                field="terms", row=side, value=term, expected="the log-odds of every term"
            ) from None
        found[term] = log_odds / by if by else float(term in lacking)
    return found


def moved_evidence(
    evidence: Mapping[str, float], before: Weights, after: Weights
) -> dict[str, float]:
    """Return evidence as it stands with the neutral points of another version.

    Evidence that lay exactly at the old neutral point cannot be told from none, and stays 0.
    """
    return {
        term: value + before.terms[term].neutral - after.terms[term].neutral if value else 0.0
        for term, value in evidence.items()
    }


def _checked_evidence(row: str, evidence: object) -> dict[str, float]:
    if not isinstance(evidence, Mapping):
        raise InvalidValueError(
            field="evidence", row=row, value=evidence, expected="numbers by term"
        )
    for term, value in evidence.items():
        if term not in TERMS:
            raise InvalidValueError(
                field="evidence", row=row, value=term, expected="a term of the score"
            )
        if value is None:
            raise InvalidValueError(field=term, row=row, value=None, expected="a number")
        check_number(term, row, value, -_MOST, _MOST)
    return {term: float(evidence.get(term, 0.0)) for term in TERMS} | {"base": 1.0}


def _numbered(keys: Sequence[object]) -> NDArray[np.int64]:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)
