"""What is left to solve of an allocation, once fixed and required pairs have their places."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.checks import check_whole
from matcher.choices import Choices, Employers, Floats, Ints
from matcher.errors import ConflictError, UnknownIdError
from matcher.ranking import Ranking

# Scores become whole numbers, so that totals are exact.
UNITS = 1_000_000


@dataclass(frozen=True)
class Problem:
    """Who is free to choose what.

    Attributes
    ----------
    students : int array of shape (free,)
        The rows of those who are free.
    choices : Choices
        Their candidates, the one they would rather say yes to first.
    p_employer : float array of shape (pairs,)
        What the employer would say.
    weights : int array of shape (pairs,)
        The scores in millionths, from 1.
    capacities : int array of shape (m,)
        Places that are left.
    names : tuple of str
        Of employers, where any of them shares places between its offers.
    employers : Employers or None
        Whose each offer is, and how many places each has left in all.
    """

    students: Ints
    choices: Choices
    p_employer: Floats
    weights: Ints
    capacities: Ints
    names: tuple[str, ...]
    employers: Employers | None


def held_pairs(ranking: Ranking) -> list[tuple[int, int]]:
    """Return fixed and required pairs, refusing more required ones than places are left."""
    market = ranking.market
    left = market.eligibility.places_left.copy()
    for row, column in market.required:
        left[column] -= 1
        if left[column] < 0:
            pair = f"{ranking.students[row]}, {ranking.offers[column]}"
            raise ConflictError(
                field="hints", row=pair, value="require", expected="an offer with a place left"
            )
    return [*market.fixed, *market.required]


def problem_of(
    ranking: Ranking, held: list[tuple[int, int]], employer_places: Mapping[str, int]
) -> Problem:
    """Return what is left when the held pairs have their places.

    Raises
    ------
    MatcherError
        An employer that nobody knows, a number of places that is none, or fewer than are required.
    """
    n = len(ranking.students)
    is_free = np.ones(n, np.bool_)
    is_free[[row for row, _ in held]] = False
    found = ranking.candidates
    # Dearest first: what the student would say, then the score, then the lower offer.
    order = np.lexsort((found.columns, -found.score, -found.p_student, found.rows))
    order = order[is_free[found.rows[order]]]
    counts = np.bincount(found.rows[order], minlength=n)[is_free]
    required = [column for _, column in ranking.market.required]
    left = ranking.market.eligibility.places_left
    names, employers = None, None
    if employer_places:
        names, employers = _employers(ranking, held, employer_places)
    return Problem(
        students=np.flatnonzero(is_free),
        choices=Choices(
            np.concatenate([[0], np.cumsum(counts)]), found.columns[order].astype(np.int64)
        ),
        p_employer=found.p_employer[order],
        weights=np.maximum(1, np.rint(found.score[order] * UNITS)).astype(np.int64),
        capacities=left - np.bincount(required, minlength=len(left)).astype(np.int64),
        names=names or (),
        employers=employers,
    )


def _employers(
    ranking: Ranking, held: list[tuple[int, int]], places: Mapping[str, int]
) -> tuple[tuple[str, ...], Employers]:
    """Return all employers, whose each offer is, and how many places are left in all."""
    offers = ranking.market.offers
    names = list(dict.fromkeys(o.employer or f"\N{NULL}{o.id}" for o in offers))
    for name, count in places.items():
        if name not in names:
            raise UnknownIdError(
                field="employer_places", row=name, value=name, expected="an employer of the offers"
            )
        check_whole("employer_places", name, count, 0, 1_000_000)
    numbers = {name: number for number, name in enumerate(names)}
    owner = np.array([numbers[o.employer or f"\N{NULL}{o.id}"] for o in offers], np.int64)
    without_limit = len(ranking.students)
    left = np.array([places.get(name, without_limit) for name in names], np.int64)
    for number, (row, column) in enumerate(held):
        left[owner[column]] -= 1
        # What was fixed earlier stays even when the limit has shrunk since; new demands do not.
        if number >= len(ranking.market.fixed) and left[owner[column]] < 0:
            raise ConflictError(
                field="employer_places",
                row=offers[column].employer,
                value=f"{ranking.students[row]}, {ranking.offers[column]}",
                expected="room for every required pair",
            )
    return tuple(names), Employers(owner, np.maximum(left, 0))
