"""One pass over the pairs of some students with all offers, keeping what may be among the best.

Algorithm: what the rules say of each class of offers is tabulated for the student
(``matcher.tables``); what both have in common is added up offer by offer (``matcher.overlaps``).
Together they bound the score of each eligible pair (``matcher.bounds``). The pairs with the highest
bounds are scored exactly (``matcher.scored``), which gives a bar; all others that reach it, or what
it takes to be among the best of their offer, are scored exactly too, and handed on. Groups of
offers without any are passed over at once.

Time O(classes + entries in common + offers with dates that suit + m/8) a student, memory O(m).
"""

import numpy as np
from numpy.typing import NDArray

from matcher.bounds import GROUP, LOWEST, Room, add_listed, close, look_up
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
)
from matcher.heaps import reached_by, take_in
from matcher.overlaps import (
    FIELDS,
    REQUIRED,
    SPOKEN,
    SUMS,
    WANTED,
    WORDS,
    add_all,
    clear,
    write_runs,
)
from matcher.pairs import Pairs
from matcher.rows import has_any
from matcher.rules import KINDS
from matcher.scored import Hits, collect, weigh_hits
from matcher.shortlist import Own
from matcher.tables import Table, Tables, fill

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]

# Log-odds as whole numbers, fine enough to find the highest; what is further away is all the same.
_STEPS = np.float32(1 << 16)
_FURTHEST = np.float32(16_000.0)


@compiled
def sweep(
    pairs: Pairs,
    classes: Classes,
    first: int,
    last: int,
    bars: Table,
    slack: float,
    tables: Tables,
    room: Room,
    own: Own,
    hits: Hits,
) -> tuple[int, int]:
    """Find the best of the students from ``first``, and what may be among the best of offers.

    Returns before which student it has ended, ``last`` or earlier where ``hits`` might not hold
    those of another, and how many hits there are.

    Parameters
    ----------
    bars : float32 array of shape (m,)
        What the log-odds of both sides have to add up to for a pair to be among the best of an
        offer, in the order of classes; they may rise meanwhile.
    slack : float
        How far below a bar the log-odds of a pair may be, and it still has to be scored.
    tables, room : Tables and Room
        To work in, nobody else's meanwhile.
    own : Own
        The rows of these students are written.
    hits : Hits
        Filled from the start; as long as there are offers, or longer.
    """
    k, m = own.columns.shape[1], len(pairs.offers)
    found, runs, best = np.zeros(TERM_COUNT), np.zeros((len(KINDS), 2), np.int64), np.zeros(k)
    numbers, weights = np.zeros(k, np.int32), pairs.weights
    both = (weights[:, 0] + weights[:, 1]).astype(np.float32)
    columns, scale = hits.columns, np.zeros(SUMS, np.float32)
    scale[WORDS], scale[SPOKEN], scale[FIELDS] = both[TEXT], both[CONCEPTS], both[PROGRAMME]
    scale[REQUIRED], scale[WANTED] = both[MUST], both[WISHED]
    count, row = 0, first
    while row < last and count + m <= len(columns):
        fill(pairs, classes, row, weights, found, tables)
        wanted = runs[: write_runs(pairs.students[row], runs)]
        room.touched[0] = add_all(pairs, classes, row, wanted, room.common)
        seen = look_up(classes, tables, room, scale, has_any(pairs.said_by, row), bars)
        add_listed(pairs.interest, row, both[INTEREST], classes.place_of, room, seen)
        add_listed(pairs.hints, row, both[HINT], classes.place_of, room, seen)
        close(pairs.declined, row, classes.place_of, room, seen)
        close(pairs.forbidden, row, classes.place_of, room, seen)
        begin = count
        count = _collect_best(row, classes, room, seen, k, hits, count)
        weigh_hits(pairs, classes, tables, room, row, hits, begin, count, found)
        size = _take_in_all(hits, begin, count, best, numbers, 0)
        bar = np.float32(log_odds_of(best[0]) - slack) if size == k else LOWEST
        middle = count
        count = _collect_reaching(row, classes, room, seen, bar, hits, count)
        weigh_hits(pairs, classes, tables, room, row, hits, middle, count, found)
        size = _take_in_all(hits, middle, count, best, numbers, size)
        _write_best(hits, begin, count, best, numbers, size, own, row)
        clear(classes, wanted, room.common)
        row += 1
    return row, count


@inner
def _take_in_all(
    hits: Hits, begin: int, end: int, best: Floats, numbers: Numbers, size: int
) -> int:
    """Take hits in among the best of their student; return how many those are."""
    for hit in range(begin, end):
        score = hits.said[hit, 0] * hits.said[hit, 1]
        if score > 0.0:
            size = take_in(best, numbers, size, score, hits.columns[hit])
    return size


@inner
def _write_best(
    hits: Hits,
    begin: int,
    end: int,
    best: Floats,
    numbers: Numbers,
    size: int,
    own: Own,
    row: int,
) -> None:
    """Write those hits that are among the best of their student, by the number of the offer."""
    columns, said = own.columns[row], own.said[row]
    columns[:] = -1
    written, least, highest = 0, best[0], numbers[0]
    for hit in range(begin, end):
        score, column = hits.said[hit, 0] * hits.said[hit, 1], hits.columns[hit]
        if written == size or score < least or (score == least and column > highest):
            continue
        place = written
        while place > 0 and columns[place - 1] > column:
            columns[place] = columns[place - 1]
            said[place, 0], said[place, 1] = said[place - 1, 0], said[place - 1, 1]
            place -= 1
        columns[place] = column
        said[place, 0], said[place, 1] = hits.said[hit, 0], hits.said[hit, 1]
        written += 1


@inner
def _set_highest(values: Table, tops: Table, groups: np.uint64) -> None:
    """Write the highest of each group: group g is every value g, g + groups and so on."""
    for group in range(groups):
        top = values[group]
        for turn in range(np.uint64(1), np.uint64(GROUP)):
            value = values[group + turn * groups]
            top = value if value > top else top
        tops[group] = top


@inner
def _highest(room: Room, seen: np.uint64, k: int) -> np.float32:
    """Return log-odds that at least k pairs reach, and few more, or -inf.

    Writes the highest of each group, and of each group of groups.
    """
    count = seen // np.uint64(GROUP)
    _set_highest(room.log_odds, room.middle, count)
    highest, tops = room.middle, count // np.uint64(GROUP)
    if tops >= np.uint64(GROUP * k):
        _set_highest(room.middle, room.tops, tops)
        highest, count = room.tops, tops
    if count < np.uint64(k):
        return LOWEST
    lowest = np.int32(_FURTHEST * _STEPS)
    for group in range(count):
        step = np.int32(max(-_FURTHEST, min(_FURTHEST, highest[group])) * _STEPS)
        room.steps[group] = step
        lowest = min(lowest, step)
    reached = reached_by(room.steps[:count], k, int(lowest))
    # A step lower: steps are nearer to 0 than what they stand for.
    return np.float32(np.float32(reached - 1) / _STEPS)


@inner
def _collect_best(
    row: int, classes: Classes, room: Room, seen: np.uint64, k: int, hits: Hits, count: int
) -> int:
    """Collect at least k pairs of the student with the highest log-odds, as far as there are."""
    bar = _highest(room, seen, k)
    groups = seen // np.uint64(GROUP)
    for group in range(groups):
        if room.middle[group] > LOWEST and room.middle[group] >= bar:
            for turn in range(np.uint64(GROUP)):
                place = group + turn * groups
                if room.log_odds[place] > LOWEST and room.log_odds[place] >= bar:
                    count = collect(row, classes, room, place, hits, count)
    return count


@inner
def _collect_reaching(
    row: int, classes: Classes, room: Room, seen: np.uint64, bar: np.float32, hits: Hits, count: int
) -> int:
    """Collect the pairs that reach the student's bar, or that of their offer."""
    log_odds, bars, flags = room.log_odds, room.bars, room.steps
    groups = seen // np.uint64(GROUP)
    for group in range(groups):
        reaching = np.int32(0)
        for turn in range(np.uint64(GROUP)):
            place = group + turn * groups
            reaching |= np.int32(log_odds[place] >= min(bar, bars[place]))
        flags[group] = reaching
    for group in range(groups):
        if flags[group] != 0:
            for turn in range(np.uint64(GROUP)):
                place = group + turn * groups
                if log_odds[place] > LOWEST and log_odds[place] >= min(bar, bars[place]):
                    count = collect(row, classes, room, place, hits, count)
    return count
