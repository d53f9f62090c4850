"""What a student and an offer have in common: words, concepts, what is asked for, fields.

Five sums a pair, in float32 and always in the order of the columns, whichever way they are taken:
for a student and all offers over inverted lists, in time O(entries in common); for single pairs by
laying the student out, in time O(entries of the offer). So both give the same to the last bit.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.classes import AskedPostings, Classes, Postings
from matcher.compiled import compiled, inner
from matcher.pairs import Pairs
from matcher.rows import Rows, coverage, dot_laid, lay, take_away
from matcher.rules import KINDS

Numbers = NDArray[Any]
Table = NDArray[np.float32]
Wanted = NDArray[np.int64]  # (runs, 2): kinds that a student wants, from and to before which

# Where each sum stands.
WORDS, SPOKEN, REQUIRED, WANTED, FIELDS = range(5)
SUMS = 5
_KINDS = len(KINDS)


class Laid(NamedTuple):
    """Where a student's words, concepts, skills and fields are laid out for pairs that follow."""

    words: Table
    spoken: Table
    levels: Table
    studied: Table


# Room that is free again. Taking and giving back are single steps, so threads do not meet.
_FREE: deque[Laid] = deque(maxlen=8)


@contextmanager
def _laid_for(pairs: Pairs) -> Iterator[Laid]:
    """Give room to lay students out, all 0: it is larger than what a single pair takes to weigh."""
    spoken = max(pairs.said_by.width, pairs.said_of.width)
    words = max(pairs.texts.width, pairs.ads.width)
    laid = _FREE.pop() if _FREE else None
    if laid is None or (len(laid.words), len(laid.spoken)) != (words, spoken):
        laid = Laid(np.zeros(words, np.float32), *(np.zeros(spoken, np.float32) for _ in range(3)))
    yield laid
    _FREE.append(laid)


def shared_by(pairs: Pairs, rows: Numbers, columns: Numbers) -> Table:
    """Return what some pairs have in common, of shape (pairs, 5).

    Pairs of one student are best asked for one after the other.
    """
    shared = np.zeros((len(rows), SUMS), np.float32)
    with _laid_for(pairs) as laid:
        _share(pairs, rows, columns, laid, shared)
    return shared


@compiled
def _share(pairs: Pairs, rows: Numbers, columns: Numbers, laid: Laid, shared: Table) -> None:
    texts, ads, said_by, said_of = pairs.texts, pairs.ads, pairs.said_by, pairs.said_of
    skills, must, wished = pairs.skills, pairs.must, pairs.wished
    studied, fields = pairs.studied, pairs.fields
    last = -1
    for place in range(len(rows) + 1):
        row = rows[place] if place < len(rows) else -1
        if row != last:
            if last >= 0:
                take_away(texts, last, laid.words)
                take_away(said_by, last, laid.spoken)
                take_away(skills, last, laid.levels)
                take_away(studied, last, laid.studied)
            if row >= 0:
                lay(texts, row, laid.words)
                lay(said_by, row, laid.spoken)
                lay(skills, row, laid.levels)
                lay(studied, row, laid.studied)
            last = row
        if row >= 0:
            column = columns[place]
            shared[place, WORDS] = dot_laid(laid.words, ads, column)
            shared[place, SPOKEN] = dot_laid(laid.spoken, said_of, column)
            shared[place, REQUIRED] = coverage(laid.levels, must, column)
            shared[place, WANTED] = coverage(laid.levels, wished, column)
            shared[place, FIELDS] = dot_laid(laid.studied, fields, column)


@inner
def add_all(pairs: Pairs, classes: Classes, row: int, wanted: Wanted, common: Table) -> np.uint64:
    """Add up what a student has in common with each offer of a kind that the student wants.

    ``common``, of shape (5, m), is in the order of the classes, and all 0 before. Return a number
    that means nothing, for what was only looked at not to be left out.
    """
    touched = _touch(pairs.texts, row, classes.words, wanted)
    touched += _touch(pairs.said_by, row, classes.concepts, wanted)
    touched += _touch_asked(pairs.skills, row, classes.must, wanted)
    touched += _touch_asked(pairs.skills, row, classes.wished, wanted)
    _add_products(pairs.texts, row, classes.words, wanted, common[WORDS])
    _add_products(pairs.said_by, row, classes.concepts, wanted, common[SPOKEN])
    _add_products(pairs.studied, row, classes.fields, wanted, common[FIELDS])
    _add_skills(pairs.skills, row, classes.must, wanted, common[REQUIRED])
    _add_skills(pairs.skills, row, classes.wished, wanted, common[WANTED])
    return touched


@inner
def clear(classes: Classes, wanted: Wanted, common: Table) -> None:
    """Set back to 0 what `add_all` added."""
    for run in range(len(wanted)):
        begin, end = classes.kind_starts[wanted[run, 0]], classes.kind_starts[wanted[run, 1]]
        for number in range(SUMS):
            for place in range(np.uint64(begin), np.uint64(end)):
                common[number, place] = 0.0


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
def _touch(rows: Rows, row: int, postings: Postings, wanted: Wanted) -> np.uint64:
    """Look at where each list begins, so that all are on their way from memory together."""
    starts, offers, values = postings.starts, postings.offers, postings.values
    last, touched = len(offers) - 1, np.uint64(0)
    if last < 0:
        return touched
    for place in range(rows.starts[row], rows.starts[row + 1]):
        list_ = rows.columns[place] * _KINDS
        if list_ + 1 < len(starts):
            for run in range(len(wanted)):
                begin = np.uint64(min(last, starts[list_ + wanted[run, 0]]))
                touched += np.uint64(offers[begin]) + np.uint64(values[begin] > 0)
    return touched


@inner
def _touch_asked(rows: Rows, row: int, postings: AskedPostings, wanted: Wanted) -> np.uint64:
    """Look at where each list begins, likewise."""
    starts, offers, parts = postings.starts, postings.offers, postings.parts
    last, touched = len(offers) - 1, np.uint64(0)
    if last < 0:
        return touched
    for place in range(rows.starts[row], rows.starts[row + 1]):
        list_ = rows.columns[place] * _KINDS
        if list_ + 1 < len(starts):
            for run in range(len(wanted)):
                begin = np.uint64(min(last, starts[list_ + wanted[run, 0]]))
                touched += np.uint64(offers[begin]) + np.uint64(parts[begin, 0] > 0)
    return touched


@inner
def _add_products(rows: Rows, row: int, postings: Postings, wanted: Wanted, sums: Table) -> None:
    starts, offers, values = postings.starts, postings.offers, postings.values
    for place in range(rows.starts[row], rows.starts[row + 1]):
        value, list_ = np.float32(rows.values[place]), rows.columns[place] * _KINDS
        if list_ + 1 < len(starts):
            for run in range(len(wanted)):
                begin, end = starts[list_ + wanted[run, 0]], starts[list_ + wanted[run, 1]]
                for other in range(np.uint64(begin), np.uint64(end)):
                    sums[offers[other]] += value * values[other]


@inner
def _add_skills(rows: Rows, row: int, postings: AskedPostings, wanted: Wanted, sums: Table) -> None:
    starts, offers, parts = postings.starts, postings.offers, postings.parts
    for place in range(rows.starts[row], rows.starts[row + 1]):
        level, list_ = np.float32(rows.values[place]), rows.columns[place] * _KINDS
        if list_ + 1 < len(starts):
            for run in range(len(wanted)):
                begin, end = starts[list_ + wanted[run, 0]], starts[list_ + wanted[run, 1]]
                for other in range(np.uint64(begin), np.uint64(end)):
                    reached = min(np.float32(1.0), level * parts[other, 0])
                    sums[offers[other]] += reached * parts[other, 1]
