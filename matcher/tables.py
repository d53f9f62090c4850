"""What the rules say of one student and each class of offers, looked up for every offer.

The rules themselves are those that any single pair is asked by; here each is asked once a class.
What a class says are the log-odds that it adds to either side, -inf where a rule is not met; for
the pass over all offers both are added up in float32, together with what having nothing in common
would weigh.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.classes import Classes
from matcher.compiled import inlined, inner
from matcher.eligibility import is_accepted, is_free, is_understood, is_within_reach
from matcher.evidence import (
    BASE,
    OF_COMMON,
    OF_DATES,
    OF_DEMANDS,
    OF_LANGUAGES,
    OF_PLACES,
    evidence_of_common,
    evidence_of_dates,
    evidence_of_hours,
    evidence_of_language,
    evidence_of_levels,
    evidence_of_place,
    weighed,
)
from matcher.overlaps import SUMS
from matcher.pairs import Pairs
from matcher.rows import Rows, has_any

Floats = NDArray[np.float64]
Table = NDArray[np.float32]
Numbers = NDArray[np.int32]


class Tables(NamedTuple):
    """What the rules say of each class: log-odds of both sides, and of both together."""

    dates: Floats  # (classes, 2)
    places: Floats
    languages: Floats
    others: Floats
    by_dates: Table  # (classes,)
    by_place: Table
    by_field: Table
    by_other: Table
    by_demand: Table
    nothing: Table  # (5,): nothing in common


def make_tables(classes: Classes) -> Tables:
    """Return tables with room for every class, to be filled for one student after the other."""
    dates, places = len(classes.date_offers), len(classes.place_offers)
    languages, others = len(classes.language_offers), len(classes.other_offers)
    return Tables(
        np.empty((dates, 2)),
        np.empty((places, 2)),
        np.empty((languages, 2)),
        np.empty((others, 2)),
        np.empty(dates, np.float32),
        np.empty(places, np.float32),
        np.empty(len(classes.field_offers), np.float32),
        np.empty(others, np.float32),
        np.empty(len(classes.demand_parts), np.float32),
        np.zeros(SUMS, np.float32),
    )


@inlined
def _write(
    found: Floats, weights: Floats, terms: tuple[int, ...], is_met: bool, said: Floats, number: int
) -> None:
    """Write what a class says to both sides, and set the terms back."""
    for side in range(2):
        said[number, side] = weighed(found, weights, side, terms) if is_met else -np.inf
    for term in terms:
        found[term] = 0.0


@inner
def _fill_dates(
    student: Any,
    offers: NDArray[Any],
    columns: Numbers,
    minimum_overlap: float,
    weights: Floats,
    found: Floats,
    said: Floats,
) -> None:
    """Ask about the periods, and the time of the studies."""
    for number in range(len(columns)):
        offer = offers[columns[number]]
        is_met = student.wants[offer.kind] != 0 and is_free(student, offer, minimum_overlap)
        if is_met:
            evidence_of_dates(student, offer, weights, found)
        _write(found, weights, OF_DATES, is_met, said, number)


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
    said: Floats,
) -> None:
    """Ask about the places."""
    for number in range(len(columns)):
        offer = offers[columns[number]]
        is_met = is_within_reach(student, offer, km, minutes, hybrid_reach)
        if is_met:
            evidence_of_place(student, offer, minutes, weights, found)
        _write(found, weights, OF_PLACES, is_met, said, number)


@inner
def _fill_languages(
    speaks: NDArray[np.int8],
    row: int,
    asks: NDArray[np.int8],
    columns: Numbers,
    weights: Floats,
    found: Floats,
    said: Floats,
) -> None:
    """Ask about the languages."""
    for number in range(len(columns)):
        column = columns[number]
        is_met = is_understood(speaks, row, asks, column)
        if is_met:
            evidence_of_language(speaks, row, asks, column, weights, found)
        _write(found, weights, OF_LANGUAGES, is_met, said, number)


@inner
def _fill_fields(studies: Rows, row: int, accepts: Rows, columns: Numbers, said: Table) -> None:
    """Ask which sets of accepted fields a student's studies lie in."""
    for number in range(len(columns)):
        said[number] = 0.0 if is_accepted(studies, row, accepts, columns[number]) else -np.inf


@inner
def _fill_others(
    student: Any,
    offers: NDArray[Any],
    classes: Classes,
    speaks: bool,
    studies: bool,
    writes: bool,
    weights: Floats,
    found: Floats,
    tables: Tables,
) -> None:
    """Ask about level, hours and places left, and of what each side says anything at all."""
    of, columns = classes.other_speaks, classes.other_offers
    for number in range(len(columns)):
        offer = offers[columns[number]]
        is_met = offer.accepts_level[student.level] != 0 and offer.places_left > 0
        found[BASE] = 1.0
        evidence_of_levels(student, offer, weights, found)
        evidence_of_hours(student, offer, weights, found)
        has_asked = of[number, 1], of[number, 2]
        evidence_of_common(
            tables.nothing,
            speaks and of[number, 0] != 0,
            studies and of[number, 3] != 0,
            writes and of[number, 4] != 0,
            has_asked[0] != 0,
            has_asked[1] != 0,
            weights,
            found,
        )
        tables.by_other[number] = weighed(found, weights, 0, OF_COMMON)
        tables.by_other[number] += weighed(found, weights, 1, OF_COMMON)
        _write(found, weights, OF_DEMANDS, is_met, tables.others, number)
        tables.by_other[number] += tables.others[number, 0] + tables.others[number, 1]


@inner
def _combine(parts: Numbers, tables: Tables) -> None:
    """Add both sides up, and put the parts of each class of demands together."""
    for number in range(len(tables.dates)):
        tables.by_dates[number] = tables.dates[number, 0] + tables.dates[number, 1]
    for number in range(len(tables.places)):
        tables.by_place[number] = tables.places[number, 0] + tables.places[number, 1]
    for number in range(len(parts)):
        language, field, other = parts[number, 0], parts[number, 1], parts[number, 2]
        tables.by_demand[number] = (
            tables.languages[language, 0]
            + tables.languages[language, 1]
            + tables.by_field[field]
            + tables.by_other[other]
        )


@inner
def fill(
    pairs: Pairs, classes: Classes, row: int, weights: Floats, found: Floats, tables: Tables
) -> None:
    """Ask every rule about each class."""
    student, offers = pairs.students[row], pairs.offers
    speaks, studies = has_any(pairs.said_by, row), has_any(pairs.studied, row)
    writes, reach = has_any(pairs.texts, row), pairs.hybrid_reach
    km, minutes, overlap = pairs.km, pairs.minutes, pairs.minimum_overlap
    found[:] = 0.0
    _fill_dates(student, offers, classes.date_offers, overlap, weights, found, tables.dates)
    _fill_places(
        student, offers, classes.place_offers, km, minutes, reach, weights, found, tables.places
    )
    _fill_languages(
        pairs.speaks, row, pairs.asks, classes.language_offers, weights, found, tables.languages
    )
    _fill_fields(pairs.studies, row, pairs.accepts, classes.field_offers, tables.by_field)
    _fill_others(student, offers, classes, speaks, studies, writes, weights, found, tables)
    _combine(classes.demand_parts, tables)
