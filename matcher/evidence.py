"""What each term of the score rests on, for any pair, one by one and exactly.

Evidence lies between 0 and 1 and depends on the two records and the vocabulary alone. What is
written is evidence less what is neutral, so that nothing known weighs nothing; where there is no
evidence, the term is 0 and a term of its own says so.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.chances import calibrate, chance
from matcher.compiled import compiled, inlined
from matcher.overlaps import FIELDS, REQUIRED, SPOKEN, WANTED, WORDS, shared_by
from matcher.pairs import Pairs
from matcher.rows import has_any, value_at
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

# What a rule says of a whole class of offers is added up by itself (``matcher.tables``), so the
# log-odds of a side are always the sum of these sums, in this order.
OF_DEMANDS = (BASE, LEVEL, HOURS, NO_HOURS, NO_SKILLS, NO_PROGRAMME, NO_TEXT)
OF_LANGUAGES = (LANGUAGE,)
OF_DATES = (PERIOD, NO_PERIOD, STAGE, NO_STAGE)
OF_PLACES = (PLACE, NO_PLACE)
OF_COMMON = (CONCEPTS, MUST, WISHED, TEXT, PROGRAMME)
OF_WISHES = (INTEREST, HINT)

Numbers = NDArray[Any]
Floats = NDArray[np.float64]
Levels = NDArray[np.int8]


def evidence(pairs: Pairs, rows: Numbers, columns: Numbers) -> Floats:
    """Return what each term of some pairs is multiplied by, of shape (pairs, terms).

    Evidence less what is neutral; 0 where there is no evidence, which a term of its own says.
    """
    found = np.zeros((len(rows), TERM_COUNT))
    rows, columns = rows.astype(np.int32), columns.astype(np.int32)
    said = np.empty((len(rows), 2))
    weigh(pairs, rows, columns, shared_by(pairs, rows, columns), found, said)
    return found


@compiled
def weigh(
    pairs: Pairs,
    rows: Numbers,
    columns: Numbers,
    shared: NDArray[np.float32],
    found: Floats,
    said: Floats,
) -> None:
    """Write the evidence of pairs, and the probabilities of both sides that it adds up to.

    Parameters
    ----------
    rows, columns : int32 arrays of shape (pairs,)
    shared : float32 array of shape (pairs, 5)
        What each pair has in common, as `matcher.overlaps.shared_by` gives it.
    found : float64 array of shape (pairs, terms), or (1, terms)
        The evidence; the one row is used again where only the probabilities are wanted.
    said : float64 array of shape (pairs, 2)
    """
    # A record or an array is taken out of the pairs once: inside a loop, that would cost.
    students, offers, weights, minutes = pairs.students, pairs.offers, pairs.weights, pairs.minutes
    speaks, asks, texts, ads = pairs.speaks, pairs.asks, pairs.texts, pairs.ads
    asks_must, asks_wished = pairs.asks_must, pairs.asks_wished
    said_by, said_of, studied, fields = pairs.said_by, pairs.said_of, pairs.studied, pairs.fields
    interest, hints = pairs.interest, pairs.hints
    student_knots, employer_knots = pairs.student_knots, pairs.employer_knots
    for place in range(len(rows)):
        row, column, own = rows[place], columns[place], found[place if len(found) > 1 else 0]
        own[:] = 0.0
        own[BASE] = 1.0
        evidence_of_common(
            shared[place],
            has_any(said_by, row) and has_any(said_of, column),
            has_any(studied, row) and has_any(fields, column),
            has_any(texts, row) and has_any(ads, column),
            asks_must[column],
            asks_wished[column],
            weights,
            own,
        )
        student, offer = students[row], offers[column]
        evidence_of_levels(student, offer, weights, own)
        evidence_of_language(speaks, row, asks, column, weights, own)
        evidence_of_place(student, offer, minutes, weights, own)
        evidence_of_dates(student, offer, weights, own)
        evidence_of_hours(student, offer, weights, own)
        own[INTEREST] = value_at(interest, row, column)
        own[HINT] = value_at(hints, row, column)
        for side in range(2):
            said[place, side] = (
                weighed(own, weights, side, OF_DEMANDS)
                + weighed(own, weights, side, OF_LANGUAGES)
                + weighed(own, weights, side, OF_DATES)
                + weighed(own, weights, side, OF_PLACES)
                + weighed(own, weights, side, OF_COMMON)
                + weighed(own, weights, side, OF_WISHES)
            )
        said[place, 0] = chance(calibrate(student_knots, said[place, 0]))
        said[place, 1] = chance(calibrate(employer_knots, said[place, 1]))


@inlined
def weighed(found: Floats, weights: Floats, side: int, terms: tuple[int, ...]) -> float:
    """Return what some terms add to the log-odds of a side."""
    total = 0.0
    for term in terms:
        total += weights[term, side] * found[term]
    return total


@inlined
def evidence_of_common(
    has: NDArray[np.float32],
    speak: bool,
    study: bool,
    write: bool,
    asks_must: bool,
    asks_wished: bool,
    weights: Floats,
    found: Floats,
) -> None:
    """Write what is in common: of concepts, fields and words, where both sides have any."""
    found[CONCEPTS] = found[MUST] = found[WISHED] = found[NO_SKILLS] = 0.0
    if speak:
        found[CONCEPTS] = has[SPOKEN] - weights[CONCEPTS, 2]
        found[MUST] = asks_must * (has[REQUIRED] - weights[MUST, 2])
        found[WISHED] = asks_wished * (has[WANTED] - weights[WISHED, 2])
    else:
        found[NO_SKILLS] = 1.0 - weights[NO_SKILLS, 2]
    found[PROGRAMME] = min(1.0, float(has[FIELDS])) - weights[PROGRAMME, 2] if study else 0.0
    found[NO_PROGRAMME] = 0.0 if study else 1.0 - weights[NO_PROGRAMME, 2]
    found[TEXT] = has[WORDS] - weights[TEXT, 2] if write else 0.0
    found[NO_TEXT] = 0.0 if write else 1.0 - weights[NO_TEXT, 2]


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
