"""Looking up the pairs of one student: which are worth it, and how they score, nearly.

Part of the pass in ``matcher.sweep``; scores here are near enough to say which are not needed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.compiled import inner
from matcher.heaps import take_in
from matcher.scoring import calibrate
from matcher.tables import Tables

# So many offers with most in common are tried, for each of the k best that are sought.
_TRIED = 8
_MOST_TRIED = 1024
LEAST_SCORE = 1e-30
# So many offers are passed over at once.
_BLOCK = 64

Numbers = NDArray[np.int32]
Table = NDArray[np.float32]


class Sums(NamedTuple):
    """What a student and each offer have in common; by offer, and then some to fill a block."""

    said: Table  # (m, 2): log-odds of either side
    both: Table  # their sum
    needed: Table  # what it has to be for the pair to be looked up
    fields: Table
    closed: NDArray[np.bool_]


class Kinds(NamedTuple):
    """The classes of each offer, and what log-odds are calibrated by."""

    dates: Numbers
    places: Numbers
    demands: Numbers
    student_knots: NDArray[np.float64]
    employer_knots: NDArray[np.float64]


class Found(NamedTuple):
    """The pairs of one student that were looked up."""

    columns: Numbers
    scores: Table


def make_sums(m: int) -> Sums:
    """Return sums for m offers, all 0."""
    padded = -(-m // _BLOCK) * _BLOCK
    return Sums(
        np.zeros((m, 2), np.float32),
        np.zeros(padded, np.float32),
        np.full(padded, np.inf, np.float32),
        np.zeros(m, np.float32),
        np.zeros(m, np.bool_),
    )


@inner
def score_of(column: int, kinds: Kinds, tables: Tables, sums: Sums, least_log_odds: float) -> float:
    """Return nearly the score of a pair, -1 where a rule is not met or it cannot be high enough.

    ``least_log_odds`` is what both sides' log-odds have to add up to.
    """
    dates, place, demand = kinds.dates[column], kinds.places[column], kinds.demands[column]
    if not (tables.dates_open[dates] and tables.places_open[place] and tables.demands_open[demand]):
        return -1.0
    if sums.closed[column]:
        return -1.0
    student = float(sums.said[column, 0]) + tables.dates[dates, 0]
    employer = float(sums.said[column, 1]) + tables.dates[dates, 1]
    student += tables.places[place, 0] + tables.demands[demand, 0]
    employer += tables.places[place, 1] + tables.demands[demand, 1]
    if student + employer < least_log_odds:
        return -1.0
    # Two quotients, since the product of both denominators may be too large for a number.
    student, employer = (
        calibrate(kinds.student_knots, student),
        calibrate(kinds.employer_knots, employer),
    )
    score: float = 1.0 / (1.0 + np.exp(-student)) * (1.0 / (1.0 + np.exp(-employer)))
    return score


@inner
def kth_highest(values: Table, k: int) -> float:
    """Return the k-th highest of at least k values."""
    best, numbers = np.empty(k, np.float32), np.zeros(k, np.int32)
    size = 0
    for value in values:
        size = take_in(best, numbers, size, value, 0)
    return float(best[0])


@inner
def _set_tops(values: Table, m: int, groups: int, tops: Table) -> None:
    """Write the highest of each group: columns g, g + groups and so on."""
    tops[:groups] = -np.inf
    for start in range(0, m, groups):
        for group in range(min(groups, m - start)):
            value, top = values[start + group], tops[group]
            tops[group] = value if value > top else top


@inner
def bar_of(kinds: Kinds, tables: Tables, sums: Sums, k: int, found: Found) -> float:
    """Return a score that k offers reach: tried on those with most in common; 0 if they are few."""
    m = len(sums.closed)
    tried = min(_TRIED * k, _MOST_TRIED)
    groups = 2 * tried
    if m < groups:
        return 0.0
    tops = found.scores
    _set_tops(sums.both, m, groups, tops)
    least = kth_highest(tops[:groups], tried)
    scores, columns = np.empty(k, np.float32), np.empty(k, np.int32)
    size = 0
    for start in range(0, len(sums.both), _BLOCK):
        reaching = 0
        for column in range(start, start + _BLOCK):
            reaching += sums.both[column] >= least
        if reaching:
            for column in range(start, min(m, start + _BLOCK)):
                if sums.both[column] >= least:
                    score = score_of(column, kinds, tables, sums, -np.inf)
                    if score > 0:
                        size = take_in(scores, columns, size, score, column)
    # Lower scores are too small for float32 to tell apart.
    return float(scores[0]) if size == k and scores[0] > LEAST_SCORE else 0.0


@inner
def look_up(
    kinds: Kinds,
    tables: Tables,
    sums: Sums,
    least_of_student: float,
    least_of_offers: Table,
    found: Found,
) -> int:
    """Score the offers that have as much in common as needed; return how many are eligible."""
    count = 0
    m = len(sums.closed)
    for start in range(0, len(sums.both), _BLOCK):
        reaching = 0
        for column in range(start, start + _BLOCK):
            reaching += sums.both[column] >= sums.needed[column]
        if not reaching:
            continue
        for column in range(start, min(m, start + _BLOCK)):
            if sums.both[column] >= sums.needed[column]:
                score = score_of(
                    column, kinds, tables, sums, min(least_of_student, least_of_offers[column])
                )
                if score >= 0:
                    found.columns[count] = column
                    found.scores[count] = score
                    count += 1
    return count
