"""From free words to concepts, with abstention: "excell" is Excel, "retail" is not AI.

Algorithm: an exact hash of folded labels first, then a hash of their stems; then the 60 nearest
concepts by character n-grams (``char_wb`` 2-5, sublinear, over the labels of all languages, the
best label of a concept counting), each verified by RapidFuzz's edit ratios on whole words. The
edit ratios say what is near enough to be linked; what is not is only suggested, and lies in the
order of its n-grams, since a rare word in common says more than letters that happen to line up.
Words of up to three characters are linked exactly or not at all, since one changed letter makes
another word of them. Linear in the number of labels per query.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import TfidfVectorizer

from matcher.blocks import best_per_row, row_blocks
from matcher.checks import check_whole
from matcher.errors import InvalidValueError, ShapeError
from matcher.text import LANGUAGES, STOP_WORDS, stem, words

_CANDIDATES = 60
_EXACT, _SAME_STEMS, _MOST_VERIFIED = 1.0, 0.98, 0.96
# What is only suggested has at most this share of the threshold at which concepts are linked.
_MOST_SUGGESTED = 0.95
_LONGEST_EXACT_ONLY = 3
# A label inside a longer phrase is what is meant when it is this much of the phrase.
_MOST_OF_IT = 0.7
_MOST_SWAPS = 2

# What people write around a skill says how well they know it, not what it is.
_FILLER_WORDS = """
    avancerad avancerade avancerat bra erfarenhet god goda grunder grundläggande i inom kunskap
    kunskaper kännedom student van vana advanced basic basics experience good in knowledge of
    skills student
    """
_FILLERS = frozenset(_FILLER_WORDS.split())


def _key(text: str) -> str:
    """Return the folded words of a label or a query, joined by one space."""
    return " ".join(words(text))


def _stem_key(key: str, language: str) -> str:
    stop_words = STOP_WORDS[language]
    return " ".join(stem(word, language) for word in key.split() if word not in stop_words)


class ConceptIndex(BaseEstimator):
    """Finds the concepts that words may mean.

    Parameters
    ----------
    threshold : float
        Below this score, from 0 to 1, ``link`` abstains and ``search`` goes by n-grams alone.

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

    def __init__(self, threshold: float = 0.82) -> None:
        self.threshold = threshold

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
        self._hash_labels(owners, languages)
        self._index_characters(owners)
        return self

    def _hash_labels(self, owners: NDArray[np.int64], languages: Sequence[str] | None) -> None:
        self.exact_: dict[str, list[int]] = {}
        self.stems_: dict[tuple[str, str], list[int]] = {}
        for row, key in enumerate(self.keys_):
            owner = int(owners[row])
            _add(self.exact_, key, owner)
            for language in LANGUAGES if languages is None else (languages[row],):
                if language in LANGUAGES and (stems := _stem_key(key, language)):
                    _add(self.stems_, (language, stems), owner)

    def _index_characters(self, owners: NDArray[np.int64]) -> None:
        # Labels lie concept by concept, so that the best label of each is one reduceat away.
        self.order_ = np.argsort(owners, kind="stable")
        self.starts_ = np.searchsorted(owners[self.order_], np.arange(len(self.concepts_)))
        self.vectorizer_ = None
        if self.keys_:
            self.vectorizer_ = TfidfVectorizer(
                analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, lowercase=False
            )
            ordered = [self.keys_[row] for row in self.order_]
            self.label_grams_ = self.vectorizer_.fit_transform(ordered).T.tocsr()

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
        ranked = self._rank(list(dict.fromkeys(key for key in keys if key)))
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
        hashed = {key: self._hashed(key) for key in keys if key}
        ranked = self._rank([key for key, hits in hashed.items() if not hits])
        linked: list[str | None] = []
        for key in keys:
            best = (hashed.get(key) or ranked.get(key) or [(0, 0.0)])[0]
            linked.append(self.concepts_[best[0]] if best[1] >= self.threshold else None)
        return linked

    def _hashed(self, key: str) -> list[tuple[int, float]]:
        """Return the concepts that a folded query names, without any guessing."""
        found = dict.fromkeys(self.exact_.get(key, ()), _EXACT)
        core = " ".join(word for word in key.split() if word not in _FILLERS)
        for number in self.exact_.get(core, ()):
            found.setdefault(number, _SAME_STEMS)
        for language in LANGUAGES:
            for number in self.stems_.get((language, _stem_key(core, language)), ()):
                found.setdefault(number, _SAME_STEMS)
        return list(found.items())

    def _rank(self, keys: list[str]) -> dict[str, list[tuple[int, float]]]:
        """Return, for distinct folded queries, concepts with their scores, best first."""
        ranked = {}
        for key, candidates in zip(keys, self._candidates(keys), strict=True):
            found = dict(self._hashed(key))
            for number, cosine in candidates:
                if number not in found:
                    found[number] = self._score(key, number, cosine)
            ranked[key] = sorted(found.items(), key=lambda hit: (-hit[1], hit[0]))
        return ranked

    def _candidates(self, keys: list[str]) -> Iterable[list[tuple[int, float]]]:
        """Yield, per query, the nearest concepts by character n-grams with their cosines."""
        if self.vectorizer_ is None or not keys:
            yield from ([] for _ in keys)
            return
        grams = self.vectorizer_.transform(keys)
        for rows in row_blocks(len(keys), len(self.keys_)):
            cosines = (grams[rows] @ self.label_grams_).toarray()
            per_concept = np.maximum.reduceat(cosines, self.starts_, axis=1)
            for row, best in zip(per_concept, best_per_row(per_concept, _CANDIDATES), strict=True):
                yield [(int(number), float(row[number])) for number in best if number >= 0]

    def _score(self, key: str, number: int, cosine: float) -> float:
        """Return how surely the query means a concept that it does not name, from 0 to 1."""
        verified = _MOST_VERIFIED * (0.95 * self._verify(key, number) + 0.05 * cosine)
        if verified >= self.threshold:
            return verified
        # Two texts may share all their n-grams and still be no link.
        return _MOST_SUGGESTED * self.threshold * min(cosine, 1.0)

    def _verify(self, key: str, number: int) -> float:
        """Return how nearly the query is one of the concept's labels, from 0 to 1."""
        end = self.starts_[number + 1] if number + 1 < len(self.starts_) else len(self.order_)
        labels = (self.keys_[row] for row in self.order_[self.starts_[number] : end])
        return max(_likeness(key, label) for label in labels)


def _likeness(query: str, label: str) -> float:
    """Return how nearly two folded phrases are the same, by whole words, from 0 to 1."""
    joined = fuzz.ratio(query.replace(" ", ""), label.replace(" ", "")) / 100
    sorted_words = fuzz.token_sort_ratio(query, label) / 100
    likeness = max(joined, sorted_words, _containment(query, label), _slip(query, label))
    return min(likeness, 0.5) if _is_another_word(query, label) else float(likeness)


def _slip(query: str, label: str) -> float:
    """Return a high value for letters that changed places (phyton) and f for ph (fotoshop)."""
    same_letters = query[0] == label[0] and sorted(query) == sorted(label)
    swapped = same_letters and OSA.distance(query, label) <= _MOST_SWAPS
    heard = fuzz.ratio(query.replace("ph", "f"), label.replace("ph", "f")) / 100
    return max(0.9 if swapped else 0.0, heard)


def _containment(query: str, label: str) -> float:
    """Return a high value where the label's words are most of what the query says."""
    inside = set(label.split())
    said = query.split()
    if not inside.issubset(said):
        return 0.0
    share = len(label) / len(query)
    return 0.85 + 0.1 * share if share >= _MOST_OF_IT else 0.5 * share


def _is_another_word(query: str, label: str) -> bool:
    """Return whether a small difference makes another word of it: C and C#, HTML4 and HTML5."""
    short = min(len(query), len(label)) <= _LONGEST_EXACT_ONLY
    signs = [{mark for mark in text if mark in "+#."} for text in (query, label)]
    digits = [[mark for mark in text if mark.isdigit()] for text in (query, label)]
    return short or signs[0] != signs[1] or (all(digits) and digits[0] != digits[1])


def _add(table: dict[Any, list[int]], key: Any, owner: int) -> None:
    owners = table.setdefault(key, [])
    if owner not in owners:
        owners.append(owner)


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
    return _key(label) or label.strip()


def _checked_concepts(concepts: Sequence[Any]) -> Sequence[str]:
    for row, concept in enumerate(concepts):
        if not isinstance(concept, str) or not concept:
            raise InvalidValueError(
                field="concepts", row=row, value=concept, expected="a text that is not empty"
            )
    return concepts


def _checked_queries(queries: Sequence[Any]) -> list[str]:
    if isinstance(queries, str):  # each of its letters would be a query
        raise InvalidValueError(
            field="queries", row=None, value=queries, expected="a list of texts"
        )
    for row, query in enumerate(queries):
        if not isinstance(query, str):
            raise InvalidValueError(field="queries", row=row, value=query, expected="a text")
    return [_key(query) or query.strip() for query in queries]
