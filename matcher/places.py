"""How far it is between Swedish municipalities, in kilometres and, where known, in minutes.

Distances are great circles between main towns (the haversine formula); minutes come from the
project's own table of travel times, and are estimated from the distance where the table has none.
Only the standard library, so that a web process may ask too.
"""

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from matcher.errors import DuplicateIdError, InvalidValueError, UnknownIdError

_DATA = Path(__file__).parent / "data"
_EARTH_RADIUS_KM = 6371.0

# Fitted to the pairs of travel.csv: every journey has a first and a last mile.
_MINUTES_PER_KM = 0.8
_MINUTES_TO_GET_GOING = 10.0


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality, and where its main town is, in degrees."""

    code: str
    name: str
    county: str
    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Refuse coordinates outside the globe."""
        for field, value, limit in (
            ("latitude", self.latitude, 90),
            ("longitude", self.longitude, 180),
        ):
            if not abs(value) <= limit:
                raise InvalidValueError(
                    field=field, row=self.code, value=value, expected=f"degrees within ±{limit}"
                )


class Places:
    """Municipalities, and the minutes between some of them.

    Parameters
    ----------
    municipalities : iterable of Municipality
    minutes : iterable of (code, code, float)
        Minutes one way; a pair is given once and holds both ways.

    Examples
    --------
    >>> places = shipped_places()
    >>> round(places.distance_km("2280", "2281"))
    42
    >>> places.distance_km("2280", "2280")
    0.0
    """

    def __init__(
        self, municipalities: Iterable[Municipality], minutes: Iterable[tuple[str, str, float]] = ()
    ) -> None:
        self._municipalities: dict[str, Municipality] = {}
        for place in municipalities:
            if place.code in self._municipalities:
                raise DuplicateIdError(
                    field="code", row=place.code, value=place.code, expected="each code once"
                )
            self._municipalities[place.code] = place
        self._minutes: dict[tuple[str, str], float] = {}
        for origin, destination, duration in minutes:
            self._add_minutes(origin, destination, duration)

    def _add_minutes(self, origin: str, destination: str, duration: float) -> None:
        row = f"{origin}, {destination}"
        for code in (origin, destination):
            if code not in self._municipalities:
                raise UnknownIdError(
                    field="travel", row=row, value=code, expected="the code of a municipality"
                )
        if not 0 < duration < 10_000:
            raise InvalidValueError(
                field="minutes", row=row, value=duration, expected="a number above 0"
            )
        if (origin, destination) in self._minutes or origin == destination:
            raise DuplicateIdError(
                field="travel", row=row, value=row, expected="each pair once, one way"
            )
        self._minutes[origin, destination] = self._minutes[destination, origin] = duration

    def __contains__(self, code: object) -> bool:
        return code in self._municipalities

    def __getitem__(self, code: str) -> Municipality:
        """Return a municipality; raises UnknownIdError."""
        try:
            return self._municipalities[code]
        except KeyError:
            raise UnknownIdError(
                field="place", row=None, value=code, expected="the code of a municipality"
            ) from None

    def distance_km(self, origin: str, destination: str) -> float:
        """Return the distance as the crow flies, in kilometres; 0 within a municipality."""
        start, end = self[origin], self[destination]
        latitudes = math.radians(start.latitude), math.radians(end.latitude)
        half_north = (latitudes[1] - latitudes[0]) / 2
        half_east = math.radians(end.longitude - start.longitude) / 2
        chord = (
            math.sin(half_north) ** 2
            + math.cos(latitudes[0]) * math.cos(latitudes[1]) * math.sin(half_east) ** 2
        )
        return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))

    def known_minutes(self, origin: str, destination: str) -> float | None:
        """Return the minutes of the table, 0 within a municipality, None where it has none."""
        if self[origin] == self[destination]:
            return 0.0
        return self._minutes.get((origin, destination))

    def minutes(self, origin: str, destination: str) -> float:
        """Return the minutes of the table, or an estimate from the distance."""
        known = self.known_minutes(origin, destination)
        if known is not None:
            return known
        return _MINUTES_TO_GET_GOING + _MINUTES_PER_KM * self.distance_km(origin, destination)


def read_places(municipalities: Path, travel: Path) -> Places:
    """Return the places of two CSV files.

    Raises
    ------
    MatcherError
        Names the column and the code.
    """
    with municipalities.open(encoding="utf-8", newline="") as file:
        found = [
            Municipality(
                row["code"],
                row["name"],
                row["county"],
                _number("latitude", row["code"], row["latitude"]),
                _number("longitude", row["code"], row["longitude"]),
            )
            for row in csv.DictReader(file)
        ]
    with travel.open(encoding="utf-8", newline="") as file:
        minutes = [
            (origin, destination, _number("minutes", f"{origin}, {destination}", row["minutes"]))
            for row in csv.DictReader(file)
            for origin, destination in [(row["origin"], row["destination"])]
        ]
    return Places(found, minutes)


def _number(field: str, row: str, cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise InvalidValueError(field=field, row=row, value=cell, expected="a number") from None


@lru_cache(maxsize=1)
def shipped_places() -> Places:
    """Return the places that ship with the project, read once a process."""
    return read_places(_DATA / "municipalities.csv", _DATA / "travel.csv")
