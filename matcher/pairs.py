"""Pairs of students and offers: what is known of either side, side by side, for compiled loops.

The seam between features and arithmetic: the rules in ``matcher.eligibility`` and the evidence in
``matcher.evidence`` ask this about any pair, and so does the pass over all of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.facts import Facts
from matcher.features import OfferFeatures, StudentFeatures
from matcher.rows import Asked, Rows, as_asked, as_listed, as_rows, rows_of
from matcher.settings import Settings
from matcher.weights import TERMS, Weights

# What has a row for each student, and more for none.
_OF_STUDENTS = (
    *("skills", "said_by", "texts", "studies", "studied"),
    *("interest", "hints", "declined", "forbidden"),
)


class Pairs(NamedTuple):
    """Everything that the rules and the score of n × m pairs rest on, as arrays."""

    students: NDArray[Any]  # (n,) of facts.STUDENT
    offers: NDArray[Any]  # (m,) of facts.OFFER
    speaks: NDArray[np.int8]
    asks: NDArray[np.int8]
    km: NDArray[np.float64]
    minutes: NDArray[np.float64]
    skills: Rows
    said_by: Rows
    said_of: Rows
    texts: Rows
    ads: Rows
    studies: Rows
    accepts: Rows
    studied: Rows
    fields: Rows
    must: Asked
    wished: Asked
    asks_must: NDArray[np.bool_]
    asks_wished: NDArray[np.bool_]
    interest: Rows
    hints: Rows
    declined: Rows
    forbidden: Rows
    weights: NDArray[np.float64]  # (terms, 3): student, employer, neutral
    student_knots: NDArray[np.float64]  # (knots, 2), none where nothing is calibrated
    employer_knots: NDArray[np.float64]
    minimum_overlap: float
    hybrid_reach: float


def make_pairs(
    facts: Facts,
    students: StudentFeatures,
    offers: OfferFeatures,
    settings: Settings,
    weights: Weights,
    *,
    interest: Mapping[tuple[int, int], float] | None = None,
    hints: Mapping[tuple[int, int], float] | None = None,
    declined: Iterable[tuple[int, int]] = (),
    forbidden: Iterable[tuple[int, int]] = (),
) -> Pairs:
    """Return the pairs of students and offers.

    Parameters
    ----------
    facts : Facts
    students, offers : StudentFeatures and OfferFeatures
    settings : Settings
    weights : Weights
    interest : mapping of (student row, offer row) to float
        How much students like offers, from 0 to 1.
    hints : mapping likewise
        1 for encouraged, -1 for discouraged pairs.
    declined, forbidden : iterables of (student row, offer row)
    """
    shape = len(facts.students), len(facts.offers)
    return Pairs(
        students=facts.students,
        offers=facts.offers,
        speaks=facts.speaks,
        asks=facts.asks,
        km=facts.km,
        minutes=facts.minutes,
        skills=as_rows(students.skills),
        said_by=as_rows(students.concepts),
        said_of=as_rows(offers.concepts),
        texts=as_rows(students.text),
        ads=as_rows(offers.text),
        studies=as_rows(students.studies),
        accepts=as_rows(offers.accepts),
        studied=as_rows(students.fields),
        fields=as_rows(offers.fields),
        must=as_asked(offers.must),
        wished=as_asked(offers.wished),
        asks_must=offers.asks_must,
        asks_wished=offers.asks_wished,
        interest=as_listed(dict(interest or {}), shape),
        hints=as_listed(dict(hints or {}), shape),
        declined=as_listed(dict.fromkeys(declined, 1.0), shape),
        forbidden=as_listed(dict.fromkeys(forbidden, 1.0), shape),
        weights=_table(weights),
        student_knots=_knots(weights, "student"),
        employer_knots=_knots(weights, "employer"),
        minimum_overlap=float(settings.minimum_overlap),
        hybrid_reach=float(settings.hybrid_reach),
    )


def block_of(pairs: Pairs, first: int, last: int) -> Pairs:
    """Return the pairs of some students alone, sharing memory."""
    rows: dict[str, Any] = {
        name: rows_of(getattr(pairs, name), first, last) for name in _OF_STUDENTS
    }
    students, speaks = pairs.students[first:last], pairs.speaks[first:last]
    return pairs._replace(students=students, speaks=speaks, **rows)


def _table(weights: Weights) -> NDArray[np.float64]:
    """Return the numbers by term: student, employer and neutral."""
    terms = [weights.terms[name] for name in TERMS]
    return np.array([(each.student, each.employer, each.neutral) for each in terms], np.float64)


def _knots(weights: Weights, side: str) -> NDArray[np.float64]:
    """Return what the log-odds of a side are calibrated by."""
    knots = list(weights.calibration.get(side, ()))
    return np.array(knots, np.float64).reshape(len(knots), 2)
