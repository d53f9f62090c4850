"""One pass over the pairs of some students with all offers: who may meet, and what they may say.

Algorithm: what the rules say of each class of offers is tabulated for the student
(``matcher.tables``); what concepts, words and skills have in common is added up offer by offer over
inverted lists, in float32. Together they are the log-odds of both sides of each eligible pair,
added. No pair of log-odds s and t has a higher score than the square of the chance of (s + t) / 2,
since the logarithm of a chance is concave: so this one number bounds the score of every pair, and
those that could be among the best are few (as in threshold algorithms: Fagin, Lotem and Naor 2003,
"Optimal aggregation algorithms for middleware"). Those are handed on to be scored exactly.

Time O(classes + entries in common + offers with dates that suit) a student, memory O(m) for each
student of the pass.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
from matcher.heaps import reached_by
from matcher.overlaps import (
    add_fields,
    add_listed,
    add_products,
    add_skills,
    close,
    write_runs,
)
from matcher.pairs import Pairs
from matcher.rows import has_any
from matcher.rules import KINDS
from matcher.tables import (
    Table,
    Tables,
    combine,
    fill_common_ground,
    fill_dates,
    fill_fields,
    fill_languages,
    fill_others,
    fill_places,
)

Numbers = NDArray[np.int32]

# Log-odds as whole numbers, fine enough to find the highest; what is further away is all the same.
_STEPS = np.float32(1 << 16)
_FURTHEST = np.float32(16_000.0)
_GROUP = 8


class Seen(NamedTuple):
    """The eligible pairs of some students, one student after the other."""

    starts: NDArray[np.int64]  # (students + 1,)
    columns: Numbers
    log_odds: Table  # of both sides together, nearly


class Room(NamedTuple):
    """What one thread works in; 0 between students."""

    said: Table  # (m,): what each offer has in common with a student
    fields: Table  # (m,)
    steps: Numbers  # (m,)
    tops: Numbers


def make_seen(students: int, m: int) -> Seen:
    """Return room for the pairs of so many students with m offers."""
    pairs = students * m
    return Seen(
        np.zeros(students + 1, np.int64), np.empty(pairs, np.int32), np.empty(pairs, np.float32)
    )


def make_room(m: int) -> Room:
    """Return what to work in for m offers."""
    return Room(
        np.zeros(m, np.float32),
        np.zeros(m, np.float32),
        np.empty(m, np.int32),
        np.empty(m, np.int32),
    )


@compiled
def sweep(
    pairs: Pairs,
    classes: Classes,
    first: int,
    last: int,
    tables: Tables,
    room: Room,
    seen: Seen,
    highest: NDArray[np.int64],
) -> None:
    """See the pairs of the students from ``first`` to before ``last``.

    Parameters
    ----------
    tables, room : Tables and Room
        To work in, nobody else's meanwhile.
    seen : Seen
        Filled from the start; as long as there are pairs.
    highest : int64 array of shape (students, k)
        Filled with where the pairs with the highest log-odds of each student stand; -1 for none.
    """
    students, offers, weights = pairs.students, pairs.offers, pairs.weights
    km, minutes, texts = pairs.km, pairs.minutes, pairs.texts
    said_by, studied = pairs.said_by, pairs.studied
    minimum_overlap, hybrid_reach = pairs.minimum_overlap, pairs.hybrid_reach
    date_offers, place_offers = classes.date_offers, classes.place_offers
    language_offers = classes.language_offers
    found, runs = np.zeros(TERM_COUNT), np.zeros((len(KINDS), 2), np.int64)
    both = weights[:, 0] + weights[:, 1]
    said = room.said
    count = 0
    for row in range(first, last):
        student = students[row]
        speaks, studies, writes = has_any(said_by, row), has_any(studied, row), has_any(texts, row)
        fill_dates(student, offers, date_offers, minimum_overlap, weights, found, tables.dates)
        fill_places(
            student, offers, place_offers, km, minutes, hybrid_reach, weights, found, tables.places
        )
        fill_languages(
            pairs.speaks, row, pairs.asks, language_offers, weights, found, tables.languages
        )
        fill_fields(pairs.studies, row, pairs.accepts, classes.field_offers, tables.fields)
        fill_others(student, offers, classes.other_offers, weights, found, tables.others)
        fill_common_ground(
            speaks, studies, writes, classes.other_speaks, weights, found, tables.others
        )
        combine(classes.demand_parts, tables)
        wanted = runs[: write_runs(student, runs)]
        add_products(texts, row, classes.words, wanted, both[TEXT], said)
        if speaks:
            add_products(said_by, row, classes.concepts, wanted, both[CONCEPTS], said)
            add_skills(pairs.skills, row, classes.must, wanted, both[MUST], said)
            add_skills(pairs.skills, row, classes.wished, wanted, both[WISHED], said)
        add_fields(studied, row, classes.fields, wanted, both[PROGRAMME], room.fields, said)
        add_listed(pairs.interest, row, both[INTEREST], classes.place_of, said)
        add_listed(pairs.hints, row, both[HINT], classes.place_of, said)
        close(pairs.declined, row, classes.place_of, said)
        close(pairs.forbidden, row, classes.place_of, said)
        start, count = count, _look_up(classes, tables, said, seen, count)
        seen.starts[row - first + 1] = count
        _mark_highest(
            seen.log_odds[start:count], start, room.steps, room.tops, highest[row - first]
        )
        said[:] = 0.0


@inner
def _look_up(classes: Classes, tables: Tables, said: Table, seen: Seen, start: int) -> int:
    """Write what is said by each eligible offer, from ``start``; return where it ends."""
    # Arrays are taken out once, and numbers that cannot be negative are found without a look
    # whether they are.
    columns, log_odds = seen.columns, seen.log_odds
    order, places, demands = classes.order, classes.places, classes.demands
    by_place, by_demand = tables.places, tables.demands
    count = np.uint64(start)
    for number in range(len(tables.dates)):
        by_dates = tables.dates[number]
        if by_dates == -np.inf:
            continue
        begin, end = classes.date_starts[number], classes.date_starts[number + 1]
        for offer in range(np.uint64(begin), np.uint64(end)):
            together = (
                said[offer]
                + by_dates
                + by_place[np.uint32(places[offer])]
                + by_demand[np.uint32(demands[offer])]
            )
            columns[count] = order[offer]
            log_odds[count] = together
            count += np.uint64(together > -np.inf)
    return int(count)


@compiled
def mark_highest(seen: Seen, steps: Numbers, tops: Numbers, highest: NDArray[np.int64]) -> None:
    """Mark the pairs of one owner that have the highest log-odds, as `sweep` does."""
    _mark_highest(seen.log_odds, 0, steps, tops, highest[0])


@inner
def _mark_highest(
    log_odds: Table, start: int, steps: Numbers, tops: Numbers, highest: NDArray[np.int64]
) -> None:
    """Mark pairs that have more log-odds than the others, a few at most left out for ties."""
    count, k = np.uint64(len(log_odds)), len(highest)
    lowest = int(np.iinfo(np.int32).max)
    for place in range(count):
        step = np.int32(max(-_FURTHEST, min(_FURTHEST, log_odds[place])) * _STEPS)
        steps[place] = step
        lowest = min(lowest, int(step))
    if len(log_odds) > _GROUP * _GROUP * k:
        # Many pairs for each that is sought: the highest of groups tell as much as all of them.
        groups = count // np.uint64(_GROUP)
        for group in range(groups):
            top = steps[group]
            for turn in range(np.uint64(1), np.uint64(_GROUP)):
                step = steps[group + turn * groups]
                top = step if step > top else top
            tops[group] = top
        least = reached_by(tops[: np.int64(groups)], k, lowest)
    else:
        least = reached_by(steps[: len(log_odds)], k, lowest)
    marked = 0
    for place in range(count):
        if steps[place] >= least and marked < k and log_odds[place] > -np.inf:
            highest[marked] = start + np.int64(place)
            marked += 1
    highest[marked:] = -1
