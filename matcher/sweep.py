"""One pass over the pairs of some students with all offers, keeping what may be among the best.

Algorithm: what the rules say of each class of offers is tabulated for the student
(``matcher.tables``); what both have in common is added up offer by offer (``matcher.overlaps``).
Together they are the log-odds of both sides of each eligible pair, added. No pair of log-odds s and
t has a higher score than the square of the chance of (s + t) / 2, since the logarithm of a chance
is concave: so this one number bounds the score of a pair (as in threshold algorithms: Fagin, Lotem
and Naor 2003, "Optimal aggregation algorithms for middleware"). The pairs with the highest bounds
are scored exactly, which gives a bar; all others that reach it, or what it takes to be among the
best of their offer, are scored exactly too, and handed on. Groups of offers without any are passed
over at once.

Time O(classes + entries in common + offers with dates that suit + m/8) a student, memory O(m).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.chances import log_odds_of
from matcher.classes import Classes
from matcher.compiled import compiled, inner
from matcher.evidence import (
    CONCEPTS,
    HINT,
    INTEREST,
    MUST,
    PROGRAMME,
    TERM_COUNT,
    TEXT,
    WISHED,
    weigh,
)
from matcher.heaps import reached_by, take_in
from matcher.overlaps import FIELDS, REQUIRED, SPOKEN, SUMS, WANTED, WORDS, add_all
from matcher.pairs import Pairs
from matcher.rows import Rows, has_any
from matcher.rules import KINDS
from matcher.tables import Table, Tables, fill

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]

# So many offers are a group, and so many groups are looked at together.
_GROUP = 8
_LOWEST = np.float32(-np.inf)
# Log-odds as whole numbers, fine enough to find the highest; what is further away is all the same.
_STEPS = np.float32(1 << 16)
_FURTHEST = np.float32(16_000.0)


class Hits(NamedTuple):
    """Pairs that may be among the best of a student or of an offer, by student, and scored."""

    rows: Numbers
    columns: Numbers
    shared: Table  # (pairs, 5)
    said: Floats  # (pairs, 2): the probabilities of both sides


class Room(NamedTuple):
    """What one thread works in, in the order of classes, and then some to fill a group."""

    common: Table  # (5, m): what each offer has in common with a student; 0 between students
    log_odds: Table  # of both sides together
    middle: Table  # the highest of each group
    tops: Table  # of each group of groups
    steps: Numbers
    touched: NDArray[np.uint64]  # (1,)


def make_hits(pairs: int) -> Hits:
    """Return room for so many hits."""
    return Hits(
        np.empty(pairs, np.int32),
        np.empty(pairs, np.int32),
        np.empty((pairs, SUMS), np.float32),
        np.empty((pairs, 2)),
    )


def make_room(m: int) -> Room:
    """Return what to work in for m offers."""
    tops = -(-m // _GROUP**2)
    return Room(
        np.zeros((SUMS, m), np.float32),
        np.empty(tops * _GROUP**2, np.float32),
        np.empty(tops * _GROUP, np.float32),
        np.empty(tops, np.float32),
        np.empty(tops * _GROUP, np.int32),
        np.zeros(1, np.uint64),
    )


@compiled
def sweep(
    pairs: Pairs,
    classes: Classes,
    first: int,
    last: int,
    k: int,
    bars: Table,
    slack: float,
    tables: Tables,
    room: Room,
    hits: Hits,
) -> int:
    """Collect the hits of the students from ``first`` to before ``last``; return how many.

    Parameters
    ----------
    bars : float32 array, as long as ``room.log_odds``
        What the log-odds of both sides have to add up to for a pair to be among the best of an
        offer, in the order of classes; they may rise meanwhile.
    slack : float
        How far below a bar the log-odds of a pair may be, and it still has to be scored.
    tables, room : Tables and Room
        To work in, nobody else's meanwhile.
    hits : Hits
        Filled from the start; as long as there are pairs.
    """
    found, runs, best = np.zeros((1, TERM_COUNT)), np.zeros((len(KINDS), 2), np.int64), np.zeros(k)
    numbers, weights = np.zeros(k, np.int32), pairs.weights
    both = (weights[:, 0] + weights[:, 1]).astype(np.float32)
    said, scale = hits.said, np.zeros(SUMS, np.float32)
    scale[WORDS], scale[SPOKEN], scale[FIELDS] = both[TEXT], both[CONCEPTS], both[PROGRAMME]
    scale[REQUIRED], scale[WANTED] = both[MUST], both[WISHED]
    everyone = np.full(len(bars), np.inf, np.float32)
    count = 0
    for row in range(first, last):
        fill(pairs, classes, row, weights, found[0], tables)
        room.touched[0] = add_all(pairs, classes, row, runs, room.common)
        _look_up(classes, tables, room, scale, has_any(pairs.said_by, row))
        _add_listed(pairs.interest, row, both[INTEREST], classes.place_of, room.log_odds)
        _add_listed(pairs.hints, row, both[HINT], classes.place_of, room.log_odds)
        _close(pairs.declined, row, classes.place_of, room.log_odds)
        _close(pairs.forbidden, row, classes.place_of, room.log_odds)
        start, bar = count, _highest(room, k)
        count = _collect(row, classes, room, bar, everyone, hits, count)
        _weigh(pairs, hits, start, count, found)
        size = 0
        for hit in range(start, count):
            size = take_in(best, numbers, size, said[hit, 0] * said[hit, 1], hit)
        bar = np.float32(log_odds_of(best[0]) - slack) if size == k else _LOWEST
        begin, count = count, _collect(row, classes, room, bar, bars, hits, count)
        _weigh(pairs, hits, begin, count, found)
        room.common[:] = 0.0
    return count


@inner
def _weigh(pairs: Pairs, hits: Hits, begin: int, end: int, found: Floats) -> None:
    """Score hits exactly."""
    if begin < end:
        own = slice(begin, end)
        weigh(pairs, hits.rows[own], hits.columns[own], hits.shared[own], found, hits.said[own])


@inner
def _look_up(classes: Classes, tables: Tables, room: Room, scale: Table, speaks: bool) -> None:
    """Write the log-odds of each offer, -inf for those that are not eligible."""
    # Arrays are taken out once, and numbers that cannot be negative are found without a look
    # whether they are: many are then reckoned at once.
    log_odds, places, demands = room.log_odds, classes.places, classes.demands
    words, spoken, fields = room.common[WORDS], room.common[SPOKEN], room.common[FIELDS]
    required, wanted = room.common[REQUIRED], room.common[WANTED]
    by_place, by_demand, one = tables.places, tables.demands, np.float32(1.0)
    of_words, of_fields = scale[WORDS], scale[FIELDS]
    of_spoken, of_required, of_wanted = scale[SPOKEN], scale[REQUIRED], scale[WANTED]
    log_odds[:] = _LOWEST
    for number in range(len(tables.dates)):
        by_dates = tables.dates[number]
        if by_dates == _LOWEST:
            continue
        begin = np.uint64(classes.date_starts[number])
        end = np.uint64(classes.date_starts[number + 1])
        for offer in range(begin, end):
            log_odds[offer] = (
                of_words * words[offer] + of_fields * min(one, fields[offer]) + by_dates
            )
        if speaks:
            for offer in range(begin, end):
                log_odds[offer] += (
                    of_spoken * spoken[offer]
                    + of_required * required[offer]
                    + of_wanted * wanted[offer]
                )
        for offer in range(begin, end):
            log_odds[offer] += (
                by_place[np.uint32(places[offer])] + by_demand[np.uint32(demands[offer])]
            )


@inner
def _set_highest(values: Table, tops: Table) -> None:
    """Write the highest of each group: group g is every value g, g + groups and so on."""
    groups = np.uint64(len(tops))
    for group in range(groups):
        top = values[group]
        for turn in range(np.uint64(1), np.uint64(_GROUP)):
            value = values[group + turn * groups]
            top = value if value > top else top
        tops[group] = top


@inner
def _highest(room: Room, k: int) -> np.float32:
    """Return log-odds that at least k pairs reach, and few more, or -inf.

    Writes the highest of each group, and of each group of groups.
    """
    _set_highest(room.log_odds, room.middle)
    _set_highest(room.middle, room.tops)
    highest = room.tops if len(room.tops) >= _GROUP * k else room.middle
    if len(highest) < k:
        return _LOWEST
    lowest = np.int32(_FURTHEST * _STEPS)
    for group in range(np.uint64(len(highest))):
        step = np.int32(max(-_FURTHEST, min(_FURTHEST, highest[group])) * _STEPS)
        room.steps[group] = step
        lowest = min(lowest, step)
    reached = reached_by(room.steps[: len(highest)], k, int(lowest))
    # A step lower: steps are nearer to 0 than what they stand for.
    return np.float32(np.float32(reached - 1) / _STEPS)


@inner
def _collect(
    row: int, classes: Classes, room: Room, bar: np.float32, bars: Table, hits: Hits, count: int
) -> int:
    """Collect pairs that reach the student's bar, or that of their offer, and see them no more."""
    log_odds, flags, order, common = room.log_odds, room.steps, classes.order, room.common
    groups = np.uint64(len(flags))
    for group in range(groups):
        reaching = np.int32(0)
        for turn in range(np.uint64(_GROUP)):
            place = group + turn * groups
            least = min(bar, bars[place])
            reaching |= np.int32(log_odds[place] >= least)
        flags[group] = reaching
    for group in range(groups):
        if flags[group] == 0:
            continue
        for turn in range(np.uint64(_GROUP)):
            place = group + turn * groups
            value = log_odds[place]
            if value == _LOWEST or value < min(bar, bars[place]):
                continue
            hits.rows[count], hits.columns[count] = row, order[place]
            for number in range(SUMS):
                hits.shared[count, number] = common[number, place]
            log_odds[place] = _LOWEST
            count += 1
    return count


@inner
def _add_listed(
    rows: Rows, row: int, weight: np.float32, place_of: Numbers, log_odds: Table
) -> None:
    """Add what is given for single pairs."""
    for place in range(rows.starts[row], rows.starts[row + 1]):
        log_odds[place_of[rows.columns[place]]] += weight * np.float32(rows.values[place])


@inner
def _close(rows: Rows, row: int, place_of: Numbers, log_odds: Table) -> None:
    """Rule single pairs out."""
    for place in range(rows.starts[row], rows.starts[row + 1]):
        log_odds[place_of[rows.columns[place]]] = _LOWEST
