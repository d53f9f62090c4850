"""Hold the tables of municipalities and travel times, read as plain CSV, to what they promise."""

import csv
import json
import math
import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "matcher" / "data"
EARTH_RADIUS_KM = 6371.0
HARNOSAND, SUNDSVALL = "2280", "2281"

Position = tuple[float, float]


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def distance_km(one: Position, other: Position) -> float:
    """Great-circle distance by the haversine formula."""
    north, east, to_north, to_east = map(math.radians, (*one, *other))
    half = (
        math.sin((to_north - north) / 2) ** 2
        + math.cos(north) * math.cos(to_north) * math.sin((to_east - east) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


@pytest.fixture(scope="module")
def municipalities() -> list[dict[str, str]]:
    return read("municipalities.csv")


@pytest.fixture(scope="module")
def positions(municipalities: list[dict[str, str]]) -> dict[str, Position]:
    return {
        row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in municipalities
    }


@pytest.fixture(scope="module")
def journeys() -> list[dict[str, str]]:
    return read("travel.csv")


def test_all_290_municipalities_are_there_once(municipalities: list[dict[str, str]]) -> None:
    assert len(municipalities) == 290
    assert len({row["code"] for row in municipalities}) == 290
    assert len({row["name"] for row in municipalities}) == 290


def test_every_row_is_whole_and_sorted_by_code(municipalities: list[dict[str, str]]) -> None:
    assert list(municipalities[0]) == ["code", "name", "county", "latitude", "longitude"]
    assert [row for row in municipalities if not all(row.values())] == []
    codes = [row["code"] for row in municipalities]
    assert codes == sorted(codes)


def test_a_code_is_four_digits_and_begins_with_its_county(
    municipalities: list[dict[str, str]],
) -> None:
    counties: dict[str, set[str]] = defaultdict(set)
    for row in municipalities:
        assert re.fullmatch(r"[0-9]{4}", row["code"]), row
        counties[row["code"][:2]].add(row["county"])
    assert len(counties) == 21
    assert {code: names for code, names in counties.items() if len(names) != 1} == {}
    assert len({min(names) for names in counties.values()}) == 21


def test_positions_are_inside_sweden_with_two_decimals(
    municipalities: list[dict[str, str]],
) -> None:
    for row in municipalities:
        assert re.fullmatch(r"[0-9]{2}\.[0-9]{2}", row["latitude"]), row
        assert re.fullmatch(r"[0-9]{2}\.[0-9]{2}", row["longitude"]), row
        assert 55.3 <= float(row["latitude"]) <= 68.5, row
        assert 11.1 <= float(row["longitude"]) <= 24.2, row


def test_no_two_municipalities_stand_on_the_same_spot(positions: dict[str, Position]) -> None:
    assert len(set(positions.values())) == len(positions)


def test_neighbours_of_a_county_are_not_far_apart(
    municipalities: list[dict[str, str]], positions: dict[str, Position]
) -> None:
    """A slip of a digit puts a town alone: every town has another of its county within 130 km."""
    counties: dict[str, list[str]] = defaultdict(list)
    for row in municipalities:
        counties[row["county"]].append(row["code"])
    alone = [
        code
        for codes in counties.values()
        if len(codes) > 1
        for code in codes
        if min(distance_km(positions[code], positions[c]) for c in codes if c != code) > 130
    ]
    assert alone == []


def test_journeys_are_between_known_municipalities(
    journeys: list[dict[str, str]], positions: dict[str, Position]
) -> None:
    assert list(journeys[0]) == ["origin", "destination", "minutes", "by"]
    for row in journeys:
        assert row["origin"] in positions, row
        assert row["destination"] in positions, row
        assert row["origin"] != row["destination"], row
        assert row["by"] in {"rail", "road"}, row


def test_a_pair_is_listed_once_since_it_holds_both_ways(journeys: list[dict[str, str]]) -> None:
    pairs = [frozenset((row["origin"], row["destination"])) for row in journeys]
    assert len(pairs) == len(set(pairs))
    assert [row for row in journeys if row["origin"] > row["destination"]] == []


def test_nobody_travels_faster_than_a_train_or_slower_than_a_bus(
    journeys: list[dict[str, str]], positions: dict[str, Position]
) -> None:
    odd = []
    for row in journeys:
        km = distance_km(positions[row["origin"]], positions[row["destination"]])
        speed = km / (int(row["minutes"]) / 60)
        if not 35 <= speed <= 130:
            odd.append((row, round(speed)))
    assert odd == []


def test_a_detour_is_never_much_faster_than_the_direct_way(
    journeys: list[dict[str, str]],
) -> None:
    """A direct time that a listed detour beats by a quarter of an hour is a mistake."""
    minutes: dict[str, dict[str, int]] = defaultdict(dict)
    for row in journeys:
        minutes[row["origin"]][row["destination"]] = int(row["minutes"])
        minutes[row["destination"]][row["origin"]] = int(row["minutes"])
    beaten = [
        (start, end, direct, via)
        for start, ends in minutes.items()
        for end, direct in ends.items()
        for via in ends.keys() & minutes[end].keys()
        if ends[via] + minutes[via][end] < direct - 15
    ]
    assert beaten == []


def test_harnosand_to_sundsvall_is_under_an_hour_by_rail(
    journeys: list[dict[str, str]], positions: dict[str, Position]
) -> None:
    (row,) = (r for r in journeys if {r["origin"], r["destination"]} == {HARNOSAND, SUNDSVALL})
    assert row["by"] == "rail"
    assert 45 <= int(row["minutes"]) <= 60
    assert 35 <= distance_km(positions[HARNOSAND], positions[SUNDSVALL]) <= 55


@pytest.mark.skipif(
    "KAJPLATS_DATA" not in os.environ,
    reason="KAJPLATS_DATA is not set: no list of places to compare the codes with",
)
def test_codes_and_positions_agree_with_a_public_list_of_places(
    positions: dict[str, Position],
) -> None:
    """Within 25 km of some place that the other list puts in the same municipality."""
    places = json.loads(
        (Path(os.environ["KAJPLATS_DATA"]) / "jobtech" / "platser.json").read_text("utf-8")
    )
    theirs: dict[str, list[Position]] = defaultdict(list)
    for place in places:
        theirs[place["kommunkod"]].append((place["latitud"], place["longitud"]))
    assert set(theirs) == set(positions)
    far = {}
    for code, places_there in theirs.items():
        known = [place for place in places_there if place != (0.0, 0.0)]  # it writes 0, 0 for none
        if known and min(distance_km(positions[code], place) for place in known) > 25:
            far[code] = places_there
    assert far == {}
