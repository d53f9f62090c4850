"""What the rules say of one student and each class of offers, looked up for every offer.

The rules themselves are those that any single pair is asked by; here each is asked once a class.
What a class says is one number, the log-odds that it adds to both sides together, -inf where a rule
is not met.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.classes import Classes
from matcher.compiled import inlined, inner
from matcher.eligibility import is_accepted, is_free, is_understood, is_within_reach
from matcher.evidence import (
    BASE,
    CONCEPTS,
    HOURS,
    LANGUAGE,
    LEVEL,
    MUST,
    NO_HOURS,
    NO_PERIOD,
    NO_PLACE,
    NO_PROGRAMME,
    NO_SKILLS,
    NO_STAGE,
    NO_TEXT,
    PERIOD,
    PLACE,
    PROGRAMME,
    STAGE,
    TEXT,
    WISHED,
    evidence_of_dates,
    evidence_of_hours,
    evidence_of_language,
    evidence_of_levels,
    evidence_of_place,
)
from matcher.pairs import Pairs
from matcher.rows import Rows, has_any

Floats = NDArray[np.float64]
Table = NDArray[np.float32]
Numbers = NDArray[np.int32]

_COMMON_GROUND = (
    CONCEPTS,
    MUST,
    WISHED,
    NO_SKILLS,
    PROGRAMME,
    NO_PROGRAMME,
    TEXT,
    NO_TEXT,
)


class Tables(NamedTuple):
    """What the rules say of each class."""

    dates: Table
    places: Table
    languages: Table
    fields: Table
    others: Table
    demands: Table


def make_tables(classes: Classes) -> Tables:
    """Return tables with room for every class, to be filled for one student after the other."""
    return Tables(
        np.empty(len(classes.date_offers), np.float32),
        np.empty(len(classes.place_offers), np.float32),
        np.empty(len(classes.language_offers), np.float32),
        np.empty(len(classes.field_offers), np.float32),
        np.empty(len(classes.other_offers), np.float32),
        np.empty(len(classes.demand_parts), np.float32),
    )


@inlined
def _weighed(found: Floats, weights: Floats, term: int) -> float:
    """Return what a term adds to both sides, and set it back."""
    value: float = (weights[term, 0] + weights[term, 1]) * found[term]
    found[term] = 0.0
    return value


@inner
def _fill_dates(
    student: Any,
    offers: NDArray[Any],
    columns: Numbers,
    minimum_overlap: float,
    weights: Floats,
    found: Floats,
    said: Table,
) -> None:
    """Ask about the periods, and the time of the studies."""
    for number in range(len(columns)):
        offer = offers[columns[number]]
        said[number] = -np.inf
        if student.wants[offer.kind] != 0 and is_free(student, offer, minimum_overlap):
            evidence_of_dates(student, offer, weights, found)
            said[number] = (
                _weighed(found, weights, PERIOD)
                + _weighed(found, weights, NO_PERIOD)
                + _weighed(found, weights, STAGE)
                + _weighed(found, weights, NO_STAGE)
            )


@inner
def _fill_places(
    student: Any,
    offers: NDArray[Any],
    columns: Numbers,
    km: Floats,
    minutes: Floats,
    hybrid_reach: float,
    weights: Floats,
    found: Floats,
    said: Table,
) -> None:
    """Ask about the places."""
    for number in range(len(columns)):
        offer = offers[columns[number]]
        said[number] = -np.inf
        if is_within_reach(student, offer, km, minutes, hybrid_reach):
            evidence_of_place(student, offer, minutes, weights, found)
            said[number] = _weighed(found, weights, PLACE) + _weighed(found, weights, NO_PLACE)


@inner
def _fill_languages(
    speaks: NDArray[np.int8],
    row: int,
    asks: NDArray[np.int8],
    columns: Numbers,
    weights: Floats,
    found: Floats,
    said: Table,
) -> None:
    """Ask about the languages."""
    for number in range(len(columns)):
        column = columns[number]
        said[number] = -np.inf
        if is_understood(speaks, row, asks, column):
            evidence_of_language(speaks, row, asks, column, weights, found)
            said[number] = _weighed(found, weights, LANGUAGE)


@inner
def _fill_fields(studies: Rows, row: int, accepts: Rows, columns: Numbers, said: Table) -> None:
    """Ask which sets of accepted fields a student's studies lie in."""
    for number in range(len(columns)):
        said[number] = 0.0 if is_accepted(studies, row, accepts, columns[number]) else -np.inf


@inner
def _fill_others(
    student: Any,
    offers: NDArray[Any],
    columns: Numbers,
    weights: Floats,
    found: Floats,
    said: Table,
) -> None:
    """Ask about level, hours and places left."""
    for number in range(len(columns)):
        offer = offers[columns[number]]
        said[number] = -np.inf
        if offer.accepts_level[student.level] != 0 and offer.places_left > 0:
            evidence_of_levels(student, offer, weights, found)
            evidence_of_hours(student, offer, weights, found)
            said[number] = (
                weights[BASE, 0]
                + weights[BASE, 1]
                + _weighed(found, weights, LEVEL)
                + _weighed(found, weights, HOURS)
                + _weighed(found, weights, NO_HOURS)
            )


@inner
def _fill_common_ground(
    speaks: bool,
    studies: bool,
    writes: bool,
    of: NDArray[np.uint8],
    weights: Floats,
    found: Floats,
    said: Table,
) -> None:
    """Add what having nothing in common would weigh; what is in common is added by the offer."""
    for number in range(len(said)):
        if speaks and of[number, 0]:
            found[CONCEPTS] = -weights[CONCEPTS, 2]
            found[MUST] = -(of[number, 1] * weights[MUST, 2])
            found[WISHED] = -(of[number, 2] * weights[WISHED, 2])
        else:
            found[NO_SKILLS] = 1.0 - weights[NO_SKILLS, 2]
        if studies and of[number, 3]:
            found[PROGRAMME] = -weights[PROGRAMME, 2]
        else:
            found[NO_PROGRAMME] = 1.0 - weights[NO_PROGRAMME, 2]
        if writes and of[number, 4]:
            found[TEXT] = -weights[TEXT, 2]
        else:
            found[NO_TEXT] = 1.0 - weights[NO_TEXT, 2]
        for term in _COMMON_GROUND:
            said[number] += _weighed(found, weights, term)


@inner
def _combine(parts: NDArray[np.int32], tables: Tables) -> None:
    """Put the parts of each class of demands together."""
    for number in range(len(parts)):
        language, field, other = parts[number, 0], parts[number, 1], parts[number, 2]
        tables.demands[number] = (
            tables.languages[language] + tables.fields[field] + tables.others[other]
        )


@inner
def fill(
    pairs: Pairs, classes: Classes, row: int, weights: Floats, found: Floats, tables: Tables
) -> None:
    """Ask every rule about each class."""
    student, offers = pairs.students[row], pairs.offers
    speaks, studies = has_any(pairs.said_by, row), has_any(pairs.studied, row)
    writes, reach = has_any(pairs.texts, row), pairs.hybrid_reach
    km, minutes, others = pairs.km, pairs.minutes, tables.others
    found[:] = 0.0
    overlap = pairs.minimum_overlap
    _fill_dates(student, offers, classes.date_offers, overlap, weights, found, tables.dates)
    _fill_places(
        student, offers, classes.place_offers, km, minutes, reach, weights, found, tables.places
    )
    _fill_languages(
        pairs.speaks, row, pairs.asks, classes.language_offers, weights, found, tables.languages
    )
    _fill_fields(pairs.studies, row, pairs.accepts, classes.field_offers, tables.fields)
    _fill_others(student, offers, classes.other_offers, weights, found, others)
    _fill_common_ground(speaks, studies, writes, classes.other_speaks, weights, found, others)
    _combine(classes.demand_parts, tables)
