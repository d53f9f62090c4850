"""How an allocation treats those it is about: who is placed, and how far down their own lists."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from matcher.allocation import Allocation
from matcher.arrays import checked_candidates
from matcher.errors import InvalidValueError, ShapeError
from matcher.ranking import Ranking

_WORST_SHARE = 0.1


@dataclass(frozen=True)
class Ranks:
    """How far down their own lists people are placed.

    Attributes
    ----------
    placed : int
        How many are placed.
    ranked : int
        How many of them have what they got on their list.
    mean_rank : float
        The mean place of it there, from 1; nan where nobody is placed.
    worst_decile_rank : float
        The same over the tenth that fares worst, at least one of them.
    """

    placed: int
    ranked: int
    mean_rank: float
    worst_decile_rank: float


@dataclass(frozen=True)
class Outcome:
    """What came of an allocation: ranks for the students, and the two certificates.

    Attributes
    ----------
    students : int
    ranks : Ranks
    blocking_pairs : int
        Pairs that would both rather have each other.
    gap : float
        How much less the total score is than the most there could be.
    """

    students: int
    ranks: Ranks
    blocking_pairs: int
    gap: float


def ranks_of(preferences: ArrayLike, assigned: ArrayLike) -> Ranks:
    """Return how far down their lists students are placed.

    Parameters
    ----------
    preferences : int array of shape (n, k)
        Offers, best first, -1 padded.
    assigned : int array of shape (n,)
        The offer of each student; -1 for unplaced.

    Raises
    ------
    MatcherError

    Examples
    --------
    >>> ranks_of([[4, 2], [2, 4], [2, -1]], [4, 4, -1])
    Ranks(placed=2, ranked=2, mean_rank=1.5, worst_decile_rank=2.0)
    """
    offers = np.asarray(assigned)
    if offers.ndim != 1 or (offers.size and offers.dtype.kind not in "iu"):
        raise ShapeError(
            field="assigned", row=None, value=offers.shape, expected="one whole number a student"
        )
    below = np.flatnonzero(offers < -1)
    if below.size:
        row = int(below[0])
        raise InvalidValueError(
            field="assigned", row=row, value=int(offers[row]), expected="-1 or an offer from 0"
        )
    most = int(max(np.max(np.asarray(preferences), initial=-1), np.max(offers, initial=-1))) + 1
    lists, _ = checked_candidates("preferences", preferences, np.zeros(most, np.int64))
    if len(lists) != len(offers):
        raise ShapeError(
            field="assigned", row=None, value=len(offers), expected=f"{len(lists)} students"
        )
    placed = offers >= 0
    rows, places = np.nonzero((lists == offers[:, None]) & placed[:, None])
    ranks = np.sort(places + 1)
    tenth = max(1, int(np.ceil(len(ranks) * _WORST_SHARE)))
    return Ranks(
        placed=int(placed.sum()),
        ranked=len(rows),
        mean_rank=float(ranks.mean()) if ranks.size else float("nan"),
        worst_decile_rank=float(ranks[-tenth:].mean()) if ranks.size else float("nan"),
    )


def outcome_of(ranking: Ranking, allocation: Allocation) -> Outcome:
    """Return how an allocation treats the students of its ranking.

    A student's own list is every candidate by what the student would say of it, best first.
    """
    found = ranking.candidates
    order = np.lexsort((found.columns, -found.score, -found.p_student, found.rows))
    rows = found.rows[order]
    counts = np.bincount(rows, minlength=len(ranking.students))
    places = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    preferences = np.full((len(ranking.students), int(counts.max(initial=0))), -1, np.int64)
    preferences[rows, places] = found.columns[order]
    return Outcome(
        students=len(ranking.students),
        ranks=ranks_of(preferences, allocation.offer),
        blocking_pairs=allocation.blocking_pairs,
        gap=allocation.gap,
    )
