"""Figures of an evaluation: each is a number with what it is of, and how many stand behind it."""

# Annotations stay text, so that importing this loads no NumPy in a process that serves pages.
from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import matcher

COLUMNS = ("part", "what", "kind", "who", "figure", "low", "high", "n")
ALL = "all"
LENGTHS = (5, 10)
# What people decided is told of five or more of them, never of a few.
LEAST = 5

# Whom a decision is by, what it is held against, and what it is called.
VOICES = ("student", "employer", "coordinator")
BOTH = "both sides"


@dataclass(frozen=True)
class Figure:
    """One figure.

    Parameters
    ----------
    part : str
        Ranking, calibration, spread, allocation, selection or proxies.
    what : str
        What was measured.
    kind : str
        A kind of offer, or "all".
    who : str
        Whose decisions, or which group; "" for everybody.
    figure : float
        nan where nothing could be measured.
    n : int
        How many people, pairs or decisions it is of.
    low, high : float, optional
        The interval that holds it nine times of ten; nan where none was reckoned.
    """

    part: str
    what: str
    kind: str
    who: str
    figure: float
    n: int
    low: float = math.nan
    high: float = math.nan

    def row(self) -> dict[str, Any]:
        """Give the figure as a row of a table; what could not be measured is empty."""
        return {
            name: None if isinstance(value, float) and math.isnan(value) else value
            for name in COLUMNS
            for value in (getattr(self, name),)
        }


@dataclass(frozen=True)
class Placed:
    """A decision, where its pair stood on a list, and what was said of it.

    Parameters
    ----------
    by : str
        One of ``VOICES``.
    yes : bool
    student, offer : hashable
        Whom it is about.
    student_rank, offer_rank : int, optional
        From 1; none where the pair is not on that list.
    p_student, p_employer : float
    market : hashable
        What lists are compared within: the same person has a list in each.
    """

    by: str
    yes: bool
    student: Any
    offer: Any
    student_rank: int | None
    offer_rank: int | None
    p_student: float
    p_employer: float
    market: Any = None

    @property
    def said(self) -> float:
        """What was said of it beforehand: by the side that answered, else by the score."""
        by_side = {"student": self.p_student, "employer": self.p_employer}
        return by_side.get(self.by, self.p_student * self.p_employer)


def ranking_figures(kind: str, placed: Sequence[Placed], *, least: int = LEAST) -> Iterator[Figure]:
    """Give how high up those stand who got a yes, on the lists of those who said it.

    Only pairs that somebody decided about are counted, and people decide about what they were
    shown: the figures say how well lists are ordered, not what is missing on them.
    """
    from matcher.evaluation import mean_reciprocal_rank, ndcg_at, recall_at

    for who in VOICES:
        lists, relevant = _lists([each for each in placed if each.by == who], who)
        asked = sum(map(bool, relevant))
        figures = {"MRR": mean_reciprocal_rank(lists, relevant)}
        for k in LENGTHS:
            figures[f"nDCG@{k}"] = ndcg_at(k, lists, relevant)
            figures[f"recall@{k}"] = recall_at(k, lists, relevant)
        for what, figure in figures.items():
            told = figure if asked >= least else math.nan
            yield Figure("ranking", what, kind, who, told, asked)


def calibration_figures(
    kind: str, placed: Sequence[Placed], *, least: int = LEAST
) -> Iterator[Figure]:
    """Give how well a yes is told from a no, and whether probabilities come true."""
    for who in VOICES:
        own = [each for each in placed if each.by == who]
        rows = [(each.student, each.said, each.yes) for each in own]
        # A score says what both sides would answer, not whether a coordinator confirms.
        yield from _calibration(kind, who, rows, least, by_order_only=who == "coordinator")
    yield from _calibration(kind, BOTH, _pairs(placed), least)


def spread_figures(kind: str, ranking: matcher.Ranking) -> Iterator[Figure]:
    """Give how evenly lists spread attention over those who are listed."""
    from matcher.evaluation import coverage, exposure, gini

    for who, lists, count in (
        ("offers on students' lists", ranking.by_student, len(ranking.offers)),
        ("students on offers' lists", ranking.by_offer, len(ranking.students)),
    ):
        attention = exposure(lists, count) if count else None
        seen = attention is not None and attention.any()
        share = coverage(lists, count) if count else math.nan
        yield Figure("spread", "coverage", kind, who, share, count)
        uneven = gini(attention) if seen and attention is not None else math.nan
        yield Figure("spread", "exposure Gini", kind, who, uneven, count)


def allocation_figures(
    kind: str, ranking: matcher.Ranking, allocation: matcher.Allocation
) -> Iterator[Figure]:
    """Give how an allocation treats the students, and its certificates."""
    from matcher.outcomes import outcome_of

    outcome = outcome_of(ranking, allocation)
    ranks, students = outcome.ranks, outcome.students
    for what, figure, n in (
        ("placed", ranks.placed, students),
        ("mean rank", ranks.mean_rank, ranks.ranked),
        ("worst-decile rank", ranks.worst_decile_rank, ranks.ranked),
        ("blocking pairs", outcome.blocking_pairs, students),
        ("gap to the best total", outcome.gap, students),
    ):
        yield Figure("allocation", what, kind, allocation.method, float(figure), n)


def _calibration(
    kind: str,
    who: str,
    rows: Sequence[tuple[Any, float, bool]],
    least: int,
    *,
    by_order_only: bool = False,
) -> Iterator[Figure]:
    import numpy as np

    from matcher.judging import bins_for
    from matcher.reliability import auc, brier_score, expected_calibration_error, reliability_curve
    from matcher.resampling import intervals

    numbers: dict[Any, int] = {}
    persons = np.array([numbers.setdefault(row[0], len(numbers)) for row in rows], np.int64)
    said = np.array([row[1] for row in rows], np.float64)
    yes = np.array([row[2] for row in rows], np.bool_)
    bins = bins_for(len(rows))

    def measure(places: Any) -> Any:
        return np.array(
            [
                auc(said[places], yes[places]),
                expected_calibration_error(said[places], yes[places], bins=bins),
                brier_score(said[places], yes[places]),
            ]
        )

    names = ["AUC", f"ECE in {bins} bins of equal mass", "Brier score"]
    names = names[:1] if by_order_only else names
    if len(numbers) < least:
        for what in names:
            yield Figure("calibration", what, kind, who, math.nan, len(rows))
        return
    for what, each in zip(names, intervals(measure, persons, samples=200), strict=False):
        yield Figure("calibration", what, kind, who, each.figure, len(rows), each.low, each.high)
    if by_order_only:
        return
    curve = reliability_curve(said, yes, bins=bins)
    for saying, came, count in zip(curve.said, curve.came, curve.count, strict=True):
        what = f"came where {saying:.2f} was said"
        yield Figure("calibration", what, kind, who, float(came), int(count))


def _pairs(placed: Iterable[Placed]) -> list[tuple[Any, float, bool]]:
    """Give what was said of each pair of which it is known whether both said yes."""
    answers: dict[tuple[Any, Any, Any], dict[str, Placed]] = {}
    for each in placed:
        if each.by in ("student", "employer"):
            answers.setdefault((each.market, each.student, each.offer), {})[each.by] = each
    rows = []
    for sides in answers.values():
        yes = [each.yes for each in sides.values()]
        if len(sides) == 2 or not all(yes):
            one = next(iter(sides.values()))
            rows.append((one.student, one.p_student * one.p_employer, all(yes)))
    return rows


def _lists(placed: Sequence[Placed], who: str) -> tuple[Any, list[set[int]]]:
    """Give lists by whose they are, with the decided pairs where they stood, and the yeses."""
    import numpy as np

    owners: dict[Any, list[Placed]] = {}
    for each in placed:
        owner = each.student if who == "student" else each.offer
        owners.setdefault((each.market, owner), []).append(each)
    ranks = [{rank for each in theirs if (rank := _rank(each, who))} for theirs in owners.values()]
    lists = np.full((len(owners), max((max(r, default=0) for r in ranks), default=0)), -1)
    relevant: list[set[int]] = []
    for row, theirs in enumerate(owners.values()):
        wanted = set()
        for number, each in enumerate(theirs):
            if rank := _rank(each, who):
                lists[row, rank - 1] = number
            if each.yes:
                wanted.add(number)
        relevant.append(wanted)
    return lists, relevant


def _rank(placed: Placed, who: str) -> int | None:
    return placed.student_rank if who == "student" else placed.offer_rank


def rows_of(figures: Iterable[Figure]) -> list[Mapping[str, Any]]:
    """Give figures as rows of a table."""
    return [figure.row() for figure in figures]
