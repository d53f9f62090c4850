"""Synthetic texts as sparse rows: Zipf–Mandelbrot words of topics, weighted by TF-IDF.

50,000 words, the commonest 100 taken away as a list of stop words would; 300 topics with words of
their own. Each row draws half of its words from all of them and half from one topic, whose
commonness is skewed too, so that rows are alike in clusters of very different sizes.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

WORDS = 50_000
STOP_WORDS = 100
TOPICS = 300
WORDS_OF_A_TOPIC = 1_000
# With words drawn more than once, 64 draws leave about 60 terms in a row.
DRAWS = 64
# Mandelbrot's offset and exponent, as commonly fitted to running text.
OFFSET, EXPONENT = 2.7, 1.0


def two_collections(
    n: int, m: int, seed: int, words: int = WORDS
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Give n and m rows of unit length over the same words, float32, weighted together.

    The same numbers give the same rows, whatever else was drawn.
    """
    rng = np.random.default_rng(seed)
    topics = rng.integers(0, words, (TOPICS, WORDS_OF_A_TOPIC))
    counts = sparse.vstack([_counts(rng, topics, size, words) for size in (n, m)], format="csr")
    weighted = _weighted(counts, words)
    return weighted[:n], weighted[n:]


def _counts(
    rng: np.random.Generator, topics: NDArray[np.int64], rows: int, words: int
) -> sparse.csr_array:
    common = _drawn(rng, words, (rows, DRAWS), skipped=STOP_WORDS)
    own = topics[_drawn(rng, TOPICS, (rows, 1)), _drawn(rng, WORDS_OF_A_TOPIC, (rows, DRAWS))]
    chosen = np.where(rng.random((rows, DRAWS)) < 0.5, common, own)
    starts = np.arange(0, chosen.size + 1, DRAWS)
    counts = sparse.csr_array(
        (np.ones(chosen.size, np.float32), chosen.ravel(), starts), shape=(rows, words)
    )
    counts.sum_duplicates()
    return counts


def _drawn(
    rng: np.random.Generator, ranks: int, shape: tuple[int, int], skipped: int = 0
) -> NDArray[np.int64]:
    """Draw ranks from 0, the lower the likelier."""
    shares = (np.arange(ranks) + 1 + skipped + OFFSET) ** -EXPONENT
    up_to = np.cumsum(shares) / shares.sum()
    return np.minimum(np.searchsorted(up_to, rng.random(shape)), ranks - 1)


def _weighted(counts: sparse.csr_array, words: int) -> sparse.csr_array:
    rows = counts.shape[0]
    documents = np.bincount(counts.indices, minlength=words)
    rarity = np.log((1 + rows) / (1 + documents)) + 1
    values = (1 + np.log(counts.data)) * rarity[counts.indices]
    owners = np.repeat(np.arange(rows), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(owners, weights=values**2, minlength=rows))
    scaled = (values / lengths[owners]).astype(np.float32)
    return sparse.csr_array((scaled, counts.indices, counts.indptr), shape=counts.shape)
