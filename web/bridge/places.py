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
    found = find_spec("matcher")
    if found is None or found.origin is None:
        msg = "the matcher is not installed"
        raise RuntimeError(msg)
    path = Path(found.origin).parent / "data" / "municipalities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    return dict(sorted(rows, key=lambda row: sort_key(row[1])))


def place_name(code: str) -> str:
    """Give the name of a municipality, or the code itself where it is unknown."""
    return names_of_places().get(code, code)
