"""The exact top 10 of texts, and of the full score, against what users of other libraries write.

The full score is raced against the peer's product of the texts alone: it has every term and both
directions, where the peer has one term and one.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.neighbors import NearestNeighbors
from sparse_dot_topn import sp_matmul_topn

from matcher import top_k
from matcher.candidates import find_candidates
from tests.benchmarks.markets_at_scale import Scale, a_large_market, share_eligible
from tests.benchmarks.measuring import THREADS, Row, faster, raced
from tests.benchmarks.texts import two_collections

K = 10
SEED = 20261123
SIZES = {"usual": (20_000, 2_000), "full": (100_000, 10_000)}
REPEATS = {"usual": 4, "full": 2}
GATES = {"sp_matmul_topn": 2.5, "scipy": 9.0, "scikit-learn": 12.0}
STRETCHES = {"sp_matmul_topn": 6.0, "scipy": 25.0, "scikit-learn": 35.0}
FULL_SCORE_GATE, FULL_SCORE_STRETCH = 0.8, 2.0
ELIGIBLE = 0.3
CELLS_OF_A_BLOCK = 1 << 21


def measure(*, full: bool) -> Iterator[Row]:
    """Race `top_k` on two threads; the answers have to agree."""
    size = "full" if full else "usual"
    n, m = SIZES[size]
    left, right = two_collections(n, m, SEED)
    times = raced(
        REPEATS[size],
        ours=lambda: top_k(left, right, K, threads=THREADS),
        scipy=lambda: best_by_scipy(left, right, K),
        sklearn=lambda: best_by_sklearn(left, right, K),
        topn=lambda: best_by_topn(left, right, K),
    )
    what = f"text top-{K}, {n:,} × {m:,}, {left.nnz / n:.0f} terms a row, against"
    for name, key in (
        ("sp_matmul_topn", "topn"), ("scipy", "scipy"), ("scikit-learn", "sklearn"),
    ):  # fmt: skip
        if not np.allclose(times["ours"].result[1], times[key].result, atol=1e-5):
            message = f"top_k and {name} disagree"
            raise AssertionError(message)
        yield faster(
            f"{what} {name}", times["ours"], times[key], GATES[name],
            is_smaller=not full, stretch=STRETCHES[name],
        )  # fmt: skip
    yield _full_score(n, m, REPEATS[size], is_smaller=not full)


def _full_score(n: int, m: int, repeats: int, *, is_smaller: bool) -> Row:
    """Race the whole score, both ways, against the texts alone, one way."""
    market = a_large_market(Scale(n, m, ELIGIBLE, SEED))
    find_candidates(market.pairs, K, THREADS)
    times = raced(
        repeats,
        ours=lambda: find_candidates(market.pairs, K, THREADS),
        topn=lambda: best_by_topn(market.texts, market.ads, K),
    )
    share = f"{share_eligible(market):.0%} eligible"
    return faster(
        f"full score both ways, {n:,} × {m:,}, {share}, against sp_matmul_topn for the text",
        times["ours"], times["topn"], FULL_SCORE_GATE,
        is_smaller=is_smaller, stretch=FULL_SCORE_STRETCH,
    )  # fmt: skip


def best_by_topn(left: Any, right: Any, k: int) -> NDArray[np.float32]:
    """Multiply by sparse-dot-topn, on two threads."""
    asked = sparse.csr_matrix(left, dtype=np.float32)
    known = sparse.csr_matrix(right, dtype=np.float32).T.tocsr()
    found = sp_matmul_topn(asked, known, top_n=k, n_threads=THREADS, sort=True)
    best = np.zeros((left.shape[0], k), np.float32)
    rows = np.repeat(np.arange(left.shape[0]), np.diff(found.indptr))
    best[rows, np.arange(found.nnz) - found.indptr[rows]] = found.data
    return best


def best_by_scipy(left: Any, right: Any, k: int) -> NDArray[np.float32]:
    """Multiply block by block, and take the best of each row with argpartition; one thread."""
    size = max(1, CELLS_OF_A_BLOCK // right.shape[0])
    turned = sparse.csr_array(right.T)
    best = []
    for start in range(0, left.shape[0], size):
        products = (left[start : start + size] @ turned).toarray()
        columns = np.argpartition(products, -k, axis=1)[:, -k:]
        values = np.take_along_axis(products, columns, axis=1)
        best.append(-np.sort(-values, axis=1))
    return np.concatenate(best)


def best_by_sklearn(left: Any, right: Any, k: int) -> NDArray[np.float32]:
    """Ask for neighbours by cosine, which is the product of rows of unit length."""
    # An older form of the same matrices: scikit-learn takes it in every version.
    known, asked = sparse.csr_matrix(right), sparse.csr_matrix(left)
    model = NearestNeighbors(n_neighbors=k, metric="cosine", algorithm="brute", n_jobs=THREADS).fit(
        known
    )
    distances, _ = model.kneighbors(asked)
    return np.asarray(1 - distances, np.float32)
