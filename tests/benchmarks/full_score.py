"""The best of both sides by the full score: against texts alone, and for one student or offer.

The peer has one term and one direction, `sp_matmul_topn` over the texts. Where few pairs are
eligible it has to multiply all of them, and drops those that are not: that is raced too.
"""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from matcher.candidates import find_candidates
from matcher.classes import make_classes
from matcher.eligibility import Eligibility
from matcher.joining import best_offers, best_students
from matcher.pairs import Pairs
from matcher.rows import Asked, Rows, as_column
from matcher.shortlist import slack_of
from matcher.turned import turn
from tests.benchmarks.kernel import best_by_topn
from tests.benchmarks.markets_at_scale import LargeMarket, Scale, a_large_market, share_eligible
from tests.benchmarks.measuring import THREADS, Row, faster, percentile, raced, reaching, within

K = 10
SEED = 20261123
SIZES = {"usual": (20_000, 2_000), "full": (100_000, 10_000)}
# Few students are enough to see what filtering costs: it is the same for each.
FILTERED = {"usual": 2_000, "full": 4_000}
REPEATS = 4
ASKED_ALONE = 200
WARM = 20
ROWS_OF_A_BLOCK = 200


def measure(*, full: bool) -> Iterator[Row]:
    """Race the full score, then ask for single students and offers."""
    size = "full" if full else "usual"
    n, m = SIZES[size]
    market = a_large_market(Scale(n, m, 0.3, SEED))
    times = raced(
        REPEATS,
        ours=lambda: find_candidates(market.pairs, K, THREADS),
        topn=lambda: best_by_topn(market.texts, market.ads, K),
    )
    share = f"{share_eligible(market):.0%} eligible"
    what = f"full score both ways, {n:,} × {m:,}, {share}"
    yield faster(
        f"{what}, against sp_matmul_topn for the text",
        times["ours"], times["topn"], 0.8, is_smaller=not full, stretch=2.0,
    )  # fmt: skip
    yield _memory(market, what)
    yield from _alone(market, n, m)
    yield _filtered(a_large_market(Scale(FILTERED[size], m, 0.1, SEED)), m, is_smaller=not full)
    yield _growth()


def _memory(market: LargeMarket, what: str) -> Row:
    """Count what NumPy and Python ask for beyond the pairs and what is given back."""
    tracemalloc.start()
    found = find_candidates(market.pairs, K, THREADS)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    parts = (found.rows, found.columns, found.p_student, found.p_employer)
    given = sum(part.nbytes for part in parts)
    mb = peak - given / 1e6
    return reaching(
        f"memory beyond inputs and outputs, {what}", mb, f"{mb:.0f} MB", 64, 32,
        at_most=True, form=".0f",
    )  # fmt: skip


def _alone(market: LargeMarket, n: int, m: int) -> Iterator[Row]:
    """Ask for single students and single offers, as when one has changed."""
    pairs, slack = market.pairs, slack_of(market.pairs)
    classes, turned = make_classes(pairs), turn(pairs)
    seconds = _p95(lambda row: best_offers(_one_student(pairs, row), classes, slack, K))
    yield within(f"one student against {m:,} offers, p95", seconds, 0.0003, stretch=0.0001)
    seconds = _p95(lambda column: best_students(_one_offer(pairs, column), turned, slack, K))
    yield within(f"one offer against {n:,} students, p95", seconds, 0.01, stretch=0.001)


def _p95(ask: Callable[[int], Any]) -> float:
    taken = []
    for number in range(WARM + ASKED_ALONE):
        begun = time.perf_counter()
        ask(number)
        taken.append(time.perf_counter() - begun)
    return percentile(taken[WARM:], 0.95)


def _one_student(pairs: Pairs, row: int) -> Pairs:
    names = ("skills", "said_by", "texts", "studies", "studied")
    names += ("interest", "hints", "declined", "forbidden")
    own = slice(row, row + 1)
    rows = {name: _row(getattr(pairs, name), row) for name in names}
    return pairs._replace(students=pairs.students[own], speaks=pairs.speaks[own], **rows)


def _one_offer(pairs: Pairs, column: int) -> Pairs:
    own, nothing = slice(column, column + 1), as_column({}, len(pairs.students))
    rows = {
        name: _row(getattr(pairs, name), column)
        for name in ("said_of", "ads", "accepts", "fields", "must", "wished")
    }
    return pairs._replace(
        offers=pairs.offers[own],
        asks=pairs.asks[own],
        asks_must=pairs.asks_must[own],
        asks_wished=pairs.asks_wished[own],
        interest=nothing,
        hints=nothing,
        declined=nothing,
        forbidden=nothing,
        **rows,
    )


def _row(rows: Rows | Asked, number: int) -> Any:
    start, end = rows.starts[number], rows.starts[number + 1]
    own = {
        name: value[start:end]
        for name, value in rows._asdict().items()
        if name not in ("starts", "width")
    }
    return rows._replace(starts=np.array([0, end - start]), **own)


def _filtered(market: LargeMarket, m: int, *, is_smaller: bool) -> Row:
    """Race against multiplying all texts and keeping the best of those that are eligible."""
    n = len(market.pairs.students)
    mask = Eligibility(market.pairs)
    times = raced(
        2,
        ours=lambda: find_candidates(market.pairs, K, THREADS),
        peer=lambda: best_by_filtering(market, mask),
    )
    return faster(
        f"full score both ways, {n:,} × {m:,}, {share_eligible(market):.0%} eligible,"
        " against all texts by sp_matmul_topn and filtering",
        times["ours"], times["peer"], 8.0, is_smaller=is_smaller, stretch=25.0,
    )  # fmt: skip


def best_by_filtering(market: LargeMarket, eligibility: Eligibility) -> NDArray[np.float32]:
    """Multiply all texts, drop the pairs that are not eligible, and keep the best of the rest."""
    known = sparse.csr_matrix(market.ads, dtype=np.float32).T.tocsr()
    best = []
    for first in range(0, market.texts.shape[0], ROWS_OF_A_BLOCK):
        rows = np.arange(first, min(market.texts.shape[0], first + ROWS_OF_A_BLOCK))
        asked = sparse.csr_matrix(market.texts[rows], dtype=np.float32)
        found = sp_matmul_topn(asked, known, top_n=known.shape[1], n_threads=THREADS)
        kept = np.where(eligibility.mask(rows), found.toarray(), 0)
        best.append(-np.sort(-np.partition(kept, -K, axis=1)[:, -K:], axis=1))
    return np.concatenate(best)


def _growth() -> Row:
    """Take the exponent of time in pairs, over 16 times as many."""
    seconds = []
    for n, m in ((4_000, 1_000), (16_000, 4_000)):
        market = a_large_market(Scale(n, m, 0.3, SEED))
        run = raced(3, ours=lambda pairs=market.pairs: find_candidates(pairs, K, THREADS))
        seconds.append(run["ours"].seconds)
    exponent = log(seconds[1] / seconds[0]) / log(16)
    return reaching(
        "growth of time, exponent in n·m over 16 times as many pairs", exponent, f"{exponent:.2f}",
        1.05, 1.0, at_most=True, form=".2f",
    )  # fmt: skip
