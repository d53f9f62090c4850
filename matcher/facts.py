"""The hard facts of students and offers as arrays: kinds, levels, languages, places and times.

Both the hard rules and the score are computed from these, a block of students at a time, so that
memory grows with a block and not with the number of pairs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.errors import UnknownIdError
from matcher.places import Places
from matcher.records import Kind, Level, Offer, Period, Remote, Student

KINDS = tuple(Kind)
LEVELS = tuple(Level)
REMOTES = tuple(Remote)

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Facts:
    """Facts of n students and m offers.

    Days are counted as ``date.toordinal`` does; 0 stands for unknown. Numbers that are unknown
    are nan. ``places_km`` and ``places_minutes`` are small tables between the distinct places that
    occur, and ``student_place`` and ``offer_place`` are rows and columns of them.
    """

    wants: NDArray[np.bool_]  # (n, kinds)
    level: NDArray[np.int8]  # (n,)
    speaks: NDArray[np.int8]  # (n, languages asked for), 0 for not at all
    travel_km: NDArray[np.float64]  # (n,)
    travel_minutes: NDArray[np.float64]  # (n,)
    works_remotely: NDArray[np.bool_]  # (n,)
    moves: NDArray[np.bool_]  # (n,)
    free_from: NDArray[np.int64]  # (n, kinds)
    free_to: NDArray[np.int64]  # (n, kinds)
    hours: NDArray[np.float64]  # (n,)
    graduates: NDArray[np.int64]  # (n,)
    student_place: NDArray[np.int64]  # (n,)
    kind: NDArray[np.int8]  # (m,)
    accepts_level: NDArray[np.bool_]  # (levels, m)
    asks_language: NDArray[np.int8]  # (languages asked for, m), 0 for not asked
    remote: NDArray[np.int8]  # (m,)
    starts: NDArray[np.int64]  # (m,)
    ends: NDArray[np.int64]  # (m,)
    offer_hours: NDArray[np.float64]  # (m,)
    capacity: NDArray[np.int64]  # (m,)
    offer_place: NDArray[np.int64]  # (m,)
    places_km: NDArray[np.float64]
    places_minutes: NDArray[np.float64]

    def km(self, rows: Rows) -> NDArray[np.float64]:
        """Return the distances of some students from every offer; nan where a place is unknown."""
        return self.places_km[self.student_place[rows][:, None], self.offer_place]

    def minutes(self, rows: Rows) -> NDArray[np.float64]:
        """Return the travel times likewise, known or estimated."""
        return self.places_minutes[self.student_place[rows][:, None], self.offer_place]

    def days_in_common(self, rows: Rows) -> NDArray[np.int64]:
        """Return the days that some students are free in each offer's period, from ``on``.

        -1 where the student names no period for that kind of offer.
        """
        start, end = self.free_from[rows][:, self.kind], self.free_to[rows][:, self.kind]
        common = np.minimum(end, self.ends) - np.maximum(start, self.starts) + 1
        return np.where(start > 0, np.maximum(common, 0), -1)

    def days_free(self, rows: Rows) -> NDArray[np.int64]:
        """Return how many days the students' own periods for each offer's kind have."""
        return (self.free_to[rows] - self.free_from[rows] + 1)[:, self.kind]

    @property
    def days_offered(self) -> NDArray[np.int64]:
        """How many days each offer lasts, from ``on``; 0 or less when it is over."""
        return self.ends - self.starts + 1


def gather(students: Sequence[Student], offers: Sequence[Offer], places: Places, on: date) -> Facts:
    """Return the facts of records, as they are on a day.

    Raises
    ------
    UnknownIdError
        A place is not a known municipality.
    """
    languages = sorted({code for offer in offers for code in offer.languages})
    students_places = _distinct_places("place", students, places)
    offers_places = _distinct_places("place", offers, places)
    km, minutes = _tables(students_places, offers_places, places)
    return Facts(
        wants=_array([[kind in s.kinds for kind in KINDS] for s in students], np.bool_, len(KINDS)),
        level=np.array([LEVELS.index(s.level) for s in students], np.int8),
        speaks=_array(
            [[s.languages.get(code, 0) for code in languages] for s in students],
            np.int8,
            len(languages),
        ),
        travel_km=_numbers(s.travel_km for s in students),
        travel_minutes=_numbers(s.travel_minutes for s in students),
        works_remotely=np.array([s.remote for s in students], np.bool_),
        moves=np.array([s.moves for s in students], np.bool_),
        free_from=_array(
            [[_ordinal(s.available.get(kind), "starts_on") for kind in KINDS] for s in students],
            np.int64,
            len(KINDS),
        ),
        free_to=_array(
            [[_ordinal(s.available.get(kind), "ends_on") for kind in KINDS] for s in students],
            np.int64,
            len(KINDS),
        ),
        hours=_numbers(s.hours_per_week for s in students),
        graduates=np.array(
            [s.graduates_on.toordinal() if s.graduates_on else 0 for s in students], np.int64
        ),
        student_place=np.array([students_places[s.place] for s in students], np.int64),
        kind=np.array([KINDS.index(o.kind) for o in offers], np.int8),
        accepts_level=_array(
            [[level in (o.levels or LEVELS) for level in LEVELS] for o in offers],
            np.bool_,
            len(LEVELS),
        ).T,
        asks_language=_array(
            [[o.languages.get(code, 0) for code in languages] for o in offers],
            np.int8,
            len(languages),
        ).T,
        remote=np.array([REMOTES.index(o.remote) for o in offers], np.int8),
        # What has begun is offered for the days that are left.
        starts=np.array([max(o.period.starts_on, on).toordinal() for o in offers], np.int64),
        ends=np.array([o.period.ends_on.toordinal() for o in offers], np.int64),
        offer_hours=_numbers(o.hours_per_week for o in offers),
        capacity=np.array([o.places for o in offers], np.int64),
        offer_place=np.array([offers_places[o.place] for o in offers], np.int64),
        places_km=km,
        places_minutes=minutes,
    )


def _array(rows: list[list[Any]], dtype: type, width: int) -> NDArray[Any]:
    return np.array(rows, dtype=dtype).reshape(len(rows), width)


def _numbers(values: Iterable[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _ordinal(period: Period | None, end: str) -> int:
    return getattr(period, end).toordinal() if period else 0


def _distinct_places(
    field: str, records: Sequence[Student] | Sequence[Offer], places: Places
) -> dict[str, int]:
    """Return a number for each place that occurs, 0 for the unknown one."""
    numbers = {"": 0}
    for record in records:
        if record.place and record.place not in places:
            raise UnknownIdError(
                field=field,
                row=record.id,
                value=record.place,
                expected="the code of a municipality",
            )
        numbers.setdefault(record.place, len(numbers))
    return numbers


def _tables(
    origins: dict[str, int], destinations: dict[str, int], places: Places
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
