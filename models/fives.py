"""What may be told of people by groups: five or more, or nothing; and nothing by subtraction.

People are counted along three lines: field, year, and where they are willing to work. Told are the
totals of each line, and, for some fields, the field by year and the field by place. One partition
is fixed for all who ask; a filter only chooses among its cells, so that two answers never differ by
a group that neither tells.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEWEST = 5
# The group of all that are too small to be told, and of what is not known.
OTHERS = ""

# Of a person: field, year, where.
Key = tuple[str, str, str]
Cells = dict[tuple[str, str], int]


def in_fives(counts: Mapping[str, int]) -> dict[str, int]:
    """Put groups of fewer than five together with the others, until those are five or more too.

    When they are fewer, the next smallest group goes with them: else they would be what is missing
    from the whole. Others that are fewer than five even so are not told.

    Examples
    --------
    >>> in_fives({"a": 9, "b": 6, "c": 2})
    {'a': 9, '': 8}
    >>> in_fives({"a": 9, "b": 3, "c": 3})
    {'a': 9, '': 6}
    >>> in_fives({"a": 4})
    {}
    """
    told = {key: count for key, count in counts.items() if key != OTHERS and count >= FEWEST}
    small = [count for key, count in counts.items() if count > 0 and key not in told]
    while told and 0 < sum(small) < FEWEST:
        smallest = min(told, key=lambda key: (told[key], key))
        small.append(told.pop(smallest))
    if sum(small) >= FEWEST:
        told[OTHERS] = sum(small)
    return told


@dataclass(frozen=True)
class Figure:
    """A count of people that may be told.

    Parameters
    ----------
    count : int
    is_least : bool
        Whether there may be more, among those who are only told together with others.
    """

    count: int
    is_least: bool = False


@dataclass(frozen=True)
class Told:
    """The cells that are told of a population, and no others.

    Parameters
    ----------
    fields, years, places : dict
        The totals of each line; the others together under "".
    by_year, by_place : dict
        By (field, year) and (field, place), whole rows of fields only, noughts included.
    """

    fields: dict[str, int]
    years: dict[str, int]
    places: dict[str, int]
    by_year: Cells
    by_place: Cells

    def find(
        self, *, field: str | None = None, year: str | None = None, places: Iterable[str] = ()
    ) -> Figure | None:
        """Give what may be told of a field, a year and some places, or None.

        What is left out is not asked for. A year and places together are never told.
        """
        wanted = tuple(dict.fromkeys(places))
        if year is not None and wanted:
            return None
        if year is not None:
            whole = self.years if field is None else _row(self.by_year, field)
            return _sum(whole, (year,))
        if wanted:
            whole = self.places if field is None else _row(self.by_place, field)
            return _sum(whole, wanted)
        whole = self.fields
        if field is not None:
            return _sum(whole, (field,))
        return Figure(sum(whole.values())) if whole else None


def tell(counts: Mapping[Key, int]) -> Told:
    """Choose what may be told of how many people there are by field, year and where.

    A field is told by year only if every year of it has nobody, or five or more; and what then is
    left of each year, in all other fields together, has to be so too. By place in the same way.
    Nothing else follows from what is told by adding and subtracting but sums of cells that are
    told.
    """
    fields, years, places = (in_fives(_totals(counts, line)) for line in range(3))
    return Told(
        fields,
        years,
        places,
        _rows(_table(counts, 1, fields, years), fields, years),
        _rows(_table(counts, 2, fields, places), fields, places),
    )


def _totals(counts: Mapping[Key, int], line: int) -> Counter[str]:
    totals: Counter[str] = Counter()
    for key, count in counts.items():
        totals[key[line]] += count
    return totals


def _table(
    counts: Mapping[Key, int], line: int, fields: Mapping[str, int], columns: Mapping[str, int]
) -> Counter[tuple[str, str]]:
    """Count by field and a second line, both in the groups that are told."""
    cells: Counter[tuple[str, str]] = Counter()
    for key, count in counts.items():
        field = key[0] if key[0] in fields else OTHERS
        column = key[line] if key[line] in columns else OTHERS
        cells[field, column] += count
    return cells


def _rows(
    cells: Counter[tuple[str, str]], fields: Mapping[str, int], columns: Mapping[str, int]
) -> Cells:
    """Keep the rows that may be told; the smallest is given up while too few would be left."""
    told = [field for field in fields if all(_may_be(cells[field, each]) for each in columns)]
    told.sort(key=lambda field: (-fields[field], field))
    rest = set(fields) - set(told)
    while told and not all(_may_be(sum(cells[f, each] for f in rest)) for each in columns):
        rest.add(told.pop())
    return {(field, each): cells[field, each] for field in told for each in columns}


def _may_be(count: int) -> bool:
    return count == 0 or count >= FEWEST


def _row(cells: Cells, field: str) -> dict[str, int]:
    return {column: count for (row, column), count in cells.items() if row == field}


def _sum(told: Mapping[str, int], wanted: Iterable[str]) -> Figure | None:
    """Add up the groups that are told; of one that is not, some may stand among the others."""
    wanted = tuple(wanted)
    found = [told[key] for key in wanted if key in told]
    hidden = any(key not in told for key in wanted) and OTHERS in told and told[OTHERS] > 0
    if not found:
        return None
    return Figure(sum(found), is_least=hidden)
