"""N-grams of letters are judged by scikit-learn's, which cut them out of each word."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from matcher.ngrams import LetterGrams

NAMES = st.lists(st.text(alphabet="abå +\u3000🎉", max_size=9), max_size=6)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_cosines_are_those_of_scikit_learn(labels: list[str], names: list[str]) -> None:
    # scikit-learn takes no empty lists.
    labels, names = [*labels, "ab åa b"], [*names, "bå"]
    grams = LetterGrams(labels)
    vectors = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, lowercase=False
    )
    expected = vectors.fit_transform(labels) @ vectors.transform(names).T
    found = grams.rows(labels) @ grams.rows(names).T
    np.testing.assert_allclose(found.toarray(), expected.toarray(), atol=1e-6)


def test_rows_are_of_length_one_or_empty() -> None:
    grams = LetterGrams(["kock", "musik"])
    rows = grams.rows(["musik och kock", "", "xyz"])
    lengths = [float(np.sqrt((rows.data[a:b] ** 2).sum())) for a, b in pairwise(rows.indptr)]
    np.testing.assert_allclose(lengths, [1, 0, 0], atol=1e-6)
