"""Who may meet at all: the hard rules, each of them countable.

A pair is eligible when every criterion holds. What a record does not say rules nothing out, with
one exception: an offer that asks for a language needs a student who states it. Exact, one pair
after the other, in O(1) a pair.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.compiled import compiled, inlined
from matcher.pairs import Pairs
from matcher.rows import Rows, dot, has_any, value_at
from matcher.rules import is_in_time, is_reached

Numbers = NDArray[np.int64]
Levels = NDArray[np.int8]

# Where each criterion stands in a row: in the order of `Criterion`.
_KIND, _LEVEL, _FIELD, _LANGUAGE, _PERIOD, _PLACE, _PLACES, _DECLINED, _FORBIDDEN = range(9)


class Criterion(StrEnum):
    """The hard rules, in the order in which they are told."""

    KIND = "kind"
    LEVEL = "level"
    FIELD = "field"
    LANGUAGE = "language"
    PERIOD = "period"
    PLACE = "place"
    PLACES = "places"
    DECLINED = "declined"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Diagnosis:
    """Why somebody has few or no pairs.

    Parameters
    ----------
    id : str
        The student or the offer asked about.
    considered, eligible : int
        How many counterparts there were, and how many meet every criterion.
    removed : mapping of Criterion to int
        How many counterparts fail each criterion, most first; those that remove nobody left out.
    brings_back : mapping of Criterion to int
        How many more would be eligible if this criterion alone were relaxed, most first; those
        that bring nobody back left out.
    """

    id: str
    considered: int
    eligible: int
    removed: Mapping[Criterion, int]
    brings_back: Mapping[Criterion, int]


@dataclass(frozen=True)
class Eligibility:
    """The hard rules over the pairs of n students and m offers."""

    pairs: Pairs

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of students and offers."""
        return len(self.pairs.students), len(self.pairs.offers)

    @property
    def places_left(self) -> Numbers:
        """The places of each offer that no fixed pair has taken."""
        return np.ascontiguousarray(self.pairs.offers["places_left"])

    def mask(self, rows: Numbers) -> NDArray[np.bool_]:
        """Return which offers some students may meet, of shape (rows, m)."""
        held: NDArray[np.bool_] = np.all(self._of_block(rows), axis=2)
        return held

    def holds(self, criterion: Criterion, rows: Numbers) -> NDArray[np.bool_]:
        """Return for which pairs one criterion holds, of shape (rows, m)."""
        return self._of_block(rows)[:, :, list(Criterion).index(criterion)]

    def failing(self, row: int, column: int) -> tuple[Criterion, ...]:
        """Return the criteria that a pair fails; none for an eligible pair."""
        held = criteria(self.pairs, np.array([row]), np.array([column]))[0]
        return tuple(each for each, holds in zip(Criterion, held, strict=True) if not holds)

    def diagnose_student(self, id_: str, row: int) -> Diagnosis:
        """Return why a student has few or no offers."""
        columns = np.arange(self.shape[1])
        return _diagnosis(id_, criteria(self.pairs, np.full_like(columns, row), columns).T)

    def diagnose_offer(self, id_: str, column: int) -> Diagnosis:
        """Return why an offer has few or no students."""
        rows = np.arange(self.shape[0])
        return _diagnosis(id_, criteria(self.pairs, rows, np.full_like(rows, column)).T)

    def _of_block(self, rows: Numbers) -> NDArray[np.bool_]:
        m = self.shape[1]
        held = criteria(self.pairs, np.repeat(rows, m), np.tile(np.arange(m), len(rows)))
        return held.reshape(len(rows), m, len(Criterion))


def criteria(pairs: Pairs, rows: Numbers, columns: Numbers) -> NDArray[np.bool_]:
    """Return which criteria some pairs meet, of shape (pairs, criteria), in their order."""
    found = np.zeros((len(rows), len(Criterion)), np.bool_)
    _criteria(pairs, rows, columns, found)
    return found


@compiled
def _criteria(pairs: Pairs, rows: Numbers, columns: Numbers, found: NDArray[np.bool_]) -> None:
    # A record or an array is taken out of the pairs once: inside a loop, that would cost.
    students, offers, km, minutes = pairs.students, pairs.offers, pairs.km, pairs.minutes
    speaks, asks, studies, accepts = pairs.speaks, pairs.asks, pairs.studies, pairs.accepts
    declined, forbidden = pairs.declined, pairs.forbidden
    minimum_overlap, hybrid_reach = pairs.minimum_overlap, pairs.hybrid_reach
    for place in range(len(rows)):
        row, column, held = rows[place], columns[place], found[place]
        student, offer = students[row], offers[column]
        held[_KIND] = student.wants[offer.kind] != 0
        held[_LEVEL] = offer.accepts_level[student.level] != 0
        held[_FIELD] = is_accepted(studies, row, accepts, column)
        held[_LANGUAGE] = is_understood(speaks, row, asks, column)
        held[_PERIOD] = is_free(student, offer, minimum_overlap)
        held[_PLACE] = is_within_reach(student, offer, km, minutes, hybrid_reach)
        held[_PLACES] = offer.places_left > 0
        held[_DECLINED] = value_at(declined, row, column) == 0
        held[_FORBIDDEN] = value_at(forbidden, row, column) == 0


@inlined
def is_accepted(studies: Rows, row: int, accepts: Rows, column: int) -> bool:
    """Return whether a student's studies lie in a field that the offer accepts."""
    # An employer who accepts certain fields still sees somebody whose studies are unclear: a
    # person reads the programme's name better than the vocabulary does.
    if not (has_any(studies, row) and has_any(accepts, column)):
        return True
    return dot(studies, row, accepts, column) > 0


@inlined
def is_understood(speaks: Levels, row: int, asks: Levels, column: int) -> bool:
    """Return whether a student has every language that is asked for, at its level."""
    understood = True
    for language in range(asks.shape[1]):
        understood &= speaks[row, language] >= asks[column, language]
    return understood


@inlined
def is_free(student: Any, offer: Any, minimum_overlap: float) -> bool:
    """Return whether the periods of both overlap enough."""
    free_from, free_to = student.free_from[offer.kind], student.free_to[offer.kind]
    return is_in_time(free_from, free_to, offer.starts, offer.ends, minimum_overlap)


@inlined
def is_within_reach(
    student: Any,
    offer: Any,
    km: NDArray[np.float64],
    minutes: NDArray[np.float64],
    hybrid_reach: float,
) -> bool:
    """Return whether the student can be at the place."""
    return is_reached(
        km[student.place, offer.place],
        minutes[student.place, offer.place],
        student.travel_km,
        student.travel_minutes,
        student.works_remotely,
        student.moves,
        offer.remote,
        hybrid_reach,
    )


def _diagnosis(id_: str, holding: NDArray[np.bool_]) -> Diagnosis:
    """Return the counts of what each criterion removes, alone or together with others."""
    failing = ~holding
    failures = failing.sum(axis=0)
    removed = {c: int(failing[number].sum()) for number, c in enumerate(Criterion)}
    alone = {
        c: int((failing[number] & (failures == 1)).sum()) for number, c in enumerate(Criterion)
    }
    return Diagnosis(
        id=id_,
        considered=failing.shape[1],
        eligible=int((failures == 0).sum()),
        removed=_most_first(removed),
        brings_back=_most_first(alone),
    )


def _most_first(counts: Mapping[Criterion, int]) -> dict[Criterion, int]:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return {criterion: count for criterion, count in ordered if count}
