"""Groups of fewer than five are never told, and never follow from what is told."""

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.fives import FEWEST, OTHERS, Figure, Key, Told, in_fives, tell

FIELDS, YEARS, PLACES = ("f1", "f2", "f3", OTHERS), ("27", "28", OTHERS), ("h", "s", "moves")
KEYS = tuple(product(FIELDS, YEARS, PLACES))
counts_of_people = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 9), max_size=len(KEYS))
few_people = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 3), max_size=len(KEYS))

Shown = tuple[frozenset[Key], int]


@given(st.dictionaries(st.text("abcdef", max_size=1), st.integers(0, 12)))
def test_no_group_of_fewer_than_five_is_told(counts: dict[str, int]) -> None:
    told = in_fives(counts)
    assert all(count >= FEWEST for count in told.values())
    hidden = sum(counts.values()) - sum(told.values())
    assert hidden == 0 or not told


def group_of(key: str, told: dict[str, int]) -> str:
    return key if key in told else OTHERS


def members(
    told: Told, field: str | None, year: str | None, places: tuple[str, ...]
) -> frozenset[Key]:
    """Give the base cells that a figure is about, as somebody who knows the rules reads it."""
    shown = {place for place in places if place in told.places}
    return frozenset(
        key
        for key in KEYS
        if (field is None or group_of(key[0], told.fields) == field)
        and (year is None or group_of(key[1], told.years) == year)
        and (not places or group_of(key[2], told.places) in shown)
    )


def everything_shown(told: Told) -> Iterator[Shown]:
    """Ask with every combination of filters, and give each figure with what it counts."""
    some = [()] + [each for n in (1, 2) for each in combinations((*PLACES, OTHERS), n)]
    for field, year, places in product((None, *FIELDS), (None, *YEARS), some):
        figure = told.find(field=field, year=year, places=places)
        if figure is not None:
            yield members(told, field, year, places), figure.count


def noughts_known(told: Told) -> frozenset[Key]:
    """Give the cells that are said to be empty."""
    rows = [(told.by_year, 1, told.years), (told.by_place, 2, told.places)]
    return frozenset(
        key
        for cells, line, columns in rows
        for key in KEYS
        if cells.get((group_of(key[0], told.fields), group_of(key[line], columns))) == 0
    )


@settings(max_examples=300, deadline=None)
@given(st.one_of(counts_of_people, few_people))
def test_every_figure_is_what_a_slow_count_gives(counts: dict[Key, int]) -> None:
    for cells, count in everything_shown(tell(counts)):
        assert sum(counts.get(key, 0) for key in cells) == count
        assert count == 0 or count >= FEWEST


@settings(max_examples=200, deadline=None)
@given(st.one_of(counts_of_people, few_people))
def test_no_two_filters_differ_by_a_group_of_one_to_four(counts: dict[Key, int]) -> None:
    told = tell(counts)
    known, shown = noughts_known(told), list(set(everything_shown(told)))
    for (one, many), (other, fewer) in product(shown, shown):
        # What is known to be empty does not keep one group from lying within another.
        if (other - known) < (one - known):
            assert many - fewer == 0 or many - fewer >= FEWEST


@settings(max_examples=60, deadline=None)
@given(st.one_of(counts_of_people, few_people))
def test_nothing_small_follows_by_adding_and_subtracting_all_that_is_told(
    counts: dict[Key, int],
) -> None:
    """The strongest attack: a group is known if it is a sum of figures with any factors."""
    told = tell(counts)
    known = noughts_known(told)
    open_cells = [key for key in KEYS if key not in known]
    shown = {cells - known for cells, _count in everything_shown(told)}
    if not shown:
        return
    matrix = np.array([[key in cells for key in open_cells] for cells in shown], dtype=float)
    rank = np.linalg.matrix_rank(matrix)
    for group in small_groups(counts, open_cells):
        row = np.array([[key in group for key in open_cells]], dtype=float)
        assert np.linalg.matrix_rank(np.vstack([matrix, row])) > rank, sorted(group)


def small_groups(counts: dict[Key, int], cells: list[Key]) -> Iterator[frozenset[Key]]:
    """Give groups of one to four people: by one, two or three of field, year and place."""
    lines = [each for n in (1, 2, 3) for each in combinations(range(3), n)]
    for line in lines:
        groups: dict[tuple[str, ...], set[Key]] = {}
        for key in cells:
            groups.setdefault(tuple(key[at] for at in line), set()).add(key)
        for group in groups.values():
            if 0 < sum(counts.get(key, 0) for key in group) < FEWEST:
                yield frozenset(group)


def test_a_field_is_told_by_year_when_every_year_may_be() -> None:
    told = tell({("f1", "27", "h"): 6, ("f2", "27", "h"): 5, ("f2", "28", "h"): 5})
    assert told.find(field="f1", year="27") == Figure(6)
    assert told.find(field="f1", year="28") == Figure(0)
    # Six and two, not six and "not told": the two would follow from the whole.
    told = tell({("f1", "27", "h"): 6, ("f1", "28", "h"): 2, ("f2", "28", "h"): 9})
    assert told.find(field="f1") == Figure(8)
    assert told.find(field="f1", year="27") is None


def test_what_is_told_with_others_may_be_more() -> None:
    told = tell({("f1", "27", "h"): 6, ("f1", "27", "s"): 3, ("f1", "27", "moves"): 8})
    assert told.places == {"moves": 8, OTHERS: 9}
    assert told.find(places=("moves",)) == Figure(8)
    assert told.find(places=("moves", "s")) == Figure(8, is_least=True)
    assert told.find(places=("s",)) is None


def test_a_year_and_a_place_are_not_told_together() -> None:
    told = tell({("f1", "27", "h"): 50})
    assert told.find(year="27", places=("h",)) is None
    assert told.find(field="f1", year="27", places=("h",)) is None


def test_of_nobody_nothing_is_told() -> None:
    assert tell({}).find() is None
    assert tell({("f1", "27", "h"): 4}).find() is None
