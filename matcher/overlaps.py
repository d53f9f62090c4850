"""What a student and each offer have in common, added up offer by offer over inverted lists.

In float32, near enough to say which pairs are worth a closer look. An offer's place in the sums is
its place in the order of classes. Time O(entries in common).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.classes import AskedPostings, Postings
from matcher.compiled import inner
from matcher.rows import Rows
from matcher.rules import KINDS

Numbers = NDArray[np.int32]
Table = NDArray[np.float32]
Wanted = NDArray[np.int64]  # (runs, 2): kinds that a student wants, from and to before which

_KINDS = len(KINDS)


@inner
def write_runs(student: Any, runs: Wanted) -> int:
    """Write the kinds that a student wants, in runs; return how many runs there are."""
    count, before = 0, False
    for kind in range(_KINDS):
        wants = student.wants[kind] != 0
        if wants and not before:
            runs[count, 0] = kind
            count += 1
        if wants:
            runs[count - 1, 1] = kind + 1
        before = wants
    return count


@inner
def add_products(
    rows: Rows, row: int, postings: Postings, wanted: Wanted, weight: float, said: Table
) -> None:
    """Add the products of a student's row with those of all offers."""
    starts, offers, values = postings.starts, postings.offers, postings.values
    for place in range(rows.starts[row], rows.starts[row + 1]):
        value, list_ = np.float32(weight * rows.values[place]), rows.columns[place] * _KINDS
        if list_ + 1 < len(starts):
            for run in range(len(wanted)):
                begin, end = starts[list_ + wanted[run, 0]], starts[list_ + wanted[run, 1]]
                for other in range(np.uint64(begin), np.uint64(end)):
                    said[offers[other]] += value * values[other]


@inner
def add_skills(
    rows: Rows, row: int, postings: AskedPostings, wanted: Wanted, weight: float, said: Table
) -> None:
    """Add the share of what each offer asks for that a student has."""
    starts, offers, parts = postings.starts, postings.offers, postings.parts
    weighs = np.float32(weight)
    for place in range(rows.starts[row], rows.starts[row + 1]):
        level, list_ = np.float32(rows.values[place]), rows.columns[place] * _KINDS
        if list_ + 1 < len(starts):
            for run in range(len(wanted)):
                begin, end = starts[list_ + wanted[run, 0]], starts[list_ + wanted[run, 1]]
                for other in range(np.uint64(begin), np.uint64(end)):
                    reached = min(np.float32(1.0), level * parts[other, 0])
                    said[offers[other]] += weighs * (reached * parts[other, 1])


@inner
def add_fields(
    studied: Rows,
    row: int,
    postings: Postings,
    wanted: Wanted,
    weight: float,
    fields: Table,
    said: Table,
) -> None:
    """Add the share of an offer's fields that is studied, all of them at most."""
    starts, offers, values = postings.starts, postings.offers, postings.values
    # Twice over the same offers: first to add up, then to weigh each once and set it back.
    for turn in range(2):
        for place in range(studied.starts[row], studied.starts[row + 1]):
            value, list_ = np.float32(studied.values[place]), studied.columns[place] * _KINDS
            if list_ + 1 >= len(starts):
                continue
            for run in range(len(wanted)):
                begin, end = starts[list_ + wanted[run, 0]], starts[list_ + wanted[run, 1]]
                for other in range(np.uint64(begin), np.uint64(end)):
                    offer = offers[other]
                    if turn == 0:
                        fields[offer] += value * values[other]
                    elif fields[offer] > 0:
                        said[offer] += np.float32(weight) * min(np.float32(1.0), fields[offer])
                        fields[offer] = 0.0


@inner
def add_listed(rows: Rows, row: int, weight: float, place_of: Numbers, said: Table) -> None:
    """Add what is given for single pairs."""
    for place in range(rows.starts[row], rows.starts[row + 1]):
        said[place_of[rows.columns[place]]] += np.float32(weight * rows.values[place])


@inner
def close(rows: Rows, row: int, place_of: Numbers, said: Table) -> None:
    """Rule single pairs out."""
    for place in range(rows.starts[row], rows.starts[row + 1]):
        said[place_of[rows.columns[place]]] = -np.inf
