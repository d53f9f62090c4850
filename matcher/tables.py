"""What the rules say of one student and each class of offers, looked up for every offer.

The rules themselves are those that any single pair is asked by; here each is asked once a class.
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
    is_comparable,
)
from matcher.rows import Rows

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
    """What the rules say of each class: whether it is open, and the log-odds of either side."""

    dates: Table  # (classes, 2), as are the others
    dates_open: NDArray[np.bool_]
    places: Table
    places_open: NDArray[np.bool_]
    languages: Table
    languages_open: NDArray[np.bool_]
    fields_open: NDArray[np.bool_]
    others: Table
    others_open: NDArray[np.bool_]
    demands: Table
    demands_open: NDArray[np.bool_]


def make_tables(classes: Classes) -> Tables:
    """Return tables with room for every class, to be filled for one student after the other."""

    def said(offers: NDArray[Any]) -> Table:
        return np.empty((len(offers), 2), np.float32)

    def is_open(offers: NDArray[Any]) -> NDArray[np.bool_]:
        return np.empty(len(offers), np.bool_)

    return Tables(
        said(classes.date_offers),
        is_open(classes.date_offers),
        said(classes.place_offers),
        is_open(classes.place_offers),
        said(classes.language_offers),
        is_open(classes.language_offers),
        is_open(classes.field_offers),
        said(classes.other_offers),
        is_open(classes.other_offers),
        said(classes.demand_parts),
        is_open(classes.demand_parts),
    )


@inlined
def _weigh(found: Floats, weights: Floats, term: int, into: Table, number: int) -> None:
    """Add a term to both sides of a class, and set it back."""
    into[number, 0] += weights[term, 0] * found[term]
    into[number, 1] += weights[term, 1] * found[term]
    found[term] = 0.0


@inner
def fill_dates(
    student: Any,
    offers: NDArray[Any],
    columns: Numbers,
    minimum_overlap: float,
    weights: Floats,
    found: Floats,
    said: Table,
    is_open: NDArray[np.bool_],
) -> None:
    """Ask about the periods, and the time of the studies."""
    said[:] = 0.0
    for number in range(len(columns)):
        offer = offers[columns[number]]
        is_open[number] = student.wants[offer.kind] != 0 and is_free(
            student, offer, minimum_overlap
        )
        if is_open[number]:
            evidence_of_dates(student, offer, weights, found)
            _weigh(found, weights, PERIOD, said, number)
            _weigh(found, weights, NO_PERIOD, said, number)
            _weigh(found, weights, STAGE, said, number)
            _weigh(found, weights, NO_STAGE, said, number)


@inner
def fill_places(
    student: Any,
    offers: NDArray[Any],
    columns: Numbers,
    km: Floats,
    minutes: Floats,
    hybrid_reach: float,
    weights: Floats,
    found: Floats,
    said: Table,
    is_open: NDArray[np.bool_],
) -> None:
    """Ask about the places."""
    said[:] = 0.0
    for number in range(len(columns)):
        offer = offers[columns[number]]
        is_open[number] = is_within_reach(student, offer, km, minutes, hybrid_reach)
        if is_open[number]:
            evidence_of_place(student, offer, minutes, weights, found)
            _weigh(found, weights, PLACE, said, number)
            _weigh(found, weights, NO_PLACE, said, number)


@inner
def fill_languages(
    speaks: NDArray[np.int8],
    row: int,
    asks: NDArray[np.int8],
    columns: Numbers,
    weights: Floats,
    found: Floats,
    said: Table,
    is_open: NDArray[np.bool_],
) -> None:
    """Ask about the languages."""
    said[:] = 0.0
    for number in range(len(columns)):
        column = columns[number]
        is_open[number] = is_understood(speaks, row, asks, column)
        if is_open[number]:
            evidence_of_language(speaks, row, asks, column, weights, found)
            _weigh(found, weights, LANGUAGE, said, number)


@inner
def fill_fields(
    studies: Rows, row: int, accepts: Rows, columns: Numbers, is_open: NDArray[np.bool_]
) -> None:
    """Ask which sets of accepted fields a student's studies lie in."""
    for number in range(len(columns)):
        is_open[number] = is_accepted(studies, row, accepts, columns[number])


@inner
def fill_others(
    student: Any,
    offers: NDArray[Any],
    columns: Numbers,
    weights: Floats,
    found: Floats,
    said: Table,
    is_open: NDArray[np.bool_],
) -> None:
    """Ask about level, hours and places left."""
    said[:] = 0.0
    for number in range(len(columns)):
        offer = offers[columns[number]]
        is_open[number] = offer.accepts_level[student.level] != 0 and offer.places_left > 0
        found[BASE] = 1.0
        _weigh(found, weights, BASE, said, number)
        evidence_of_levels(student, offer, weights, found)
        _weigh(found, weights, LEVEL, said, number)
        evidence_of_hours(student, offer, weights, found)
        _weigh(found, weights, HOURS, said, number)
        _weigh(found, weights, NO_HOURS, said, number)


@inner
def fill_common_ground(
    speaks: bool,
    studies: bool,
    language: int,
    offers_speak: NDArray[np.uint8],
    languages: NDArray[np.int8],
    weights: Floats,
    found: Floats,
    said: Table,
) -> None:
    """Add what having nothing in common would weigh; what is in common is added by the offer."""
    for number in range(len(offers_speak)):
        of_concepts, of_fields = offers_speak[number, 0] != 0, offers_speak[number, 3] != 0
        of_must, of_wished = float(offers_speak[number, 1]), float(offers_speak[number, 2])
        if speaks and of_concepts:
            found[CONCEPTS] = -weights[CONCEPTS, 2]
            found[MUST] = -of_must * weights[MUST, 2]
            found[WISHED] = -of_wished * weights[WISHED, 2]
        else:
            found[NO_SKILLS] = 1.0 - weights[NO_SKILLS, 2]
        if studies and of_fields:
            found[PROGRAMME] = -weights[PROGRAMME, 2]
        else:
            found[NO_PROGRAMME] = 1.0 - weights[NO_PROGRAMME, 2]
        if is_comparable(language, languages[number]):
            found[TEXT] = -weights[TEXT, 2]
        else:
            found[NO_TEXT] = 1.0 - weights[NO_TEXT, 2]
        for term in _COMMON_GROUND:
            _weigh(found, weights, term, said, number)


@inner
def combine(parts: NDArray[np.int32], tables: Tables) -> None:
    """Put the parts of each class of demands together."""
    for number in range(len(parts)):
        language, field, other = parts[number, 0], parts[number, 1], parts[number, 2]
        tables.demands_open[number] = (
            tables.languages_open[language]
            and tables.fields_open[field]
            and tables.others_open[other]
        )
        for side in range(2):
            together = tables.others[other, side] + tables.languages[language, side]
            tables.demands[number, side] = together


@inner
def highest(said: Table, is_open: NDArray[np.bool_]) -> float:
    """Return the most that any open class says of both sides together."""
    most = -np.inf
    for number in range(len(said)):
        if is_open[number]:
            most = max(most, said[number, 0] + said[number, 1])
    return most
