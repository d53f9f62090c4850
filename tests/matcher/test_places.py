"""Distances and travel times between municipalities."""

from pathlib import Path

import pytest

from matcher.errors import DuplicateIdError, InvalidValueError, UnknownIdError
from matcher.places import Municipality, Places, read_places, shipped_places
from tests.matcher.builders import PLACES


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    places = Places(
        [Municipality("0001", "a", "", 60.0, 17.0), Municipality("0002", "b", "", 61.0, 17.0)]
    )
    assert places.distance_km("0001", "0002") == pytest.approx(111.2, abs=0.1)


def test_distances_are_symmetric_and_zero_at_home() -> None:
    for origin in ("0001", "0002", "0003"):
        assert PLACES.distance_km(origin, origin) == 0
        assert PLACES.minutes(origin, origin) == 0
        for destination in ("0001", "0002", "0003"):
            there = PLACES.distance_km(origin, destination)
            assert there == pytest.approx(PLACES.distance_km(destination, origin))


def test_known_minutes_hold_both_ways_and_others_are_estimated() -> None:
    assert PLACES.known_minutes("0001", "0002") == PLACES.known_minutes("0002", "0001") == 25
    assert PLACES.known_minutes("0001", "0003") is None
    assert PLACES.minutes("0001", "0003") == pytest.approx(366, abs=5)


def test_an_unknown_place_is_an_error() -> None:
    with pytest.raises(UnknownIdError):
        PLACES.distance_km("0001", "9999")


def test_places_refuse_doubles_loose_ends_and_coordinates_off_the_globe() -> None:
    here = Municipality("0001", "a", "", 60.0, 17.0)
    there = Municipality("0002", "b", "", 60.0, 17.0)
    with pytest.raises(DuplicateIdError):
        Places([here, here])
    with pytest.raises(UnknownIdError):
        Places([here], [("0001", "0009", 5)])
    with pytest.raises(DuplicateIdError):
        Places([here, there], [("0001", "0002", 5), ("0002", "0001", 5)])
    with pytest.raises(InvalidValueError):
        Places([here, there], [("0001", "0002", -5)])
    with pytest.raises(InvalidValueError):
        Municipality("0003", "c", "", 91.0, 17.0)
    with pytest.raises(InvalidValueError):
        Municipality("0003", "c", "", float("nan"), 17.0)


def test_a_bad_cell_is_named(tmp_path: Path) -> None:
    towns, travel = tmp_path / "towns.csv", tmp_path / "travel.csv"
    towns.write_text("code,name,county,latitude,longitude\n0001,a,b,north,17\n", encoding="utf-8")
    travel.write_text("origin,destination,minutes,by\n", encoding="utf-8")
    with pytest.raises(InvalidValueError) as caught:
        read_places(towns, travel)
    assert (caught.value.field, caught.value.row) == ("latitude", "0001")


def test_the_shipped_places_know_the_region() -> None:
    places = shipped_places()
    assert 35 < places.distance_km("2280", "2281") < 60
    assert places.known_minutes("2280", "2281") is not None
    assert places["2280"].name == "Härnösand"
