"""How much a word or a concept tells: rare ones more than common ones.

Both weights depend on the vocabulary alone, never on the records of a run: one new offer does not
change anybody else's score. A concept's weight is its intrinsic information content,
1 - log(1 + descendants) / log(concepts) (Seco, Veale and Hayes 2004, "An intrinsic information
content metric for semantic similarity in WordNet"); a word's weight is its inverse document
frequency over the vocabulary's labels.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer

from matcher.text import LANGUAGES, STOP_WORDS, language_of, stem, words
from matcher.vocabulary import Vocabulary

_TEXT_COLUMNS = 1 << 18


@lru_cache(maxsize=4)
def information_content(vocabulary: Vocabulary) -> dict[str, float]:
    """Return what each concept tells, from 0 (everything lies below it) to 1 (nothing does)."""
    below = {concept.id: 0 for concept in vocabulary}
    for concept in vocabulary:
        for above in vocabulary.ancestors(concept.id)[1:]:
            below[above] += 1
    most = math.log(max(2, len(below)))
    return {id_: max(0.0, 1 - math.log(1 + count) / most) for id_, count in below.items()}


def unit_rows(matrix: Any) -> Any:
    """Return a CSR array with its rows scaled to length 1, empty rows left as they are."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    lengths = np.sqrt(np.bincount(rows, weights=matrix.data**2, minlength=matrix.shape[0]))
    matrix.data = matrix.data / lengths[rows]
    return matrix


def _terms(text: str) -> list[str]:
    """Return the stems of a text that carry meaning."""
    said = words(text)
    language = language_of(said)
    return [stem(word, language) for word in said if word not in STOP_WORDS[language]]


_HASHER = HashingVectorizer(
    analyzer=_terms, n_features=_TEXT_COLUMNS, norm=None, alternate_sign=False
)


@lru_cache(maxsize=4)
def _word_weights(vocabulary: Vocabulary) -> NDArray[np.float64]:
    """Return a weight for every word column: rare words of the labels weigh most."""
    labels = [label for concept in vocabulary for label, _ in concept.labels()]
    counts = np.zeros(_TEXT_COLUMNS)
    if labels:
        counts += np.bincount(_HASHER.transform(labels).indices, minlength=_TEXT_COLUMNS)
    weights = np.log((1 + len(labels)) / (1 + counts)) + 1
    # A word that the vocabulary does not know tells less than one it does.
    return np.where(counts > 0, weights, weights.max() / 2)


def text_rows(texts: Sequence[str], vocabulary: Vocabulary) -> tuple[Any, NDArray[np.int8]]:
    """Return the weighed words of texts, and the language of each.

    Returns
    -------
    matrix : CSR array of shape (texts, words)
        Rows of length 1, empty for a text without words.
    languages : int8 array
        A position in ``LANGUAGES``, -1 for a text without words.
    """
    if not texts:
        return sparse.csr_array((0, _TEXT_COLUMNS)), np.empty(0, np.int8)
    matrix = sparse.csr_array(_HASHER.transform(texts))
    matrix.sort_indices()
    matrix.data = (1 + np.log(matrix.data)) * _word_weights(vocabulary)[matrix.indices]
    said = np.diff(matrix.indptr) > 0
    languages = [LANGUAGES.index(language_of(words(text))) for text in texts]
    return unit_rows(matrix), np.where(said, languages, -1).astype(np.int8)
