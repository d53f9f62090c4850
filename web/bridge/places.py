"""The municipalities, read from the matcher's table without importing the matcher."""

import csv
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from models.keys import sort_key


@cache
def names_of_places() -> dict[str, str]:
    """Give every municipality's name by its code, å ä ö last.

    Examples
    --------
    >>> names_of_places()["2280"]
    'Härnösand'
    """
    with (_folder() / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    return dict(sorted(rows, key=lambda row: sort_key(row[1])))


@cache
def places_within(code: str, minutes: int) -> tuple[str, ...]:
    """Give the municipalities within a journey of so many minutes, by code.

    Examples
    --------
    >>> [place_name(code) for code in places_within("2280", 60)]
    ['Timrå', 'Sundsvall', 'Kramfors']
    """
    found: set[str] = set()
    with (_folder() / "travel.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ends = {row["origin"], row["destination"]}
            if code in ends and float(row["minutes"]) <= minutes:
                found |= ends - {code}
    return tuple(sorted(found))


def place_name(code: str) -> str:
    """Give the name of a municipality, or the code itself where it is unknown."""
    return names_of_places().get(code, code)


def _folder() -> Path:
    """Give the folder of the matcher's tables."""
    found = find_spec("matcher")
    if found is None or found.origin is None:
        msg = "the matcher is not installed"
        raise RuntimeError(msg)
    return Path(found.origin).parent / "data"
