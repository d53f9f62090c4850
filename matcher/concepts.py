"""From free words to concepts, with abstention: "excell" is Excel, "retail" is not AI.

Algorithm: an exact hash of folded labels first, then a hash of their stems; then the nearest
labels by character n-grams (``char_wb`` 2-5, sublinear, over the labels of all languages, the best
label of a concept counting), the nearest dozen verified by edit ratios on whole words: a slip of
the pen is settled by them. For a name that nothing settles, a learned verifier says how likely each
of the 60 nearest concepts by n-grams and the 20 nearest by senses is meant; it is linked where that
is sure enough, and only suggested otherwise. Words of up to three characters are linked exactly or
not at all, since one changed letter makes another word of them. Linear in the number of labels per
query.
"""

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator

from matcher.blocks import row_blocks
from matcher.checks import check_whole
from matcher.errors import InvalidValueError, ShapeError
from matcher.exact_labels import ExactLabels, folded
from matcher.labelled import Labelled
from matcher.likeness import LONGEST_EXACT_ONLY, likeness
from matcher.signs import BY_LETTERS, signs_of
from matcher.verifier import Verifier, shipped_verifier

_MOST_VERIFIED = 0.96
# What is only suggested has at most this share of the threshold at which concepts are linked.
_MOST_SUGGESTED = 0.95
# A label that is the same but for a slip is among so many nearest by n-grams.
_LOOKED_AT = 12
# From so near a label a name is it but for a slip of the pen, which no verifier need judge.
_A_SLIP = 0.87
# Longer names are texts, which nobody taught the verifier.
_LONGEST_NAME = 200


class ConceptIndex(BaseEstimator):
    """Finds the concepts that words may mean.

    Parameters
    ----------
    threshold : float
        Below this score, from 0 to 1, ``link`` abstains.
    verifier : Verifier or bool
        What judges names that are no slip of a label. True takes the one that ships with the
        project; False takes none, so that they are suggested by n-grams alone.

    Attributes
    ----------
    concepts_ : list of str
        The distinct concepts, in the order of their first label.

    Examples
    --------
    >>> index = ConceptIndex().fit(
    ...     ["Excel", "kalkylprogram", "AI", "programmering"],
    ...     ["tool/excel", "tool/spreadsheet", "skill/ai", "skill/programming"],
    ... )
    >>> index.link(["excell", "programering", "retail"])
    ['tool/excel', 'skill/programming', None]
    """

    def __init__(self, threshold: float = 0.82, *, verifier: Verifier | bool = True) -> None:
        self.threshold = threshold
        self.verifier = verifier

    def fit(
        self,
        labels: Sequence[str],
        concepts: Sequence[str],
        languages: Sequence[str] | None = None,
    ) -> "ConceptIndex":
        """Learn the labels of every concept.

        Parameters
        ----------
        labels, concepts : equal-length lists of str
            A label and the id of the concept it stands for. Where one label stands for several
            concepts, the first is linked.
        languages : list of str, optional
            The language of each label, "sv" or "en", for its stems; any other takes no stems.
            None takes the stems of both.

        Raises
        ------
        ShapeError
            The lists differ in length.
        InvalidValueError
            A label or a concept is empty, or no string.
        """
        _check_lengths(labels, concepts, languages)
        self.keys_ = [_checked_label(row, label) for row, label in enumerate(labels)]
        self.concepts_ = list(dict.fromkeys(_checked_concepts(concepts)))
        numbers = {concept: number for number, concept in enumerate(self.concepts_)}
        owners = np.array([numbers[concept] for concept in concepts], dtype=np.int64)
        self.exact_ = ExactLabels(self.keys_, owners.tolist(), languages)
        self.labels_ = Labelled(labels, self.keys_, owners) if self.keys_ else None
        return self

    def search(
        self, queries: Sequence[str], k: int = 10
    ) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
        """Return the concepts nearest to each query.

        Returns
        -------
        concepts : str array of shape (n, k)
            Best first, one row per query, "" where fewer than k were found.
        scores : float64 array of shape (n, k)
            From 0 to 1; 1 is a label itself.
        """
        check_whole("k", "search", k, 1, 1_000_000)
        keys = _checked_queries(queries)
        ranked = self._rank(_written(queries, keys))
        longest = max((len(concept) for concept in self.concepts_), default=1)
        found = np.full((len(keys), k), "", dtype=f"<U{longest}")
        scores = np.zeros((len(keys), k))
        for row, key in enumerate(keys):
            for column, (number, score) in enumerate(ranked.get(key, [])[:k]):
                found[row, column] = self.concepts_[number]
                scores[row, column] = score
        return found, scores

    def link(self, queries: Sequence[str]) -> list[str | None]:
        """Return the concept that each query means, None where it is not clear enough."""
        keys = _checked_queries(queries)
        hashed = {key: self.exact_.find(key) for key in keys if key}
        written = _written(queries, keys)
        ranked = self._rank({key: name for key, name in written.items() if not hashed[key]})
        linked: list[str | None] = []
        for key in keys:
            named = list(hashed.get(key, {}).items())
            best = (named or ranked.get(key) or [(0, 0.0)])[0]
            linked.append(self.concepts_[best[0]] if best[1] >= self.threshold else None)
        return linked

    def _rank(self, written: dict[str, str]) -> dict[str, list[tuple[int, float]]]:
        """Return, for distinct folded queries, concepts with their scores, best first."""
        found, unclear = self._nearest(list(written))
        if self.verifier is not False:
            for key, judged in self._judged({key: written[key] for key in unclear}).items():
                sure = {n: score for n, score in found[key].items() if score >= self.threshold}
                found[key] = {**judged, **{n: max(s, judged.get(n, 0.0)) for n, s in sure.items()}}
        return {
            key: sorted(near.items(), key=lambda hit: (-hit[1], hit[0]))
            for key, near in found.items()
        }

    def _nearest(self, keys: list[str]) -> tuple[dict[str, dict[int, float]], list[str]]:
        """Return what hash, edit ratios and n-grams say of each query, and which are no slips."""
        found = {key: dict(self.exact_.find(key)) for key in keys}
        if self.labels_ is None or not keys:
            return found, []
        unclear = []
        rows, cosines = self.labels_.nearest(keys, self._width)
        near = np.minimum(cosines, 1.0)
        owners = np.where(rows < 0, -1, self.labels_.owners[rows])
        looked_at = self._looked_at(self.labels_, keys, rows)
        for row, key in enumerate(keys):
            named = found[key]
            # The first label of a concept is its best, so the others are written before it.
            suggested = (self._most_suggested * near[row, ::-1]).tolist()
            found[key] = dict(zip(owners[row, ::-1].tolist(), suggested, strict=True))
            found[key].pop(-1, None)
            is_slip = False
            for place in np.flatnonzero(looked_at[row]).tolist():
                nearly = likeness(key, self.labels_.keys[rows[row, place]])
                verified = _MOST_VERIFIED * (0.95 * nearly + 0.05 * float(near[row, place]))
                if verified >= self.threshold:
                    number = int(owners[row, place])
                    found[key][number] = max(found[key][number], verified)
                is_slip = is_slip or nearly >= _A_SLIP
            found[key].update(named)
            if not (named or is_slip) and LONGEST_EXACT_ONLY < len(key) <= _LONGEST_NAME:
                unclear.append(key)
        return found, unclear

    def _looked_at(
        self, labels: Labelled, keys: list[str], rows: NDArray[np.int32]
    ) -> NDArray[np.bool_]:
        """Return which of the nearest labels might be a query but for a slip."""
        # Swapped letters leave few n-grams as they were.
        lengths = np.array([len(key) for key in keys])[:, None]
        looked_at = labels.lengths[rows] == lengths
        looked_at[:, :_LOOKED_AT] = True
        return np.asarray(looked_at & (rows >= 0))

    @property
    def _width(self) -> int:
        """How many labels are looked for, to find the nearest concepts."""
        return BY_LETTERS * ceil(len(self.keys_) / len(self.concepts_))

    @property
    def _most_suggested(self) -> float:
        return _MOST_SUGGESTED * self.threshold

    def _judged(self, written: dict[str, str]) -> dict[str, dict[int, float]]:
        """Return what the verifier says of queries, by concept."""
        verifier = self.verifier if isinstance(self.verifier, Verifier) else shipped_verifier()
        keys, names = list(written), list(written.values())
        found: dict[str, dict[int, float]] = {key: {} for key in keys}
        if self.labels_ is None:
            return found
        for rows in row_blocks(len(keys), len(self.keys_)):
            signs = signs_of([names[row] for row in rows], self.labels_)
            scores = self._scores(verifier.probabilities(signs.values), verifier.link_at)
            for row, number, score in zip(
                rows[signs.names].tolist(), signs.concepts.tolist(), scores.tolist(), strict=True
            ):
                found[keys[row]][number] = score
        return found

    def unclear(self, names: Sequence[str]) -> list[int]:
        """Return the rows of the names that a verifier is asked about; for those who teach one."""
        keys = _checked_queries(names)
        unclear = set(self._nearest(list(_written(names, keys)))[1])
        return [row for row, key in enumerate(keys) if key in unclear]

    def _scores(self, probabilities: NDArray[np.float64], link_at: float) -> NDArray[np.float64]:
        """Return the scores of probabilities: the threshold where a link is sure enough."""
        above = (probabilities - link_at) / max(1.0 - link_at, 1e-9)
        linked = self.threshold + (_MOST_VERIFIED - self.threshold) * above
        suggested = self._most_suggested * probabilities / link_at
        return np.where(probabilities >= link_at, linked, suggested)


def _check_lengths(
    labels: Sequence[str], concepts: Sequence[str], languages: Sequence[str] | None
) -> None:
    for name, values in (("concepts", concepts), ("languages", languages)):
        if values is not None and len(values) != len(labels):
            raise ShapeError(
                field=name,
                row=None,
                value=len(values),
                expected=f"{len(labels)} values, as many as labels",
            )


def _checked_label(row: int, label: object) -> str:
    if not isinstance(label, str) or not label.strip():
        raise InvalidValueError(
            field="labels", row=row, value=label, expected="a text that is not empty"
        )
    # A label of signs alone has no words: it is found when it is typed just so.
    return folded(label) or label.strip()


def _checked_concepts(concepts: Sequence[Any]) -> Sequence[str]:
    for row, concept in enumerate(concepts):
        if not isinstance(concept, str) or not concept:
            raise InvalidValueError(
                field="concepts", row=row, value=concept, expected="a text that is not empty"
            )
    return concepts


def _written(queries: Sequence[str], keys: list[str]) -> dict[str, str]:
    """Return the distinct folded queries that are not empty, each as it was first written."""
    written: dict[str, str] = {}
    for query, key in zip(queries, keys, strict=True):
        if key:
            written.setdefault(key, query)
    return written


def _checked_queries(queries: Sequence[Any]) -> list[str]:
    if isinstance(queries, str):  # each of its letters would be a query
        raise InvalidValueError(
            field="queries", row=None, value=queries, expected="a list of texts"
        )
    for row, query in enumerate(queries):
        if not isinstance(query, str):
            raise InvalidValueError(field="queries", row=row, value=query, expected="a text")
    return [folded(query) or query.strip() for query in queries]
