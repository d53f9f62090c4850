"""Pairs that may be among the best, scored exactly with what was asked once a class of offers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.bounds import LOWEST, Room
from matcher.chances import calibrate, chance
from matcher.classes import Classes
from matcher.compiled import inlined, inner
from matcher.evidence import HINT, INTEREST, OF_COMMON, OF_WISHES, evidence_of_common, weighed
from matcher.overlaps import SUMS
from matcher.pairs import Pairs
from matcher.rows import has_any, value_at
from matcher.tables import Tables

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]


class Hits(NamedTuple):
    """Pairs that may be among the best of a student or of an offer, by student, and scored."""

    rows: Numbers
    columns: Numbers
    places: Numbers  # where the offer stands in the order of classes
    said: Floats  # (pairs, 2): the probabilities of both sides


def make_hits(pairs: int) -> Hits:
    """Return room for so many hits."""
    return Hits(
        np.empty(pairs, np.int32),
        np.empty(pairs, np.int32),
        np.empty(pairs, np.int32),
        np.empty((pairs, 2)),
    )


@inlined
def collect(
    row: int, classes: Classes, room: Room, place: np.uint64, hits: Hits, count: int
) -> int:
    """Collect a pair, and see it no more."""
    offer = room.places[place]
    hits.rows[count], hits.columns[count], hits.places[count] = row, classes.order[offer], offer
    room.log_odds[place] = LOWEST
    return count + 1


@inner
def weigh_hits(
    pairs: Pairs,
    classes: Classes,
    tables: Tables,
    room: Room,
    row: int,
    hits: Hits,
    begin: int,
    end: int,
    found: Floats,
) -> None:
    """Score hits exactly, as `matcher.evidence.weigh` does, with what was asked once a class."""
    weights, common, of = pairs.weights, room.common, classes.other_speaks
    interest, hints, parts, said = pairs.interest, pairs.hints, classes.demand_parts, hits.said
    speaks, studies = has_any(pairs.said_by, row), has_any(pairs.studied, row)
    writes, has = has_any(pairs.texts, row), room.has
    for hit in range(begin, end):
        place, column = hits.places[hit], hits.columns[hit]
        demands, date, where = classes.demands[place], classes.dates[place], classes.places[place]
        language, other = parts[demands, 0], parts[demands, 2]
        for number in range(SUMS):
            has[number] = common[number, place]
        evidence_of_common(
            has,
            speaks and of[other, 0] != 0,
            studies and of[other, 3] != 0,
            writes and of[other, 4] != 0,
            of[other, 1] != 0,
            of[other, 2] != 0,
            weights,
            found,
        )
        found[INTEREST] = value_at(interest, row, column)
        found[HINT] = value_at(hints, row, column)
        for side in range(2):
            said[hit, side] = (
                tables.others[other, side]
                + tables.languages[language, side]
                + tables.dates[date, side]
                + tables.places[where, side]
                + weighed(found, weights, side, OF_COMMON)
                + weighed(found, weights, side, OF_WISHES)
            )
        said[hit, 0] = chance(calibrate(pairs.student_knots, said[hit, 0]))
        said[hit, 1] = chance(calibrate(pairs.employer_knots, said[hit, 1]))
