"""Top-k is exact: judged by sorting everything, on ties, masks, empty and odd inputs."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import sparse

from matcher import top_k
from matcher.blocks import best_per_row, row_blocks
from matcher.errors import InvalidValueError, MatcherError, NotFiniteError, ShapeError


def obvious_top(scores: NDArray[Any], k: int) -> list[list[int]]:
    tops = []
    for row in scores.tolist():
        order = sorted((-score, column) for column, score in enumerate(row) if score > 0)
        best = [column for _, column in order[:k]]
        tops.append(best + [-1] * (k - len(best)))
    return tops


@st.composite
def products(draw: st.DrawFn) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any] | None, int]:
    n, m, d = (draw(st.integers(0, 7)) for _ in range(3))
    seed = draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    # Whole numbers: sums are exact in float32 in any order, and ties are many.
    left = rng.integers(0, 4, (n, d)) * (rng.random((n, d)) < 0.5)
    right = rng.integers(0, 4, (m, d)) * (rng.random((m, d)) < 0.5)
    mask = rng.random((n, m)) < 0.6 if draw(st.booleans()) else None
    return left.astype(np.float32), right.astype(np.float32), mask, draw(st.integers(1, 9))


@settings(deadline=None, max_examples=200)
@given(products(), st.booleans(), st.integers(1, 3))
def test_top_k_is_what_sorting_everything_gives(
    drawn: tuple[NDArray[Any], NDArray[Any], NDArray[Any] | None, int],
    sparse_mask: bool,
    threads: int,
) -> None:
    left, right, mask, k = drawn
    scores = left @ right.T
    if mask is not None:
        scores = np.where(mask, scores, 0)
    eligible = sparse.csr_array(mask) if mask is not None and sparse_mask else mask
    indices, values = top_k(
        sparse.csr_array(left), sparse.csr_array(right), k, eligible=eligible, threads=threads
    )
    assert (str(indices.dtype), str(values.dtype)) == ("int32", "float32")
    assert indices.tolist() == obvious_top(scores, k)
    for row, (best, value) in enumerate(zip(indices, values, strict=True)):
        expected = [scores[row, column] if column >= 0 else 0 for column in best]
        assert value.tolist() == expected


def test_the_number_of_threads_and_blocks_does_not_change_a_byte(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(7)
    left = sparse.random_array((300, 50), density=0.2, rng=rng, format="csr", dtype=np.float32)
    right = sparse.random_array((80, 50), density=0.2, rng=rng, format="csr", dtype=np.float32)
    one = top_k(left, right, 10, threads=1)
    monkeypatch.setattr("matcher.blocks._BLOCK_CELLS", 1000)
    for threads in (1, 2, 5, None):
        many = top_k(left, right, 10, threads=threads)
        assert one[0].tobytes() == many[0].tobytes()
        assert one[1].tobytes() == many[1].tobytes()


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=5, max_size=5), max_size=5),
    st.integers(1, 8),
)
def test_the_best_of_each_row_with_many_ties(rows: list[list[float]], k: int) -> None:
    scores = np.array(rows, float).reshape(len(rows), 5)
    assert best_per_row(scores, k).tolist() == obvious_top(scores, k)


@settings(max_examples=50)
@given(st.integers(0, 500), st.integers(0, 5_000_000))
def test_blocks_hold_every_row_once(n: int, m: int) -> None:
    blocks = list(row_blocks(n, m))
    assert [row for block in blocks for row in block.tolist()] == list(range(n))
    assert all(len(block) == 1 or len(block) * m <= 1 << 21 for block in blocks)


def test_entries_that_stand_twice_mean_their_sum() -> None:
    doubled = sparse.csr_array(
        (np.array([1, 1], np.float32), np.array([0, 0]), np.array([0, 2])), shape=(1, 1)
    )
    before = doubled.data.copy()
    _, scores = top_k(
        doubled,
        sparse.csr_array(
            np.array(
                [
                    [
                        1,
                    ],
                ],
                np.float32,
            )
        ),
        1,
    )
    assert scores.tolist() == [[2.0]]
    assert np.array_equal(doubled.data, before)


GOOD = sparse.csr_array(np.ones((2, 3), np.float32))


@pytest.mark.parametrize(
    ("left", "right", "k", "options", "error", "field", "row"),
    [
        (np.ones((2, 3)), GOOD, 1, {}, ShapeError, "left", None),
        (GOOD, GOOD[:, :2], 1, {}, ShapeError, "right", None),
        (GOOD, GOOD, 0, {}, InvalidValueError, "k", "top_k"),
        (GOOD, GOOD, 1.5, {}, InvalidValueError, "k", "top_k"),
        (GOOD, GOOD, 1, {"threads": 0}, InvalidValueError, "threads", "top_k"),
        (GOOD, GOOD, 1, {"eligible": np.ones((2, 3), bool)}, ShapeError, "eligible", None),
        (GOOD, GOOD, 1, {"eligible": np.ones((2, 2))}, InvalidValueError, "eligible", None),
        (GOOD, -GOOD, 1, {}, InvalidValueError, "right", 0),
        (
            sparse.csr_array(np.array([[0, 1], [0, np.nan]], np.float32)),
            GOOD[:, :2],
            1,
            {},
            NotFiniteError,
            "left",
            1,
        ),
    ],
)
def test_bad_input_is_named(
    left: Any,
    right: Any,
    k: Any,
    options: dict[str, Any],
    error: type[MatcherError],
    field: str,
    row: Any,
) -> None:
    with pytest.raises(error) as caught:
        top_k(left, right, k, **options)
    assert (caught.value.field, caught.value.row) == (field, row)
