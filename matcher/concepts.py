"""From free words to concepts, with abstention: "excell" is Excel, "retail" is not AI.

Algorithm: an exact hash of folded labels first, then a hash of their stems; then the nearest
labels by character n-grams (``char_wb`` 2-5, sublinear, over the labels of all languages, the best
label of a concept counting), the nearest dozen verified by edit ratios on whole words: a slip of
the pen is settled by them. For a name that nothing settles, a learned verifier says how likely each
of the nearest concepts, by n-grams, senses and sorts of work, is meant; it is linked where that is
sure enough, and only suggested otherwise. Words of up to three characters are linked exactly or
not at all, since one changed letter makes another word of them. Linear in the number of labels per
query.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.blocks import row_blocks
from matcher.checks import check_whole
from matcher.errors import InvalidValueError, ShapeError
from matcher.estimators import Estimator
from matcher.exact_labels import ExactLabels, folded
from matcher.hits import Hits, as_hits, best_first
from matcher.labelled import Labelled
from matcher.likeness import LONGEST_EXACT_ONLY, likenesses
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


class ConceptIndex(Estimator):
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
        written = _written(queries, keys)
        best = np.full((len(written) + 1, k), -1, np.int64)
        scores = np.zeros(best.shape)
        for rows, hits in self._ranked(written):
            shown = hits.only(hits.places < k)
            cells = rows[shown.names], shown.places
            best[cells], scores[cells] = shown.concepts, shown.scores
        # The last row stays empty, for queries without words.
        row_of = {key: row for row, key in enumerate(written)}
        asked = [row_of.get(key, len(written)) for key in keys]
        return np.array([*self.concepts_, ""])[best[asked]], scores[asked]

    def link(self, queries: Sequence[str]) -> list[str | None]:
        """Return the concept that each query means, None where it is not clear enough."""
        keys = _checked_queries(queries)
        exact = {key: self.exact_.find(key) for key in keys}
        best = {key: next(iter(found.items())) for key, found in exact.items() if found}
        written = {key: name for key, name in _written(queries, keys).items() if key not in best}
        asked = list(written)
        for rows, hits in self._ranked(written, is_to_link=True):
            first = hits.only(hits.places == 0)
            for name, number, score in zip(*map(np.ndarray.tolist, first), strict=True):
                best[asked[rows[name]]] = number, score
        linked = (best.get(key, (0, 0.0)) for key in keys)
        return [self.concepts_[n] if score >= self.threshold else None for n, score in linked]

    def unclear(self, names: Sequence[str]) -> list[int]:
        """Return the rows of the names that a verifier is asked about; for those who teach one."""
        keys = _checked_queries(names)
        distinct = list(dict.fromkeys(key for key in keys if key))
        is_unclear = _may_be_judged(distinct) & ~self._nearest(distinct)[1]
        by_key = dict(zip(distinct, is_unclear.tolist(), strict=True))
        return [row for row, key in enumerate(keys) if by_key.get(key)]

    def _ranked(
        self, written: dict[str, str], *, is_to_link: bool = False
    ) -> Iterator[tuple[NDArray[np.intp], Hits]]:
        """Yield blocks of distinct folded queries, and what each of a block may mean."""
        keys, names = list(written), list(written.values())
        for rows in row_blocks(len(keys) if self.labels_ else 0, self._width):
            some = [keys[row] for row in rows]
            found, settled = self._nearest(some)
            asked = np.flatnonzero(self._is_asked(some, settled, is_to_link=is_to_link))
            if len(asked):
                judged = self._judged([names[row] for row in rows[asked]])
                judged = judged._replace(names=asked[judged.names])
                # What is settled stays first; what is only suggested is left to the verifier.
                most = np.where(settled[judged.names], self._most_suggested, 1.0)
                judged = judged._replace(scores=np.minimum(judged.scores, most))
                kept = (found.scores >= self.threshold) | ~np.isin(found.names, asked)
                found = best_first([found.only(kept), judged])
            yield rows, found

    def _is_asked(
        self, keys: list[str], settled: NDArray[np.bool_], *, is_to_link: bool
    ) -> NDArray[np.bool_]:
        """Return which names the verifier is asked about.

        Where classes are among the concepts, what is spelt like a concept often means its class:
        that is a suggestion then, beside what is linked.
        """
        none = self.verifier is False or (is_to_link and self._verifier.link_at >= 1)
        suggests = not is_to_link and self.labels_ is not None and self.labels_.is_classified
        return _may_be_judged(keys) & (not none) & (~settled | suggests)

    def _nearest(self, keys: list[str]) -> tuple[Hits, NDArray[np.bool_]]:
        """Return what hash, edit ratios and n-grams say of each query, and whom that settles."""
        exact = [self.exact_.find(key) for key in keys]
        named = as_hits((row, *hit) for row, hits in enumerate(exact) for hit in hits.items())
        settled = np.isin(np.arange(len(keys)), named.names)
        if self.labels_ is None or not keys:
            return named, settled
        rows, cosines = self.labels_.nearest(keys, self._width)
        names, places = np.nonzero(rows >= 0)
        near = np.minimum(cosines[names, places], 1.0).astype(np.float64)
        rows = rows[names, places]
        suggested = Hits(names, self.labels_.owners[rows], self._most_suggested * near)
        # Swapped letters leave few n-grams as they were.
        lengths = np.array([len(key) for key in keys])
        compared = (places < _LOOKED_AT) | (self.labels_.lengths[rows] == lengths[names])
        labels = [self.labels_.keys[row] for row in rows[compared]]
        asked = names[compared]
        nearly = likenesses([keys[name] for name in asked], labels, self._least_likeness)
        verified = suggested.only(compared)._replace(
            scores=_MOST_VERIFIED * (0.95 * nearly + 0.05 * near[compared])
        )
        settled[asked[nearly >= _A_SLIP]] = True
        is_sure = verified.scores >= self.threshold
        return best_first([named, suggested, verified.only(is_sure)]), settled

    @property
    def _least_likeness(self) -> float:
        """From what likeness a label may be sure enough, or a slip."""
        return min(_A_SLIP, (self.threshold / _MOST_VERIFIED - 0.05) / 0.95 - 1e-9)

    @property
    def _width(self) -> int:
        """How many labels are looked for, to find the nearest concepts."""
        return BY_LETTERS * ceil(len(self.keys_) / max(1, len(self.concepts_)))

    @property
    def _most_suggested(self) -> float:
        return _MOST_SUGGESTED * self.threshold

    @property
    def _verifier(self) -> Verifier:
        return self.verifier if isinstance(self.verifier, Verifier) else shipped_verifier()

    def _judged(self, names: list[str]) -> Hits:
        """Return what the verifier says of names."""
        verifier = self._verifier
        labels = self.labels_
        assert labels is not None  # noqa: S101 - names are asked about where there are labels
        parts = [as_hits([])]
        for rows in row_blocks(len(names), len(self.keys_)):
            signs = signs_of([names[row] for row in rows], labels)
            scores = self._scores(verifier.probabilities(signs), verifier.link_at)
            parts.append(Hits(rows[signs.names], signs.concepts, scores))
        return best_first(parts)

    def _scores(self, probabilities: NDArray[np.float64], link_at: float) -> NDArray[np.float64]:
        """Return the scores of probabilities: the threshold where a link is sure enough."""
        above = (probabilities - link_at) / max(1.0 - link_at, 1e-9)
        linked = self.threshold + (_MOST_VERIFIED - self.threshold) * above
        suggested = self._most_suggested * probabilities / link_at
        return np.where(probabilities >= link_at, linked, suggested)


def _may_be_judged(keys: list[str]) -> NDArray[np.bool_]:
    lengths = np.array([len(key) for key in keys], np.int64)
    return (lengths > LONGEST_EXACT_ONLY) & (lengths <= _LONGEST_NAME)


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
