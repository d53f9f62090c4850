"""How much a concept tells: narrow ones more than broad ones.

The weight depends on the vocabulary alone, never on the records of a run: one new offer does not
change anybody else's score. It is the concept's intrinsic information content,
1 - log(1 + descendants) / log(concepts) (Seco, Veale and Hayes 2004, "An intrinsic information
content metric for semantic similarity in WordNet"). What words tell is in ``matcher.wordspace``.
"""

import math
from functools import lru_cache
from typing import Any

import numpy as np

from matcher.vocabulary import Vocabulary


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
