"""One pass over the pairs of some students with all offers, keeping what may be among the best.

Algorithm: what the rules say of each class of offers is tabulated for the student
(``matcher.tables``); what concepts, words and skills have in common is added up offer by offer over
inverted lists; every eligible pair's score is then three look-ups and a few sums, in float32, with
the logistic function by a polynomial. That is near enough to say which pairs cannot be among the k
best of their student or of their offer: all others are handed on, and scored exactly. How near is
bounded in ``matcher.candidates``, so that nothing is lost.

Time O(classes + entries in common + eligible pairs) a student, memory O(m).
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.classes import AskedPostings, Classes, Postings
from matcher.compiled import compiled, inner
from matcher.evidence import CONCEPTS, HINT, INTEREST, MUST, PROGRAMME, TERM_COUNT, WISHED
from matcher.heaps import kth_largest
from matcher.pairs import Pairs
from matcher.rows import Rows, has_any
from matcher.tables import (
    Tables,
    combine,
    fill_common_ground,
    fill_dates,
    fill_fields,
    fill_languages,
    fill_others,
    fill_places,
)

# Beyond it log-odds are all the same here: the product of two chances still is a normal float32.
_FARTHEST = 40.0
FOR_STUDENT, FOR_OFFER = 1, 2

_LOG2_E = 1.4426950408889634
# 2^x for x within half of 0, by its Taylor series: off by less than 3e-6 of the value.
_P1, _P2, _P3, _P4, _P5 = 0.6931471806, 0.2402265070, 0.0555041087, 0.0096181291, 0.0013333558
_FLOAT_BIAS, _FLOAT_SHIFT = 127, 23
# So many groups for each of the k best: the best are then few of a group.
_GROUPS = 4

Floats = NDArray[np.float64]
Table = NDArray[np.float32]


class Hits(NamedTuple):
    """Pairs that may be among the best of a student or of an offer, by student."""

    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    wanted: NDArray[np.uint8]  # FOR_STUDENT, FOR_OFFER, or both
    concepts: Floats
    text: Floats


class _Sums(NamedTuple):
    """What a student and each offer have in common, by position."""

    concepts: Floats
    text: Floats
    skills: Table  # (m, 2): log-odds of either side
    fields: Table
    closed: NDArray[np.bool_]


class _Found(NamedTuple):
    """The eligible pairs of one student."""

    positions: NDArray[np.int32]
    student: Table  # log-odds, then chances
    employer: Table
    score: Table
    bits: NDArray[np.int32]  # the scores as numbers of the same order
    tops: NDArray[np.int32]


@compiled
def sweep(
    pairs: Pairs,
    classes: Classes,
    first: int,
    last: int,
    k: int,
    least: Table,
    slack: float,
    tables: Tables,
    hits: Hits,
) -> int:
    """Collect the pairs of students from ``first`` to before ``last``; return how many.

    Parameters
    ----------
    least : float32 array of shape (m,)
        By position: what a score has to reach to be among the best of the offer, 0 as long as
        that is not known.
    slack : float
        By what share of its value a score here may be wrong.
    tables : Tables
        To work in, nobody else's meanwhile.
    hits : Hits
        Filled from the start; as long as there are pairs.
    """
    m = len(classes.order)
    sums = _Sums(
        np.zeros(m),
        np.zeros(m),
        np.zeros((m, 2), np.float32),
        np.zeros(m, np.float32),
        np.zeros(m, np.bool_),
    )
    score = np.zeros(m, np.float32)
    found = _Found(
        np.empty(m, np.int32),
        np.empty(m, np.float32),
        np.empty(m, np.float32),
        score,
        score.view(np.int32),
        np.empty(m, np.int32),
    )
    students, offers, weights = pairs.students, pairs.offers, pairs.weights
    km, minutes, texts, text_languages = pairs.km, pairs.minutes, pairs.texts, pairs.text_languages
    said_by, studied = pairs.said_by, pairs.studied
    minimum_overlap, hybrid_reach = pairs.minimum_overlap, pairs.hybrid_reach
    date_offers, place_offers = classes.date_offers, classes.place_offers
    language_offers = classes.language_offers
    evidence = np.zeros(TERM_COUNT)
    collected = 0
    for row in range(first, last):
        student, language = students[row], text_languages[row]
        speaks, studies = has_any(said_by, row), has_any(studied, row)
        fill_dates(
            student,
            offers,
            date_offers,
            minimum_overlap,
            weights,
            evidence,
            tables.dates,
            tables.dates_open,
        )
        fill_places(
            student,
            offers,
            place_offers,
            km,
            minutes,
            hybrid_reach,
            weights,
            evidence,
            tables.places,
            tables.places_open,
        )
        fill_languages(
            pairs.speaks,
            row,
            pairs.asks,
            language_offers,
            weights,
            evidence,
            tables.languages,
            tables.languages_open,
        )
        fill_fields(pairs.studies, row, pairs.accepts, classes.field_offers, tables.fields_open)
        fill_others(
            student,
            offers,
            classes.other_offers,
            weights,
            evidence,
            tables.others,
            tables.others_open,
        )
        fill_common_ground(
            speaks,
            studies,
            language,
            classes.other_speaks,
            classes.other_languages,
            weights,
            evidence,
            tables.others,
        )
        combine(classes.demand_parts, tables)
        _add_products(texts, row, classes.words, sums.text)
        _add_products(studied, row, classes.fields, sums.fields)
        if speaks:
            _add_products(said_by, row, classes.concepts, sums.concepts)
            _add_skills(pairs.skills, row, classes.must, weights, MUST, sums.skills)
            _add_skills(pairs.skills, row, classes.wished, weights, WISHED, sums.skills)
        _add_listed(pairs.interest, row, classes.positions, weights, INTEREST, sums.skills)
        _add_listed(pairs.hints, row, classes.positions, weights, HINT, sums.skills)
        _close(pairs.declined, row, classes.positions, sums.closed, True)
        _close(pairs.forbidden, row, classes.positions, sums.closed, True)
        count = _collect_eligible(
            weights,
            classes.date_starts,
            classes.place_class,
            classes.demand_class,
            tables,
            sums,
            found,
        )
        _score(found, count)
        bar = _bar_of_student(found, count, k, slack)
        for place in range(count):
            position = found.positions[place]
            value = found.score[place]
            wanted = 0
            if value >= bar:
                wanted = FOR_STUDENT
            if value >= least[position]:
                wanted |= FOR_OFFER
            if wanted:
                hits.rows[collected] = row
                hits.columns[collected] = classes.order[position]
                hits.wanted[collected] = wanted
                hits.concepts[collected] = sums.concepts[position]
                hits.text[collected] = sums.text[position]
                collected += 1
        _close(pairs.declined, row, classes.positions, sums.closed, False)
        _close(pairs.forbidden, row, classes.positions, sums.closed, False)
        _clear(sums)
    return collected


@inner
def _add_products(rows: Rows, row: int, postings: Postings, sums: NDArray[Any]) -> None:
    for place in range(rows.starts[row], rows.starts[row + 1]):
        value, column = rows.values[place], rows.columns[place]
        if column + 1 < len(postings.starts):
            start, end = postings.starts[column], postings.starts[column + 1]
            for other in range(np.uint64(start), np.uint64(end)):
                sums[postings.positions[other]] += value * postings.values[other]


@inner
def _add_skills(
    rows: Rows, row: int, postings: AskedPostings, weights: Floats, term: int, sums: Table
) -> None:
    for place in range(rows.starts[row], rows.starts[row + 1]):
        level, column = rows.values[place], rows.columns[place]
        if column + 1 < len(postings.starts):
            for other in range(postings.starts[column], postings.starts[column + 1]):
                share = min(1.0, level / postings.levels[other]) * postings.shares[other]
                sums[postings.positions[other], 0] += weights[term, 0] * share
                sums[postings.positions[other], 1] += weights[term, 1] * share


@inner
def _clear(sums: _Sums) -> None:
    """Set everything in common back to 0."""
    sums.text[:] = 0.0
    sums.concepts[:] = 0.0
    sums.skills[:] = 0.0
    sums.fields[:] = 0.0


@inner
def _add_listed(
    rows: Rows, row: int, positions: NDArray[np.int32], weights: Floats, term: int, sums: Table
) -> None:
    for place in range(rows.starts[row], rows.starts[row + 1]):
        position = positions[rows.columns[place]]
        sums[position, 0] += weights[term, 0] * rows.values[place]
        sums[position, 1] += weights[term, 1] * rows.values[place]


@inner
def _close(
    rows: Rows, row: int, positions: NDArray[np.int32], closed: NDArray[np.bool_], is_closed: bool
) -> None:
    for place in range(rows.starts[row], rows.starts[row + 1]):
        closed[positions[rows.columns[place]]] = is_closed


@inner
def _collect_eligible(
    weights: Floats,
    date_starts: NDArray[np.int32],
    place_class: NDArray[np.int32],
    demand_class: NDArray[np.int32],
    tables: Tables,
    sums: _Sums,
    found: _Found,
) -> int:
    """Write the log-odds of every eligible pair; return how many there are."""
    count = 0
    like_student, like_employer = weights[PROGRAMME, 0], weights[PROGRAMME, 1]
    about_student, about_employer = weights[CONCEPTS, 0], weights[CONCEPTS, 1]
    dates_open, places_open, demands_open = (
        tables.dates_open,
        tables.places_open,
        tables.demands_open,
    )
    of_places, of_demands = tables.places, tables.demands
    concepts_of, texts_of, fields_of, skills_of, closed = (
        sums.concepts,
        sums.text,
        sums.fields,
        sums.skills,
        sums.closed,
    )
    positions, to_student, to_employer = found.positions, found.student, found.employer
    for dates in range(len(dates_open)):
        if not dates_open[dates]:
            continue
        base_student, base_employer = tables.dates[dates, 0], tables.dates[dates, 1]
        for position in range(date_starts[dates], date_starts[dates + 1]):
            place, demand = place_class[position], demand_class[position]
            if not (places_open[place] and demands_open[demand]):
                continue
            if closed[position]:
                continue
            shared = min(np.float32(1.0), fields_of[position])
            concepts, text = concepts_of[position], texts_of[position]
            positions[count] = position
            to_student[count] = (
                base_student
                + of_places[place, 0]
                + of_demands[demand, 0]
                + of_demands[demand, 2] * text
                + about_student * concepts
                + like_student * shared
                + skills_of[position, 0]
            )
            to_employer[count] = (
                base_employer
                + of_places[place, 1]
                + of_demands[demand, 1]
                + of_demands[demand, 3] * text
                + about_employer * concepts
                + like_employer * shared
                + skills_of[position, 1]
            )
            count += 1
    return count


@inner
def _score(found: _Found, count: int) -> None:
    """Turn log-odds into chances, and multiply them."""
    _to_chances(found.student, found.score, found.bits, count)
    _to_chances(found.employer, found.score, found.bits, count)
    for place in range(count):
        found.score[place] = found.student[place] * found.employer[place]


@inner
def _to_chances(values: Table, power: Table, bits: NDArray[np.int32], count: int) -> None:
    """Replace log-odds by chances; ``power`` and ``bits`` are the same memory, to work in."""
    half, farthest = np.float32(0.5), np.float32(_FARTHEST)
    for place in range(count):
        odds = min(max(values[place], -farthest), farthest)
        exponent = odds * np.float32(-_LOG2_E)
        whole = np.floor(exponent + half)
        rest = exponent - whole
        series = np.float32(_P4) + rest * np.float32(_P5)
        series = np.float32(_P3) + rest * series
        series = np.float32(_P2) + rest * series
        series = np.float32(_P1) + rest * series
        values[place] = np.float32(1.0) + rest * series
        bits[place] = (np.int32(whole) + np.int32(_FLOAT_BIAS)) << np.int32(_FLOAT_SHIFT)
    for place in range(count):
        values[place] = np.float32(1.0) / (np.float32(1.0) + values[place] * power[place])


@inner
def _bar_of_student(found: _Found, count: int, k: int, slack: float) -> float:
    """Return what a score has to reach to be among the k best, a little less to be safe."""
    if count <= k:
        return 0.0
    groups = min(count, _GROUPS * k)
    tops = found.tops
    tops[:groups] = 0
    for start in range(0, count, groups):
        for group in range(min(groups, count - start)):
            value, top = found.bits[start + group], tops[group]
            tops[group] = value if value > top else top
    least = np.empty(1, np.int32)
    least[0] = kth_largest(tops[:groups], k)
    bar: float = least.view(np.float32)[0] * (1.0 - slack)
    return bar
