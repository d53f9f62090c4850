"""What each term of the score rests on, for any pair, one by one and exactly.

Evidence lies between 0 and 1 and depends on the two records and the vocabulary alone. What is
written is evidence less what is neutral, so that nothing known weighs nothing; where there is no
evidence, the term is 0 and a term of its own says so.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.chances import calibrate, chance
from matcher.compiled import compiled, inlined
from matcher.pairs import Pairs
from matcher.rows import coverage, dot, dot_laid, has_any, lay, take_away, value_at
from matcher.rules import (
    days_in_common,
    is_right_stage,
    margin_of_language,
    nearness,
    share_of_hours,
    share_of_period,
)
from matcher.weights import TERMS

# Where each term stands in a row of evidence.
BASE, MUST, WISHED, CONCEPTS, TEXT, PROGRAMME, LEVEL = range(7)
LANGUAGE, PLACE, PERIOD, HOURS, STAGE, INTEREST, HINT = range(7, 14)
NO_SKILLS, NO_TEXT, NO_PROGRAMME, NO_PLACE, NO_PERIOD, NO_HOURS, NO_STAGE = range(14, 21)
TERM_COUNT = len(TERMS)

Numbers = NDArray[Any]
Floats = NDArray[np.float64]
Levels = NDArray[np.int8]


class Laid(NamedTuple):
    """Where a student's text, concepts and skills are laid out for all pairs that follow."""

    words: Floats
    spoken: Floats
    levels: Floats


# Room that is free again. Taking and giving back are single steps, so threads do not meet.
_FREE: deque[Laid] = deque(maxlen=8)


@contextmanager
def laid_for(pairs: Pairs) -> Iterator[Laid]:
    """Give room to lay students out, all 0: it is larger than what a single pair takes to weigh."""
    spoken = max(pairs.said_by.width, pairs.said_of.width)
    words = max(pairs.texts.width, pairs.ads.width)
    laid = _FREE.pop() if _FREE else None
    if laid is None or (len(laid.words), len(laid.spoken)) != (words, spoken):
        laid = Laid(np.zeros(words), np.zeros(spoken), np.zeros(spoken))
    yield laid
    _FREE.append(laid)


def evidence(pairs: Pairs, rows: Numbers, columns: Numbers) -> Floats:
    """Return what each term of some pairs is multiplied by, of shape (pairs, terms).

    Evidence less what is neutral; 0 where there is no evidence, which a term of its own says.
    """
    found = np.zeros((len(rows), TERM_COUNT))
    rows, columns = rows.astype(np.int32), columns.astype(np.int32)
    with laid_for(pairs) as laid:
        weigh(pairs, rows, columns, laid, found, np.empty((len(rows), 2)))
    return found


@compiled
def weigh(  # noqa: C901 # one pair's evidence, read from top to bottom; calls would take arrays by the dozen
    pairs: Pairs, rows: Numbers, columns: Numbers, laid: Laid, found: Floats, said: Floats
) -> None:
    """Write the evidence of pairs, and the probabilities of both sides that it adds up to.

    Parameters
    ----------
    rows, columns : int32 arrays of shape (pairs,)
        Pairs of one student are best asked for one after the other.
    laid : Laid
        All 0, and all 0 again afterwards.
    found : float64 array of shape (pairs, terms), or (1, terms)
        The evidence; the one row is used again where only the probabilities are wanted.
    said : float64 array of shape (pairs, 2)
    """
    # A record or an array is taken out of the pairs once: inside a loop, that would cost.
    students, offers, weights, minutes = pairs.students, pairs.offers, pairs.weights, pairs.minutes
    speaks, asks, texts, ads = pairs.speaks, pairs.asks, pairs.texts, pairs.ads
    skills, must, wished = pairs.skills, pairs.must, pairs.wished
    asks_must, asks_wished = pairs.asks_must, pairs.asks_wished
    said_by, said_of, studied, fields = pairs.said_by, pairs.said_of, pairs.studied, pairs.fields
    interest, hints = pairs.interest, pairs.hints
    words, spoken, levels = laid.words, laid.spoken, laid.levels
    student_knots, employer_knots = pairs.student_knots, pairs.employer_knots
    last = -1
    for place in range(len(rows)):
        row, column, own = rows[place], columns[place], found[place if len(found) > 1 else 0]
        if row != last:
            if last >= 0:
                take_away(texts, last, words)
                take_away(said_by, last, spoken)
                take_away(skills, last, levels)
            lay(texts, row, words)
            lay(said_by, row, spoken)
            lay(skills, row, levels)
            last = row
        own[:] = 0.0
        own[BASE] = 1.0
        if has_any(said_by, row) and has_any(said_of, column):
            own[CONCEPTS] = dot_laid(spoken, said_of, column) - weights[CONCEPTS, 2]
            if asks_must[column]:
                own[MUST] = coverage(levels, must, column) - weights[MUST, 2]
            if asks_wished[column]:
                own[WISHED] = coverage(levels, wished, column) - weights[WISHED, 2]
        else:
            own[NO_SKILLS] = 1.0 - weights[NO_SKILLS, 2]
        if has_any(texts, row) and has_any(ads, column):
            own[TEXT] = dot_laid(words, ads, column) - weights[TEXT, 2]
        else:
            own[NO_TEXT] = 1.0 - weights[NO_TEXT, 2]
        if has_any(studied, row) and has_any(fields, column):
            shared = min(1.0, dot(studied, row, fields, column))
            own[PROGRAMME] = shared - weights[PROGRAMME, 2]
        else:
            own[NO_PROGRAMME] = 1.0 - weights[NO_PROGRAMME, 2]
        student, offer = students[row], offers[column]
        evidence_of_levels(student, offer, weights, own)
        evidence_of_language(speaks, row, asks, column, weights, own)
        evidence_of_place(student, offer, minutes, weights, own)
        evidence_of_dates(student, offer, weights, own)
        evidence_of_hours(student, offer, weights, own)
        own[INTEREST] = value_at(interest, row, column)
        own[HINT] = value_at(hints, row, column)
        by_student, by_employer = 0.0, 0.0
        for term in range(TERM_COUNT):
            by_student += weights[term, 0] * own[term]
            by_employer += weights[term, 1] * own[term]
        said[place, 0] = chance(calibrate(student_knots, by_student))
        said[place, 1] = chance(calibrate(employer_knots, by_employer))
    if last >= 0:
        take_away(texts, last, words)
        take_away(said_by, last, spoken)
        take_away(skills, last, levels)


@inlined
def evidence_of_levels(student: Any, offer: Any, weights: Floats, found: Floats) -> None:
    """Write whether the one level that is asked for is the student's."""
    asked = 0
    for level in range(len(offer.accepts_level)):
        asked += offer.accepts_level[level]
    if asked == 1:
        found[LEVEL] = offer.accepts_level[student.level] - weights[LEVEL, 2]


@inlined
def evidence_of_language(
    speaks: Levels, row: int, asks: Levels, column: int, weights: Floats, found: Floats
) -> None:
    """Write by how much the languages asked for are exceeded, at the tightest of them."""
    least, is_asked = 1.0, False
    for language in range(asks.shape[1]):
        if asks[column, language] > 0:
            is_asked = True
            margin = margin_of_language(speaks[row, language], asks[column, language])
            least = min(least, margin)
    if is_asked:
        found[LANGUAGE] = least - weights[LANGUAGE, 2]


@inlined
def evidence_of_place(
    student: Any, offer: Any, minutes: Floats, weights: Floats, found: Floats
) -> None:
    """Write how near the offer is."""
    way = minutes[student.place, offer.place]
    near = nearness(way, student.works_remotely, student.moves, offer.remote)
    if np.isnan(near):
        found[NO_PLACE] = 1.0 - weights[NO_PLACE, 2]
    else:
        found[PLACE] = near - weights[PLACE, 2]


@inlined
def evidence_of_dates(student: Any, offer: Any, weights: Floats, found: Floats) -> None:
    """Write how well the period suits, and the time of the studies."""
    kind, starts, ends = offer.kind, offer.starts, offer.ends
    common = days_in_common(student.free_from[kind], student.free_to[kind], starts, ends)
    if common < 0:
        found[NO_PERIOD] = 1.0 - weights[NO_PERIOD, 2]
    else:
        found[PERIOD] = share_of_period(common, starts, ends) - weights[PERIOD, 2]
    if student.graduates == 0:
        found[NO_STAGE] = 1.0 - weights[NO_STAGE, 2]
    elif is_right_stage(kind, starts, student.graduates):
        found[STAGE] = 1.0 - weights[STAGE, 2]
    else:
        found[STAGE] = 0.0 - weights[STAGE, 2]


@inlined
def evidence_of_hours(student: Any, offer: Any, weights: Floats, found: Floats) -> None:
    """Write the share of the hours asked for."""
    share = share_of_hours(student.hours, offer.hours)
    if np.isnan(share):
        found[NO_HOURS] = 1.0 - weights[NO_HOURS, 2]
    else:
        found[HOURS] = share - weights[HOURS, 2]
