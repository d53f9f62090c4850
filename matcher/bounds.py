"""What bounds the score of one student with each offer whose dates suit: both sides' log-odds.

No pair of log-odds s and t has a higher score than the square of the chance of (s + t) / 2, since
the logarithm of a chance is concave: so their sum, one number in float32, bounds the score (as in
threshold algorithms: Fagin, Lotem and Naor 2003, "Optimal aggregation algorithms for middleware").
It is added up from what the rules say of each class of offers (``matcher.tables``) and what both
have in common (``matcher.overlaps``). Offers with dates that do not suit are passed over together,
so what is written here is about those that are left, in the order of classes.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.classes import Classes
from matcher.compiled import inner
from matcher.overlaps import FIELDS, REQUIRED, SPOKEN, SUMS, WANTED, WORDS
from matcher.rows import Rows
from matcher.tables import Table, Tables

Numbers = NDArray[np.int32]

# So many offers are a group, and so many groups are looked at together.
GROUP = 8
LOWEST = np.float32(-np.inf)
# Later than any offer, where a group is filled up.
_NOWHERE = np.uint32(0xFFFFFFFF)


class Room(NamedTuple):
    """What one thread works in; but for the first, about the offers whose dates suit a student."""

    common: Table  # (5, m): what each offer has in common with a student; 0 between students
    log_odds: Table  # of both sides together, and then -inf to fill the groups
    bars: Table  # what it takes to be among the best of the offer
    places: NDArray[np.uint32]  # where each offer stands in the order of classes
    middle: Table  # the highest of each group
    tops: Table  # of each group of groups
    steps: Numbers
    touched: NDArray[np.uint64]  # (1,)
    has: Table  # (5,): what one pair has in common


def make_room(m: int) -> Room:
    """Return what to work in for m offers."""
    tops = -(-m // GROUP**2)
    return Room(
        np.zeros((SUMS, m), np.float32),
        np.empty(tops * GROUP**2, np.float32),
        np.empty(tops * GROUP**2, np.float32),
        np.empty(tops * GROUP**2, np.uint32),
        np.empty(tops * GROUP, np.float32),
        np.empty(tops, np.float32),
        np.empty(tops * GROUP, np.int32),
        np.zeros(1, np.uint64),
        np.empty(SUMS, np.float32),
    )


@inner
def look_up(
    classes: Classes, tables: Tables, room: Room, scale: Table, speaks: bool, bars: Table
) -> np.uint64:
    """Write the log-odds of each offer whose dates suit; return of how many, groups filled up."""
    dates, starts = tables.by_dates, classes.date_starts
    number, seen = 0, np.uint64(0)
    while number < len(dates):
        if dates[number] == LOWEST:
            number += 1
            continue
        begin, first = np.uint64(starts[number]), number
        while number < len(dates) and dates[number] > LOWEST:
            number += 1
        _look_up_stretch(classes, tables, room, scale, speaks, bars, first, number, begin, seen)
        seen += np.uint64(starts[number]) - begin
    full = -(-np.int64(seen) // GROUP**2) * GROUP**2
    for place in range(seen, np.uint64(full)):
        room.log_odds[place], room.bars[place], room.places[place] = LOWEST, np.inf, _NOWHERE
    return np.uint64(full)


@inner
def _look_up_stretch(
    classes: Classes,
    tables: Tables,
    room: Room,
    scale: Table,
    speaks: bool,
    bars: Table,
    first: int,
    last: int,
    begin: np.uint64,
    seen: np.uint64,
) -> None:
    """Write the log-odds of offers of some classes of dates, -inf where another rule is not met.

    Those from ``begin`` in the order of classes are written from ``seen``.
    """
    # Arrays are taken out once, and numbers that cannot be negative are found without a look
    # whether they are: many are then reckoned at once.
    log_odds, places, demands = room.log_odds, classes.places, classes.demands
    words, spoken, fields = room.common[WORDS], room.common[SPOKEN], room.common[FIELDS]
    required, wanted = room.common[REQUIRED], room.common[WANTED]
    by_place, by_demand, one = tables.by_place, tables.by_demand, np.float32(1.0)
    of_words, of_fields = scale[WORDS], scale[FIELDS]
    of_spoken, of_required, of_wanted = scale[SPOKEN], scale[REQUIRED], scale[WANTED]
    own_bars, own_places = room.bars, room.places
    for number in range(first, last):
        by_dates = tables.by_dates[number]
        start, end = classes.date_starts[number], classes.date_starts[number + 1]
        for place in range(np.uint64(start), np.uint64(end)):
            log_odds[seen + (place - begin)] = by_dates
    count = np.uint64(classes.date_starts[last]) - begin
    for step in range(count):
        offer = begin + step
        log_odds[seen + step] += (
            of_words * words[offer]
            + of_fields * min(one, fields[offer])
            + by_place[np.uint32(places[offer])]
            + by_demand[np.uint32(demands[offer])]
        )
    if speaks:
        for step in range(count):
            offer = begin + step
            log_odds[seen + step] += (
                of_spoken * spoken[offer]
                + of_required * required[offer]
                + of_wanted * wanted[offer]
            )
    for step in range(count):
        own_bars[seen + step] = bars[begin + step]
        own_places[seen + step] = np.uint32(begin + step)


@inner
def add_listed(
    rows: Rows, row: int, weight: np.float32, place_of: Numbers, room: Room, seen: np.uint64
) -> None:
    """Add what is given for single pairs."""
    for entry in range(rows.starts[row], rows.starts[row + 1]):
        place = _find(room.places, seen, place_of[rows.columns[entry]])
        if place >= 0:
            room.log_odds[place] += weight * np.float32(rows.values[entry])


@inner
def close(rows: Rows, row: int, place_of: Numbers, room: Room, seen: np.uint64) -> None:
    """Rule single pairs out."""
    for entry in range(rows.starts[row], rows.starts[row + 1]):
        place = _find(room.places, seen, place_of[rows.columns[entry]])
        if place >= 0:
            room.log_odds[place] = LOWEST


@inner
def _find(places: NDArray[np.uint32], seen: np.uint64, offer: int) -> int:
    """Return where an offer is among those whose dates suit, -1 if it is not: they ascend."""
    at = int(np.searchsorted(places[:seen], np.uint32(offer)))
    return at if at < len(places) and places[at] == offer else -1
