"""One pass over the pairs of some students with all offers, keeping what may be among the best.

Algorithm: what the rules say of each class of offers is tabulated for the student
(``matcher.tables``); what concepts, words and skills have in common is added up offer by offer over
inverted lists, in float32. No pair of log-odds s and t has a higher score than the square of the
chance of (s + t) / 2, since the logarithm of a chance is concave: so what is in common, with the
most that any class adds, bounds the score of every offer. The offers with most in common give a
score that k of them reach; all whose bound is below it, and below what it takes to be among the
best of the offer, are passed over in one comparison (as in threshold algorithms: Fagin, Lotem and
Naor 2003, "Optimal aggregation algorithms for middleware"). What is left is looked up, and handed
on where it may be among the best, to be scored exactly.

Time O(classes + entries in common + m/8 + pairs left) a student, memory O(m).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.classes import AskedPostings, Classes, Postings
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
from matcher.looking import Found, Kinds, Sums, bar_of, kth_highest, look_up
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
    highest,
)

FOR_STUDENT, FOR_OFFER = 1, 2

Floats = NDArray[np.float64]
Table = NDArray[np.float32]


class Hits(NamedTuple):
    """Pairs that may be among the best of a student or of an offer, by student."""

    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    wanted: NDArray[np.uint8]  # FOR_STUDENT, FOR_OFFER, or both


class Bars(NamedTuple):
    """What it takes to be among the best of each offer so far, a little less to be safe."""

    score: Table  # (m,): 0 as long as not known
    log_odds: Table  # (m,): the sum of both sides' log-odds that no lower one reaches it with


@compiled
def sweep(
    pairs: Pairs,
    classes: Classes,
    first: int,
    last: int,
    k: int,
    bars: Bars,
    slack: float,
    lift: float,
    tables: Tables,
    sums: Sums,
    hits: Hits,
) -> int:
    """Collect the pairs of students from ``first`` to before ``last``; return how many.

    Parameters
    ----------
    bars : Bars
        Of the offers; they may rise meanwhile.
    slack : float
        By what share of its value a score here may be wrong, and its log-odds by how much.
    lift : float
        By how much calibration raises the log-odds of both sides together, at most.
    tables, sums : Tables and Sums
        To work in, nobody else's meanwhile.
    hits : Hits
        Filled from the start; as long as there are pairs.
    """
    m = len(classes.dates)
    students, offers, weights = pairs.students, pairs.offers, pairs.weights
    km, minutes, texts, text_languages = pairs.km, pairs.minutes, pairs.texts, pairs.text_languages
    said_by, studied = pairs.said_by, pairs.studied
    minimum_overlap, hybrid_reach = pairs.minimum_overlap, pairs.hybrid_reach
    date_offers, place_offers = classes.date_offers, classes.place_offers
    language_offers = classes.language_offers
    evidence = np.zeros(TERM_COUNT)
    kinds = Kinds(
        classes.dates, classes.places, classes.demands, pairs.student_knots, pairs.employer_knots
    )
    found = Found(np.empty(m, np.int32), np.empty(m, np.float32))
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
        most = (
            highest(tables.dates, tables.dates_open)
            + highest(tables.places, tables.places_open)
            + highest(tables.demands, tables.demands_open)
        )
        if most == -np.inf:
            continue
        if language >= 0:
            _add_products(texts, row, classes.words[language], weights, TEXT, sums.said)
        if speaks:
            _add_products(said_by, row, classes.concepts, weights, CONCEPTS, sums.said)
            _add_skills(pairs.skills, row, classes.must, weights, MUST, sums.said)
            _add_skills(pairs.skills, row, classes.wished, weights, WISHED, sums.said)
        _add_fields(studied, row, classes.fields, weights, sums)
        _add_listed(pairs.interest, row, weights, INTEREST, sums.said)
        _add_listed(pairs.hints, row, weights, HINT, sums.said)
        _close(pairs.declined, row, sums.closed, True)
        _close(pairs.forbidden, row, sums.closed, True)
        for column in range(m):
            sums.both[column] = sums.said[column, 0] + sums.said[column, 1]
        bar = bar_of(kinds, tables, sums, k, found) * (1.0 - slack)
        least = log_odds_of(bar) - slack - lift
        reach, most_said = np.float32(least - most), np.float32(most + slack)
        for column in range(m):
            sums.needed[column] = min(reach, bars.log_odds[column] - most_said)
        count = look_up(kinds, tables, sums, least, bars.log_odds, found)
        if count > k:
            bar = max(bar, kth_highest(found.scores[:count], k) * (1.0 - slack))
        collected = _collect(row, found, count, bar, bars, hits, collected)
        _close(pairs.declined, row, sums.closed, False)
        _close(pairs.forbidden, row, sums.closed, False)
        sums.said[:] = 0.0
    return collected


@inner
def _collect(
    row: int, found: Found, count: int, bar: float, bars: Bars, hits: Hits, collected: int
) -> int:
    """Hand on what reaches the bar of the student or of the offer; return how many there are."""
    for place in range(count):
        column, score = found.columns[place], found.scores[place]
        wanted = FOR_STUDENT * (score >= bar) + FOR_OFFER * (score >= bars.score[column])
        if wanted:
            hits.rows[collected] = row
            hits.columns[collected] = column
            hits.wanted[collected] = wanted
            collected += 1
    return collected


@inner
def log_odds_of(score: float) -> float:
    """Return the least sum of both sides' log-odds with which a score can be reached."""
    if score <= 0.0:
        return -np.inf
    chance = min(np.sqrt(score), 1.0 - 1e-12)
    log_odds: float = 2.0 * np.log(chance / (1.0 - chance))
    return log_odds


@inner
def _add_products(
    rows: Rows, row: int, postings: Postings, weights: Floats, term: int, said: Table
) -> None:
    for_student, for_employer = np.float32(weights[term, 0]), np.float32(weights[term, 1])
    for place in range(rows.starts[row], rows.starts[row + 1]):
        value, column = np.float32(rows.values[place]), rows.columns[place]
        if column + 1 < len(postings.starts):
            start, end = postings.starts[column], postings.starts[column + 1]
            for_one, for_other = value * for_student, value * for_employer
            for other in range(np.uint64(start), np.uint64(end)):
                offer, shared = postings.offers[other, 0], postings.values[other, 1]
                said[offer, 0] += for_one * shared
                said[offer, 1] += for_other * shared


@inner
def _add_skills(
    rows: Rows, row: int, postings: AskedPostings, weights: Floats, term: int, said: Table
) -> None:
    for_student, for_employer = np.float32(weights[term, 0]), np.float32(weights[term, 1])
    for place in range(rows.starts[row], rows.starts[row + 1]):
        level, column = np.float32(rows.values[place]), rows.columns[place]
        if column + 1 < len(postings.starts):
            start, end = postings.starts[column], postings.starts[column + 1]
            for other in range(np.uint64(start), np.uint64(end)):
                reached = min(np.float32(1.0), level * postings.parts[other, 0])
                share = reached * postings.parts[other, 1]
                said[postings.offers[other], 0] += for_student * share
                said[postings.offers[other], 1] += for_employer * share


@inner
def _add_fields(studied: Rows, row: int, postings: Postings, weights: Floats, sums: Sums) -> None:
    """Add the share of an offer's fields that is studied, all of them at most."""
    for_student, for_employer = weights[PROGRAMME, 0], weights[PROGRAMME, 1]
    fields = sums.fields
    # Twice over the same offers: first to add up, then to weigh each once and set it back.
    for turn in range(2):
        for place in range(studied.starts[row], studied.starts[row + 1]):
            column = studied.columns[place]
            if column + 1 >= len(postings.starts):
                continue
            for other in range(postings.starts[column], postings.starts[column + 1]):
                offer = postings.offers[other, 0]
                if turn == 0:
                    fields[offer] += studied.values[place] * postings.values[other, 1]
                elif fields[offer] > 0:
                    shared = min(1.0, fields[offer])
                    sums.said[offer, 0] += for_student * shared
                    sums.said[offer, 1] += for_employer * shared
                    fields[offer] = 0.0


@inner
def _add_listed(rows: Rows, row: int, weights: Floats, term: int, said: Table) -> None:
    for place in range(rows.starts[row], rows.starts[row + 1]):
        said[rows.columns[place], 0] += weights[term, 0] * rows.values[place]
        said[rows.columns[place], 1] += weights[term, 1] * rows.values[place]


@inner
def _close(rows: Rows, row: int, closed: NDArray[np.bool_], is_closed: bool) -> None:
    for place in range(rows.starts[row], rows.starts[row + 1]):
        closed[rows.columns[place]] = is_closed
