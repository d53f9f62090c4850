"""The hard facts of students and offers as records: kinds, levels, languages, places and times.

A row a student, a row an offer, each in one stretch of memory: a pair is two rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.errors import UnknownIdError
from matcher.places import Places
from matcher.records import Level, Offer, Period, Student
from matcher.rules import KINDS, REMOTES

LEVELS = tuple(Level)

# Days are counted as date.toordinal does, 0 for unknown; other numbers that are unknown are nan.
STUDENT = np.dtype(
    [
        ("wants", "i1", (len(KINDS),)),
        ("level", "i1"),
        ("place", "i4"),  # a row of the tables of ways
        ("travel_km", "f8"),
        ("travel_minutes", "f8"),
        ("works_remotely", "?"),
        ("moves", "?"),
        ("free_from", "i4", (len(KINDS),)),
        ("free_to", "i4", (len(KINDS),)),
        ("hours", "f8"),
        ("graduates", "i4"),
    ]
)
OFFER = np.dtype(
    [
        ("kind", "i1"),
        ("accepts_level", "i1", (len(LEVELS),)),
        ("place", "i4"),  # a column of the tables of ways
        ("remote", "i1"),
        ("starts", "i4"),
        ("ends", "i4"),
        ("hours", "f8"),
        ("places_left", "i8"),
    ]
)


@dataclass(frozen=True)
class Facts:
    """Facts of n students and m offers.

    Parameters
    ----------
    students : array of STUDENT, shape (n,)
    offers : array of OFFER, shape (m,)
    languages : tuple of str
        The languages that any offer asks for.
    speaks, asks : int8 arrays of shapes (n, languages) and (m, languages)
        0 for not at all.
    student_places, offer_places : mapping of str to int
        Which row, and which column, of the tables of ways a place is; 0 is the unknown one.
    km, minutes : float64 arrays of shape (student places, offer places)
        nan where one is unknown.
    """

    students: NDArray[Any]
    offers: NDArray[Any]
    languages: tuple[str, ...]
    speaks: NDArray[np.int8]
    asks: NDArray[np.int8]
    student_places: Mapping[str, int]
    offer_places: Mapping[str, int]
    km: NDArray[np.float64]
    minutes: NDArray[np.float64]


def gather(
    students: Sequence[Student],
    offers: Sequence[Offer],
    places: Places,
    on: date,
    taken: NDArray[np.int64] | None = None,
) -> Facts:
    """Return the facts of records, as they are on a day.

    Parameters
    ----------
    students, offers : sequences of Student and Offer
    places : Places
    on : date
    taken : int array of shape (m,), optional
        Places that are taken already.

    Raises
    ------
    UnknownIdError
        A place is not a known municipality.
    """
    languages = tuple(sorted({code for offer in offers for code in offer.languages}))
    student_places = _distinct_places(students, places)
    offer_places = _distinct_places(offers, places)
    km, minutes = _ways(student_places, offer_places, places)
    facts_of_offers = np.array([_offer(each, offer_places, on) for each in offers], OFFER)
    if taken is not None:
        left = facts_of_offers["places_left"] - taken
        facts_of_offers["places_left"] = np.maximum(left, 0)
    return Facts(
        students=np.array([_student(each, student_places) for each in students], STUDENT),
        offers=facts_of_offers,
        languages=languages,
        speaks=_levels(students, languages),
        asks=_levels(offers, languages),
        student_places=student_places,
        offer_places=offer_places,
        km=km,
        minutes=minutes,
    )


def student_against(
    facts: Facts, student: Student, places: Places
) -> tuple[NDArray[Any], NDArray[np.int8], NDArray[np.float64], NDArray[np.float64]]:
    """Return the facts, the languages and the ways of one student to the offers of some facts."""
    own = _distinct_places([student], places)
    row = facts.student_places.get(student.place)
    if row is None:
        km, minutes = _ways(own, facts.offer_places, places)
    else:
        rows = [0, row][: len(own)]
        km, minutes = facts.km[rows], facts.minutes[rows]
    one = np.array([_student(student, own)], STUDENT)
    return one, _levels([student], facts.languages), km, minutes


def offer_against(
    facts: Facts, students: Sequence[Student], offer: Offer, places: Places, on: date
) -> tuple[
    NDArray[Any], NDArray[np.int8], NDArray[np.int8], NDArray[np.float64], NDArray[np.float64]
]:
    """Return an offer's facts, the languages of students and offer, and the ways between them."""
    own = _distinct_places([offer], places)
    column = facts.offer_places.get(offer.place)
    if column is None:
        km, minutes = _ways(facts.student_places, own, places)
    else:
        columns = [0, column][: len(own)]
        km, minutes = facts.km[:, columns], facts.minutes[:, columns]
    known = tuple(sorted(code for code in offer.languages if code in facts.languages))
    new = tuple(sorted(code for code in offer.languages if code not in facts.languages))
    speaks = facts.speaks[:, [facts.languages.index(code) for code in known]]
    if new:
        speaks = np.concatenate([speaks, _levels(students, new)], axis=1)
    asks = _levels([offer], (*known, *new))
    one = np.array([_offer(offer, own, on)], OFFER)
    return (
        one,
        np.ascontiguousarray(speaks),
        asks,
        np.ascontiguousarray(km),
        np.ascontiguousarray(minutes),
    )


def _student(student: Student, places: Mapping[str, int]) -> tuple[Any, ...]:
    return (
        [kind in student.kinds for kind in KINDS],
        LEVELS.index(student.level),
        places[student.place],
        _number(student.travel_km),
        _number(student.travel_minutes),
        student.remote,
        student.moves,
        [_ordinal(student.available.get(kind), "starts_on") for kind in KINDS],
        [_ordinal(student.available.get(kind), "ends_on") for kind in KINDS],
        _number(student.hours_per_week),
        student.graduates_on.toordinal() if student.graduates_on else 0,
    )


def _offer(offer: Offer, places: Mapping[str, int], on: date) -> tuple[Any, ...]:
    return (
        KINDS.index(offer.kind),
        [level in (offer.levels or LEVELS) for level in LEVELS],
        places[offer.place],
        REMOTES.index(offer.remote),
        # What has begun is offered for the days that are left.
        max(offer.period.starts_on, on).toordinal(),
        offer.period.ends_on.toordinal(),
        _number(offer.hours_per_week),
        offer.places,
    )


def _levels(records: Iterable[Student | Offer], languages: Sequence[str]) -> NDArray[np.int8]:
    rows = [[each.languages.get(code, 0) for code in languages] for each in records]
    return np.array(rows, np.int8).reshape(len(rows), len(languages))


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def _ordinal(period: Period | None, end: str) -> int:
    return getattr(period, end).toordinal() if period else 0


def _distinct_places(
    records: Sequence[Student] | Sequence[Offer], places: Places
) -> dict[str, int]:
    """Return a number for each place that occurs, 0 for the unknown one."""
    numbers = {"": 0}
    for record in records:
        if record.place and record.place not in places:
            raise UnknownIdError(
                field="place",
                row=record.id,
                value=record.place,
                expected="the code of a municipality",
            )
        numbers.setdefault(record.place, len(numbers))
    return numbers


def _ways(
    origins: Mapping[str, int], destinations: Mapping[str, int], places: Places
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the kilometres and the minutes between places; nan where one is unknown."""
    km = np.full((len(origins), len(destinations)), np.nan)
    minutes = km.copy()
    for origin, row in origins.items():
        for destination, column in destinations.items():
            if origin and destination:
                km[row, column] = places.distance_km(origin, destination)
                minutes[row, column] = places.minutes(origin, destination)
    return km, minutes
