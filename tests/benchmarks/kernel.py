"""The exact top 10 of texts against what users of other libraries write."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.neighbors import NearestNeighbors
from sparse_dot_topn import sp_matmul_topn

from matcher import top_k
from tests.benchmarks.measuring import THREADS, Row, faster, raced
from tests.benchmarks.texts import two_collections

K = 10
SEED = 20261123
SIZES = {"usual": (20_000, 2_000), "full": (100_000, 10_000)}
REPEATS = {"usual": 4, "full": 2}
GATES = {"sp_matmul_topn": 2.5, "scipy": 9.0, "scikit-learn": 12.0}
STRETCHES = {"sp_matmul_topn": 6.0, "scipy": 25.0, "scikit-learn": 35.0}
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
