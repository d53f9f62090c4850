"""All students seen by one offer: lists of students by word, and the rules asked of each of them.

The counterpart of ``matcher.sweep``, where one student sees all offers. Float32, near enough to say
which pairs are worth a closer look.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.compiled import compiled, inner
from matcher.eligibility import is_accepted, is_free, is_understood, is_within_reach
from matcher.evidence import (
    BASE,
    HINT,
    INTEREST,
    TERM_COUNT,
    evidence_of_common,
    evidence_of_dates,
    evidence_of_hours,
    evidence_of_language,
    evidence_of_levels,
    evidence_of_place,
)
from matcher.overlaps import FIELDS, REQUIRED, SPOKEN, WANTED, WORDS
from matcher.pairs import Pairs
from matcher.rows import Asked, Rows, has_any, share_met, value_at

Table = NDArray[np.float32]


class List(NamedTuple):
    """For each word or concept the students who have it, and how much."""

    starts: NDArray[np.int64]
    students: NDArray[np.uint32]
    values: Table


class Turned(NamedTuple):
    """The students of a market by what they say."""

    words: List
    concepts: List
    skills: List
    fields: List


def turn(pairs: Pairs) -> Turned:
    """Return the students of some pairs by what they say."""
    return Turned(*map(_list, (pairs.texts, pairs.said_by, pairs.skills, pairs.studied)))


def _list(rows: Rows) -> List:
    owners = np.repeat(np.arange(len(rows.starts) - 1, dtype=np.uint32), np.diff(rows.starts))
    entries = np.argsort(rows.columns, kind="stable")
    counts = np.bincount(rows.columns, minlength=rows.width)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return List(starts, owners[entries], rows.values[entries].astype(np.float32))


@compiled
def add_common(pairs: Pairs, turned: Turned, common: Table) -> None:
    """Add up what each student has in common with the one offer.

    ``common``, of shape (n, 5), is all 0 before; then as `matcher.overlaps.shared_by` has it.
    """
    _add(pairs.ads, turned.words, common, WORDS)
    _add(pairs.said_of, turned.concepts, common, SPOKEN)
    _add(pairs.fields, turned.fields, common, FIELDS)
    _add_asked(pairs.must, turned.skills, common, REQUIRED)
    _add_asked(pairs.wished, turned.skills, common, WANTED)


@inner
def _add(rows: Rows, list_: List, common: Table, into: int) -> None:
    starts, students, values = list_.starts, list_.students, list_.values
    for place in range(rows.starts[0], rows.starts[1]):
        value, column = np.float32(rows.values[place]), rows.columns[place]
        if column + 1 < len(starts):
            for other in range(np.uint64(starts[column]), np.uint64(starts[column + 1])):
                common[students[other], into] += value * values[other]


@inner
def _add_asked(asked: Asked, list_: List, common: Table, into: int) -> None:
    starts, students, values = list_.starts, list_.students, list_.values
    for place in range(asked.starts[0], asked.starts[1]):
        share, column = np.float32(asked.shares[place]), asked.columns[place]
        if column + 1 < len(starts):
            for other in range(np.uint64(starts[column]), np.uint64(starts[column + 1])):
                met = share_met(values[other], asked.levels[place])
                common[students[other], into] += met * share


@compiled
def see(pairs: Pairs, common: Table, log_odds: Table) -> None:
    """Write the log-odds of both sides together for the students who may meet the one offer.

    Parameters
    ----------
    common : float32 array of shape (n, 5)
        As `add_common` leaves it.
    log_odds : float32 array of shape (n,)
        Left as it is for students who may not meet the offer.
    """
    # A record or an array is taken out of the pairs once: inside a loop, that would cost.
    students, offers, weights, km = pairs.students, pairs.offers, pairs.weights, pairs.km
    minutes, speaks, asks, studies = pairs.minutes, pairs.speaks, pairs.asks, pairs.studies
    accepts, said_by, studied, texts = pairs.accepts, pairs.said_by, pairs.studied, pairs.texts
    declined, forbidden, interest = pairs.declined, pairs.forbidden, pairs.interest
    hints, minimum_overlap, hybrid_reach = pairs.hints, pairs.minimum_overlap, pairs.hybrid_reach
    offer, found, both = offers[0], np.zeros(TERM_COUNT), weights[:, 0] + weights[:, 1]
    speaks_of, is_of_fields = has_any(pairs.said_of, 0), has_any(pairs.fields, 0)
    asks_must, asks_wished = pairs.asks_must[0], pairs.asks_wished[0]
    has_words = has_any(pairs.ads, 0)
    for row in range(len(students)):
        student = students[row]
        if not (
            student.wants[offer.kind] != 0
            and offer.accepts_level[student.level] != 0
            and offer.places_left > 0
            and is_understood(speaks, row, asks, 0)
            and is_free(student, offer, minimum_overlap)
            and is_within_reach(student, offer, km, minutes, hybrid_reach)
            and is_accepted(studies, row, accepts, 0)
            and value_at(declined, row, 0) == 0
            and value_at(forbidden, row, 0) == 0
        ):
            continue
        found[:] = 0.0
        found[BASE] = 1.0
        evidence_of_levels(student, offer, weights, found)
        evidence_of_language(speaks, row, asks, 0, weights, found)
        evidence_of_place(student, offer, minutes, weights, found)
        evidence_of_dates(student, offer, weights, found)
        evidence_of_hours(student, offer, weights, found)
        evidence_of_common(
            common[row],
            speaks_of and has_any(said_by, row),
            is_of_fields and has_any(studied, row),
            has_words and has_any(texts, row),
            asks_must,
            asks_wished,
            weights,
            found,
        )
        found[INTEREST] = value_at(interest, row, 0)
        found[HINT] = value_at(hints, row, 0)
        together = 0.0
        for term in range(TERM_COUNT):
            together += both[term] * found[term]
        log_odds[row] = together
