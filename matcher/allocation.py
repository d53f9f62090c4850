"""An allocation to start the review from: one offer per student, within every limit.

Fixed pairs take their places first and stay; required pairs follow, also when they are in nobody's
list; the rest is solved over the candidates of the ranking. What comes out is checked by code that
shares nothing with the solvers: places, eligibility, blocking pairs, and how far the total is from
a bound that prices prove.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from matcher.acceptance import accept
from matcher.assignment import heaviest
from matcher.choices import Floats, Ints
from matcher.errors import InvalidValueError
from matcher.problem import UNITS, Problem, held_pairs, problem_of
from matcher.ranking import Ranking
from matcher.stability import blocking_pairs, most_weight, total_weight, within_capacities

Method = Literal["best", "stable"]

_CELLS_AT_ONCE = 1 << 21


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
        How much less the pairs that were free to choose score in all than ``bound``: 0 for best
        ones, which proves that nothing scores more.
    bound : float
        The most that they can score in all. It follows from the prices alone: what each student
        could gain above them, and what all places cost.
    prices : float64 array of shape (m,)
        What a place of each offer is worth, from 0: one more would add at most this to the total,
        and nothing where a place is left.
    employer_prices : mapping of str to float
        The same of the places that employers share between their offers, in addition.
    """

    method: Method
    offer: NDArray[np.int32]
    placements: tuple[Placement, ...]
    blocking_pairs: int
    gap: float
    bound: float
    prices: Floats
    employer_prices: Mapping[str, float]


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
        An unknown method or employer, a number of places that is none, or more required pairs than
        places: ``field`` and ``row`` say which.
    """
    shared = _checked(ranking, method, employer_places)
    held = held_pairs(ranking)
    problem = problem_of(ranking, held, shared)
    best = heaviest(problem.choices, problem.weights, problem.capacities, problem.employers)
    assigned = best.assigned if method == "best" else _stable(problem)
    _check(ranking, problem, assigned)
    offer = np.full(len(ranking.students), -1, np.int32)
    offer[problem.students] = assigned
    for row, column in reversed(held):
        offer[row] = column
    bound = most_weight(
        problem.choices,
        problem.weights,
        problem.capacities,
        best.prices,
        problem.employers,
        best.rents,
    )
    rents = dict(zip(problem.names, (best.rents / UNITS).tolist(), strict=True))
    return Allocation(
        method=method,
        offer=offer,
        placements=_placements(ranking, held, problem.students, assigned),
        blocking_pairs=_count_blocking(problem, assigned),
        gap=(bound - total_weight(problem.choices, problem.weights, assigned)) / UNITS,
        bound=bound / UNITS,
        prices=best.prices / UNITS,
        employer_prices={name: rents[name] for name in shared},
    )


def _checked(ranking: object, method: object, employer_places: object) -> Mapping[str, int]:
    for field, value, is_right, expected in (
        ("ranking", ranking, isinstance(ranking, Ranking), "what rank returned"),
        ("method", method, method in ("best", "stable"), "best or stable"),
    ):
        if not is_right:
            raise InvalidValueError(field=field, row="allocate", value=value, expected=expected)
    if employer_places is None:
        return {}
    if not isinstance(employer_places, Mapping):
        raise InvalidValueError(
            field="employer_places",
            row="allocate",
            value=employer_places,
            expected="places by employer",
        )
    return employer_places


def _stable(problem: Problem) -> Ints:
    return accept(problem.choices, problem.p_employer, problem.capacities, problem.employers)


def _count_blocking(problem: Problem, assigned: Ints) -> int:
    market = problem.choices, problem.p_employer, problem.capacities
    return len(blocking_pairs(*market, assigned, problem.employers))


def _check(ranking: Ranking, problem: Problem, assigned: Ints) -> None:
    """Refuse to hand out an answer that breaks a limit: that would be a fault of this program."""
    placed = assigned >= 0
    is_sound = within_capacities(assigned, problem.capacities, problem.employers) and _are_eligible(
        ranking, problem.students[placed], assigned[placed]
    )
    if not is_sound:
        raise AssertionError


def _are_eligible(ranking: Ranking, rows: Ints, columns: Ints) -> bool:
    """Ask the hard rules themselves, a block of students at a time."""
    size = max(1, _CELLS_AT_ONCE // max(1, len(ranking.offers)))
    for start in range(0, len(rows), size):
        block = slice(start, start + size)
        mask = ranking.market.eligibility.mask(rows[block])
        if not mask[np.arange(len(mask)), columns[block]].all():
            return False
    return True


def _placements(
    ranking: Ranking, held: list[tuple[int, int]], free: Ints, assigned: Ints
) -> tuple[Placement, ...]:
    chosen = zip(free.tolist(), assigned.tolist(), strict=True)
    pairs = [(row, column, True) for row, column in held]
    pairs += [(row, column, False) for row, column in chosen if column >= 0]
    pairs.sort()
    placements = []
    for (row, column, is_held), score in zip(pairs, _scores(ranking, pairs), strict=True):
        student, offer = ranking.students[row], ranking.offers[column]
        # A held pair may be no candidate at all.
        known = ranking.score_of(student, offer) if np.isnan(score) else score
        placements.append(Placement(student, offer, known, is_held))
    return tuple(placements)


def _scores(ranking: Ranking, pairs: list[tuple[int, int, bool]]) -> list[float]:
    """Return the scores of the pairs that are candidates, nan of others."""
    found, m = ranking.candidates, len(ranking.offers)
    known = found.rows.astype(np.int64) * m + found.columns
    asked = np.array([row * m + column for row, column, _ in pairs], np.int64)
    places = np.searchsorted(known, asked)
    is_known = np.append(known, -1)[places] == asked
    scores: list[float] = np.where(is_known, np.append(found.score, 0)[places], np.nan).tolist()
    return scores
