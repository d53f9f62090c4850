"""What names may mean, as flat lists of pairs: many names are ranked at once.

Time O(pairs) where most of a name's pairs lie in order already, memory O(pairs).
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.compiled import compiled


class Hits(NamedTuple):
    """Pairs of a name and a concept that it may mean.

    Attributes
    ----------
    names, concepts : int64 arrays of shape (pairs,)
        Numbers of the name and of the concept.
    scores : float64 array of shape (pairs,)
    """

    names: NDArray[np.int64]
    concepts: NDArray[np.int64]
    scores: NDArray[np.float64]

    def only(self, which: NDArray[Any]) -> "Hits":
        """Return the pairs that an array of bool or of places chooses."""
        return Hits(self.names[which], self.concepts[which], self.scores[which])

    @property
    def places(self) -> NDArray[np.int64]:
        """The place of each pair among those of its name, from 0; they lie name by name."""
        starts = np.flatnonzero(np.diff(self.names, prepend=-1))
        counts = np.diff(starts, append=len(self.names))
        return np.arange(len(self.names)) - np.repeat(starts, counts)


def as_hits(pairs: Iterable[tuple[int, int, float]]) -> Hits:
    """Return names, concepts and scores in the form of arrays."""
    names, concepts, scores = zip(*pairs, strict=True) if (pairs := list(pairs)) else ((),) * 3
    return Hits(np.array(names, np.int64), np.array(concepts, np.int64), np.array(scores, float))


def best_first(parts: Sequence[Hits]) -> Hits:
    """Return the pairs of several lists name by name, the highest score of each pair, best first.

    Ties go to the lower concept.

    Examples
    --------
    >>> found = best_first([as_hits([(0, 5, 0.2), (0, 3, 0.9)]), as_hits([(0, 5, 0.9)])])
    >>> found.concepts.tolist(), found.scores.tolist(), found.places.tolist()
    ([3, 5], [0.9, 0.9], [0, 1])
    """
    # Lists that lie name by name are merged, not sorted anew.
    order = np.argsort(np.concatenate([hits.names for hits in parts]), kind="stable")
    names, concepts, scores = (np.concatenate(each)[order] for each in zip(*parts, strict=True))
    last_name = np.full(int(concepts.max(initial=-1)) + 1, -1, np.int64)
    is_kept = np.zeros(len(names), bool)
    _sort_each(names, concepts, scores, last_name, is_kept)
    return Hits(names, concepts, scores).only(is_kept)


@compiled
def _sort_each(
    names: NDArray[np.int64],
    concepts: NDArray[np.int64],
    scores: NDArray[np.float64],
    last_name: NDArray[np.int64],
    is_kept: NDArray[np.bool_],
) -> None:
    """Put the pairs of each name in order, which most are, and tell the first of each concept."""
    start = 0
    for pair in range(len(names)):
        if names[pair] != names[start]:
            start = pair
        concept, score = concepts[pair], scores[pair]
        place = pair
        while place > start and (
            scores[place - 1] < score
            or (scores[place - 1] == score and concepts[place - 1] > concept)
        ):
            concepts[place], scores[place] = concepts[place - 1], scores[place - 1]
            place -= 1
        concepts[place], scores[place] = concept, score
    for pair in range(len(names)):
        is_kept[pair] = last_name[concepts[pair]] != names[pair]
        last_name[concepts[pair]] = names[pair]
