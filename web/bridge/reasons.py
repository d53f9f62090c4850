"""Why a pair was suggested, in plain words: at most three reasons for it, and those against it.

Read from what the run kept with its suggestion; the matcher itself is not asked, so any page may.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from web.bridge.nobody import why_nobody
from web.bridge.sentences import concepts_in, sentences_of

__all__ = [
    "Detail",
    "Explanation",
    "Strength",
    "concepts_of",
    "explain_terms",
    "leave_out",
    "strength_of",
    "why_nobody",
]

MOST_FOR, MOST_AGAINST = 3, 2
# What the working group says of pairs is for the working group.
NOT_FOR_STUDENTS = frozenset({"hint"})
# Log-odds that nobody would notice in the score are not told.
WORTH_TELLING = 0.05


class Strength(StrEnum):
    """How strong a suggestion is, in a word."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


# From which score on a suggestion is called so. The score is the chance that both say yes.
THRESHOLDS = ((0.65, Strength.STRONG), (0.35, Strength.POSSIBLE))

TERMS: dict[str, LazyString] = {
    "base": _l("Where everybody starts"),
    "must": _l("Skills that are asked for"),
    "wished": _l("Skills that are a merit"),
    "concepts": _l("What profile and offer are about"),
    "text": _l("Words in both texts"),
    "programme": _l("Field of studies"),
    "level": _l("Level of studies"),
    "language": _l("Languages"),
    "place": _l("Place and way to travel"),
    "period": _l("Dates"),
    "hours": _l("Hours a week"),
    "stage": _l("Time of the studies"),
    "interest": _l("The student’s wishes"),
    "hint": _l("What the working group has said"),
    "no_evidence_skills": _l("Nothing known of skills"),
    "no_evidence_text": _l("No texts to compare"),
    "no_evidence_programme": _l("Field of studies unknown"),
    "no_evidence_place": _l("Place unknown"),
    "no_evidence_period": _l("Dates unknown"),
    "no_evidence_hours": _l("Hours unknown"),
    "no_evidence_stage": _l("Time of the degree unknown"),
    "calibration": _l("Corrected by what people decided before"),
}


@dataclass(frozen=True)
class Detail:
    """One line under "details": what a term adds to the log-odds of either side.

    Its name is put in words when it is shown: most are not.
    """

    name: str | LazyString
    student: float
    employer: float


@dataclass(frozen=True)
class Explanation:
    """Why a pair was suggested.

    Parameters
    ----------
    strength : Strength
    plus, minus : tuple of str
        Sentences for and against, what weighs most first.
    details : tuple of Detail
        Every term that weighs something, what weighs most first.
    """

    strength: Strength
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    details: tuple[Detail, ...]


def strength_of(score: float) -> Strength:
    """Give the word for a score from 0 to 1.

    Examples
    --------
    >>> strength_of(0.7), strength_of(0.4), strength_of(0.01)
    (<Strength.STRONG: 'strong'>, <Strength.POSSIBLE: 'possible'>, <Strength.WEAK: 'weak'>)
    """
    return next((word for least, word in THRESHOLDS if score >= least), Strength.WEAK)


def concepts_of(terms: Mapping[str, Any]) -> set[str]:
    """Give the ids of the concepts whose labels `explain_terms` needs."""
    evidence: Mapping[str, Any] = terms.get("evidence", {})
    return {concept for term in evidence for concept in concepts_in(term, evidence[term])}


def explain_terms(score: float, terms: Mapping[str, Any], labels: Mapping[str, str]) -> Explanation:
    """Say why, from a score and its terms: of a suggestion, or of a pair that nobody stored.

    Parameters
    ----------
    score : float
        The chance that both say yes, from 0 to 1.
    terms : mapping
        As a suggestion keeps them.
    labels : mapping
        What concepts are called, by id, as ``get_labels`` gives them for `concepts_of`.
    """
    weights = _weights(terms)
    evidence: Mapping[str, Any] = terms.get("evidence", {})
    said = [
        sentence
        for term, weight in weights
        if abs(weight) >= WORTH_TELLING
        for sentence in sentences_of(term, evidence.get(term, {}), weight > 0, labels)
    ]
    return Explanation(
        strength=strength_of(score),
        plus=tuple(each.sentence for each in said if each.speaks_for)[:MOST_FOR],
        minus=tuple(each.sentence for each in said if not each.speaks_for)[:MOST_AGAINST],
        details=_details(terms, weights),
    )


def leave_out(terms: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Give the terms of a suggestion without some that are not for the reader.

    Examples
    --------
    >>> leave_out({"student": {"place": 1.0, "hint": 1.5}, "evidence": {"hint": {}}}, ["hint"])
    {'student': {'place': 1.0}, 'evidence': {}}
    """
    return {
        side: {term: value for term, value in told.items() if term not in names}
        for side, told in terms.items()
    }


def _weights(terms: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Give what each term weighs for both sides together, what weighs most first."""
    student: Mapping[str, float] = terms.get("student", {})
    employer: Mapping[str, float] = terms.get("employer", {})
    both = {
        term: student.get(term, 0.0) + employer.get(term, 0.0)
        for term in {**student, **employer}
        if term != "base"
    }
    return sorted(both.items(), key=lambda item: (-abs(item[1]), item[0]))


def _details(terms: Mapping[str, Any], weights: Iterable[tuple[str, float]]) -> tuple[Detail, ...]:
    student: Mapping[str, float] = terms.get("student", {})
    employer: Mapping[str, float] = terms.get("employer", {})
    return tuple(
        Detail(TERMS.get(term, term), student.get(term, 0.0), employer.get(term, 0.0))
        for term in ("base", *(term for term, weight in weights if weight))
        if term in student or term in employer
    )
