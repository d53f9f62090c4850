"""Lists that spread attention: what they bring, and how fast they are made.

On the market of `tests.benchmarks.reciprocal`, with the lists that `rank` makes: the same
candidates, the same functions, the parameters that ship. Beside them stand lists ordered by the
product of both probabilities, of the same length. The gates are read at a crowding of 0.5, which is
the default of the market's authors, under both of their laws of examination; their experiments are
at 0.8. Means over five markets.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher import Settings
from matcher.blocks import best_per_row
from matcher.evaluation import gini
from matcher.lists import attention, breadth, listed
from tests.benchmarks.measuring import Row, duration, raced, reaching
from tests.benchmarks.reciprocal import TwoSides, a_market, examined, expected_matches

N, M, K = 2_000, 500, 20
SEEDS = range(20261123, 20261128)
CROWDINGS = (0.25, 0.5, 0.8)
GATE_AT = 0.5
LAWS = ("1/r", "1/log2(1+r)")
# A pair that is so many times less likely than one further down is out of place.
OUT_OF_PLACE = 3
SIZES = {"usual": (20_000, 2_000), "full": (100_000, 10_000)}
CANDIDATES = 60

Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]


class Lists(NamedTuple):
    """What students and offers are shown."""

    by_student: NDArray[np.int32]
    by_offer: NDArray[np.int32]


class Figures(NamedTuple):
    """How good the lists of one market are."""

    matches: float  # times those of lists by product
    offers: float  # Gini of the exposure of offers
    students: float  # and of students
    offers_by_product: float
    students_by_product: float
    out_of_place: float


def measure(*, full: bool) -> Iterator[Row]:
    """Measure what lists bring on small markets, and the time that they take on a large one."""
    for crowding in CROWDINGS:
        markets = [a_market(N, M, crowding, seed) for seed in SEEDS]
        both = [(shipped(market), by_product(market)) for market in markets]
        for law in LAWS:
            found = [
                figures(market, *lists, law) for market, lists in zip(markets, both, strict=True)
            ]
            mean = Figures(*np.mean(found, axis=0).tolist())
            yield from _rows(crowding, law, mean, is_gate=crowding == GATE_AT)
    yield _largest("full" if full else "usual")


def _rows(crowding: float, law: str, mean: Figures, *, is_gate: bool) -> Iterator[Row]:
    where = f"market {N:,} × {M}, crowding {crowding:g}, examined by {law}"
    yield reaching(
        f"{where}: expected matches against product",
        mean.matches,
        f"{mean.matches:.2f}×",
        1.8 if is_gate else None,
        2.1 if is_gate else None,
        form=".1f",
    )
    yield reaching(
        f"{where}: Gini of offers' exposure, and of students'",
        mean.offers,
        f"{mean.offers:.3f}; {mean.students:.2f}",
        0.10 if is_gate else None,
        0.05 if is_gate else None,
        peer=f"{mean.offers_by_product:.2f}; {mean.students_by_product:.2f}",
        at_most=True,
        form=".2f",
    )
    if law == LAWS[0]:
        yield Row(
            f"{where}: entries above one {OUT_OF_PLACE}× as likely", f"{mean.out_of_place:.1%}"
        )


def shipped(market: TwoSides) -> Lists:
    """Make the lists as `rank` does."""
    n, m = market.score.shape
    rows, columns = _candidates(market.score, breadth(n, m, Settings().candidates))
    score = market.score[rows, columns]
    matches = attention(rows, columns, score, np.ones(m), n, Settings().temperature).matches
    return _lists((rows, columns), matches, score, n, m)


def by_product(market: TwoSides) -> Lists:
    """Make the lists in the order of the product of both probabilities."""
    return Lists(best_per_row(market.score, K), best_per_row(market.score.T, K))


def _candidates(score: NDArray[np.float64], k: int) -> Pairs:
    """Return the pairs among the k best of their student or of their offer."""
    n, m = score.shape
    among = np.zeros((n, m), np.bool_)
    for values, chosen in ((score, among), (score.T, among.T)):
        best = best_per_row(values, min(k, values.shape[1]))
        owners, places = np.nonzero(best >= 0)
        chosen[owners, best[owners, places]] = True
    return np.nonzero(among)


def _lists(
    pairs: Pairs, matches: NDArray[np.float64], score: NDArray[np.float64], n: int, m: int
) -> Lists:
    rows, columns = pairs
    return Lists(
        listed(rows, columns, matches, score, n, K)[0],
        listed(columns, rows, matches, score, m, K)[0],
    )


def figures(market: TwoSides, ours: Lists, product: Lists, law: str) -> Figures:
    """Compare two ways to list."""
    n, m = market.score.shape
    return Figures(
        expected_matches(market, *ours, law) / expected_matches(market, *product, law),
        *(
            gini(examined(lists, count, law).sum(axis=0))
            for two in (ours, product)
            for lists, count in ((two.by_student, m), (two.by_offer, n))
        ),
        out_of_place(market.score, ours.by_student),
    )


def out_of_place(score: NDArray[np.float64], lists: NDArray[np.int32]) -> float:
    """Return the share of entries with one further down that is far more likely."""
    worth = np.where(lists >= 0, np.take_along_axis(score, np.maximum(lists, 0), axis=1), 0)
    best_below = np.maximum.accumulate(worth[:, ::-1], axis=1)[:, ::-1]
    return float((OUT_OF_PLACE * worth[:, :-1] < best_below[:, 1:]).mean())


def _largest(size: str) -> Row:
    n, m = SIZES[size]
    rng = np.random.default_rng(SEEDS[0])
    # Each student's candidates, the first of them popular, and each offer's: ordered by student.
    popularity = 1 / (np.arange(m) + 10)
    of_students = rng.choice(m, (n, CANDIDATES), p=popularity / popularity.sum())
    of_offers = rng.integers(0, n, (m, CANDIDATES))
    known = np.unique(
        np.concatenate(
            [
                (np.arange(n)[:, None] * m + of_students).ravel(),
                (of_offers * m + np.arange(m)[:, None]).ravel(),
            ]
        )
    )
    rows, columns = known // m, known % m
    score = rng.random(len(known)) * rng.random(len(known))
    places = rng.poisson(n / m / 2, m).astype(float)

    def make() -> tuple[int, float]:
        fit = attention(rows, columns, score, places, n, Settings().temperature)
        _lists((rows, columns), fit.matches, score, n, m)
        return fit.sweeps, fit.residual

    took = raced(2, ours=make)["ours"]
    sweeps, residual = took.result
    what = f"lists of {n:,} × {m:,}, {len(known) / 1e6:.1f} million pairs"
    return Row(f"{what}: {sweeps} sweeps, masses within {residual:.0e}", duration(took.seconds))
