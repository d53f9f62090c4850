"""An allocation to start the review from: one offer per student, within every limit.

Fixed pairs take their places first and stay; required pairs follow, also when they are in nobody's
list; the rest is solved over the candidates of the ranking, and checked after the fact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Ints
from matcher.assignment import (
    Employers,
    deferred_acceptance,
    heaviest,
    heaviest_shared,
)
from matcher.checks import check_whole
from matcher.errors import ConflictError, InvalidValueError, UnknownIdError
from matcher.ranking import Ranking
from matcher.stability import blocking_pairs, total_weight, within_capacities

Method = Literal["best", "stable"]

# Scores become whole numbers, so that totals are exact.
_UNITS = 1_000_000


@dataclass(frozen=True, slots=True)
class Placement:
    """One pair of an allocation; ``held`` for fixed and required ones."""

    student: str
    offer: str
    score: float
    held: bool


@dataclass(frozen=True)
class Allocation:
    """Who is proposed for what.

    Attributes
    ----------
    method : "best" or "stable"
    offer : int32 array of shape (n,)
        The offer of each student of the ranking; -1 for unplaced. A student with several fixed or
        required pairs has the first here, and all of them in ``placements``.
    placements : tuple of Placement
        By student.
    blocking_pairs : int
        Pairs among the candidates that would both rather have each other; 0 for stable ones.
    gap : float
        How much less the total score is than the most there could be; 0 for best ones.
    """

    method: Method
    offer: NDArray[np.int32]
    placements: tuple[Placement, ...]
    blocking_pairs: int
    gap: float


@dataclass(frozen=True)
class _Problem:
    """What is left to solve once fixed and required pairs have their places."""

    preferences: Ints  # (free students, k), by what the student would say
    p_employer: NDArray[np.float64]
    weights: Ints
    capacities: Ints
    employers: Employers | None


def allocate(
    ranking: Ranking,
    *,
    method: Method = "best",
    employer_places: Mapping[str, int] | None = None,
) -> Allocation:
    """Propose who gets what, one offer a student at most.

    Parameters
    ----------
    ranking : Ranking
    method : "best" or "stable"
        The largest total score, or an allocation where no student and employer would both rather
        have each other.
    employer_places : mapping of str to int, optional
        How many students an employer takes over all its offers; others have no such limit.

    Raises
    ------
    MatcherError
        An unknown method or employer, a negative number, or more required pairs than places.
    """
    if method not in ("best", "stable"):
        raise InvalidValueError(
            field="method", row="allocate", value=method, expected="best or stable"
        )
    held = _held_pairs(ranking)
    free = np.setdiff1d(np.arange(len(ranking.students)), [row for row, _ in held])
    problem = _problem(ranking, held, free, dict(employer_places or {}))
    best = _solve_best(problem)
    assigned = best if method == "best" else _solve_stable(problem)
    _check(problem, assigned)
    offer = np.full(len(ranking.students), -1, np.int32)
    offer[free] = assigned
    for row, column in reversed(held):
        offer[row] = column
    return Allocation(
        method=method,
        offer=offer,
        placements=_placements(ranking, held, free, assigned),
        blocking_pairs=len(
            blocking_pairs(
                problem.preferences,
                problem.p_employer,
                problem.capacities,
                assigned,
                problem.employers,
            )
        ),
        gap=_gap(problem, best, assigned),
    )


def _held_pairs(ranking: Ranking) -> list[tuple[int, int]]:
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


def _problem(
    ranking: Ranking,
    held: list[tuple[int, int]],
    free: NDArray[np.int64],
    employer_places: dict[str, int],
) -> _Problem:
    columns = [column for _, column in ranking.market.required]
    left = ranking.market.eligibility.places_left
    capacities = left - np.bincount(columns, minlength=len(left)).astype(np.int64)
    found = ranking.candidates
    # Dearest first: what the student would say, then the score, then the lower offer.
    order = np.lexsort((found.columns, -found.score, -found.p_student, found.rows))
    position_of = np.full(len(ranking.students), -1)
    position_of[free] = np.arange(len(free))
    order = order[position_of[found.rows[order]] >= 0]
    rows = position_of[found.rows[order]]
    counts = np.bincount(rows, minlength=len(free))
    nth = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    shape = (len(free), int(counts.max(initial=0)))
    preferences = np.full(shape, -1, np.int64)
    p_employer, weights = np.zeros(shape), np.ones(shape, np.int64)
    preferences[rows, nth] = found.columns[order]
    p_employer[rows, nth] = found.p_employer[order]
    weights[rows, nth] = np.maximum(1, np.rint(found.score[order] * _UNITS)).astype(np.int64)
    employers = _employers(ranking, held, employer_places) if employer_places else None
    return _Problem(preferences, p_employer, weights, capacities, employers)


def _employers(ranking: Ranking, held: list[tuple[int, int]], places: dict[str, int]) -> Employers:
    """Return whose each offer is, and how many places are left in all."""
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
    return Employers(owner, np.maximum(left, 0))


def _solve_best(problem: _Problem) -> Ints:
    if problem.employers is None:
        return heaviest(problem.preferences, problem.weights, problem.capacities)
    return heaviest_shared(
        problem.preferences, problem.weights, problem.capacities, problem.employers
    )


def _solve_stable(problem: _Problem) -> Ints:
    return deferred_acceptance(
        problem.preferences, problem.p_employer, problem.capacities, problem.employers
    )


def _check(problem: _Problem, assigned: Ints) -> None:
    """Refuse to hand out an answer that breaks a limit: that would be a fault of this program."""
    inside = within_capacities(assigned, problem.capacities, problem.employers)
    candidates = (problem.preferences == assigned[:, None]).any(axis=1) | (assigned < 0)
    if not (inside and candidates.all()):
        raise AssertionError


def _gap(problem: _Problem, best: Ints, assigned: Ints) -> float:
    totals = [total_weight(problem.preferences, problem.weights, a) for a in (best, assigned)]
    return (totals[0] - totals[1]) / _UNITS


def _placements(
    ranking: Ranking, held: list[tuple[int, int]], free: NDArray[np.int64], assigned: Ints
) -> tuple[Placement, ...]:
    found = ranking.candidates
    scores = dict(zip(zip(found.rows, found.columns, strict=True), found.score, strict=True))
    pairs = [(row, column, True) for row, column in held]
    pairs += [
        (int(row), int(column), False)
        for row, column in zip(free, assigned, strict=True)
        if column >= 0
    ]
    placements = []
    for row, column, is_held in sorted(pairs):
        student, offer = ranking.students[row], ranking.offers[column]
        score = scores.get((row, column))
        # A held pair may be no candidate at all.
        known = ranking.score_of(student, offer) if score is None else float(score)
        placements.append(Placement(student, offer, known, is_held))
    return tuple(placements)
