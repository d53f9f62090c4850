"""How much of a name a label says, and how much of the label the name: part by part, by meaning.

Both are taken apart into the smallest words that are known ("läkemedelsrådgivning" is läkemedel and
rådgivning), compounds by ``matcher.splitting`` with the words of the labels among the known ones. A
part is as near to another as they are by stem, by letters, by senses or by what they are kindred
to, whichever says most. Each part of one side is set against the nearest of the other and weighed
by its rarity; what any name of a skill may begin with ("utföra") weighs next to nothing. The last
part of a Swedish compound is its head: it says what something is, the rest of which kind.

Time O(parts · parts of all labels) a name for what is near, and O(parts²) a pair.

References
----------
Cohen, W., Ravikumar, P. & Fienberg, S. (2003). "A comparison of string distance metrics for
name-matching tasks" (soft TF-IDF).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.dictionary import shipped_dictionary
from matcher.inflections import swedish_bases
from matcher.splitting import Splitter
from matcher.text import LANGUAGES, STOP_WORDS, stem, word_set

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
# Gives words as the rows of a sparse array, each of length 1; and how much is nearness there.
Space = tuple[float, Callable[[Sequence[str]], Any]]

_MOST_PARTS, _SHORTEST_KNOWN = 8, 4
_AT_ONCE = 1 << 16
_SAME = 0.99
_LIGHT_WEIGHT = 0.15
_LIGHT = frozenset(
    stem(word, "sv")
    for word in word_set("""
    använda användning arbeta arbete bedriva erbjuda erfarenhet ge genomföra göra ha hantera
    hantering kompetens kunna kunskap kunskaper lämna metod metoder område säkerställa särskild
    tillhandahålla tillämpa typ typer utföra utförande vana vara verksamhet
    """)
)
_SAID = ("said_of_name", "said_of_label", "said_of_both", "unsaid_of_name", "unsaid_of_label")
ALIGNED = (
    *_SAID, "said_of_head", "said_of_rest", "said_of_start", "first_of_both", "other_of_both",
    "same_of_both", "is_first",
)  # fmt: skip


class Alignment:
    """The labels of an index in parts.

    Parameters
    ----------
    keys : list of str
        Folded labels.
    spaces : sequence of pairs of a share and a callable
        What tells that parts of different stems are near.

    Examples
    --------
    >>> labels = Alignment(["skogsinventering", "inventering"], ())
    >>> labels.parts_of("skogsinventeringar")
    ['skog', 'inventeringar']
    >>> names = [["skogsinventeringar", "skogsinventeringar"]]
    >>> found = labels.align(names, np.array([0, 0]), np.array([0, 1]))
    >>> found["said_of_label"].tolist(), found["said_of_rest"].tolist()
    ([1.0, 1.0], [1.0, 0.0])
    """

    def __init__(self, keys: Sequence[str], spaces: Sequence[Space]) -> None:
        self._splitter = _splitter_of(keys)
        self._parts_of_word = lru_cache(maxsize=100_000)(self._smallest)
        parts = [self.parts_of(key) for key in keys]
        numbers = _numbered(part for those in parts for part in those)
        self._known = list(numbers)
        self._stems = _numbered(map(_root, self._known))
        self._stem_of = np.array([self._stems[_root(part)] for part in self._known], np.int64)
        met = [self._stems[root] for those in parts for root in {*map(_root, those)}]
        times = np.bincount(np.array(met, np.int64), minlength=len(self._stems))
        self._most_rare = float(np.log(1.0 + len(keys))) + 1.0
        self._rarity = (self._most_rare - np.log(1.0 + times)).astype(np.float32)
        for root in _LIGHT & self._stems.keys():
            self._rarity[self._stems[root]] *= _LIGHT_WEIGHT
        self._labels = _padded([[numbers[part] for part in those] for those in parts])
        own = self._rarity[self._stem_of] if numbers else np.zeros(0, np.float32)
        self._weights = np.r_[own, np.float32(0)][self._labels]
        self._spaces = [(share, of, of(self._known).T.tocsr()) for share, of in spaces if numbers]

    def parts_of(self, key: str) -> list[str]:
        """Return the smallest known words that a folded name is made of, without stop words."""
        told = [word for word in key.split() if not any(word in STOP_WORDS[c] for c in LANGUAGES)]
        return [part for word in told for part in self._parts_of_word(word)][:_MOST_PARTS]

    def _smallest(self, word: str) -> tuple[str, ...]:
        parts = self._splitter.split(word)
        return tuple(one for part in parts for one in self._parts_of_word(part)) or (word,)

    def align(
        self, names: Sequence[Sequence[str]], rows: Whole, labels: Whole
    ) -> dict[str, Floats]:
        """Return the signs of pairs of a name and a label, those in ``ALIGNED``.

        Parameters
        ----------
        names : sequence of sequences of str
            The folded name, and then those of its parts that might each be all of it.
        rows, labels : int64 arrays of shape (pairs,)
            The number of a name and that of a label.
        """
        forms = [self.parts_of(form) for those in names for form in those]
        numbers = _numbered(part for those in forms for part in those)
        padded = _padded([[numbers[part] for part in those] for those in forms])
        near, weights = self._near(list(numbers)), self._weights_of(list(numbers))
        counts = np.array([len(those) for those in names], np.int64)
        first = np.cumsum(counts) - counts
        heads = np.maximum((padded >= 0).sum(axis=1) - 1, 0)
        found: dict[str, list[Floats]] = {name: [] for name in ALIGNED}
        for start in range(0, len(rows), _AT_ONCE):
            row, label = rows[start : start + _AT_ONCE], labels[start : start + _AT_ONCE]
            whole, one = first[row], first[row] + 1
            signs = self._said(padded[whole], label, near, weights)
            signs |= self._heads(padded[one], heads[one], label, near)
            both = self._said(padded[one], label, near, weights)["said_of_both"]
            signs |= {"first_of_both": both, "is_first": (both >= _SAME).astype(np.float32)}
            same = np.where(near >= _SAME, near, 0)
            signs["same_of_both"] = self._said(padded[whole], label, same, weights)["said_of_both"]
            best = both.copy()
            for turn in range(2, int(counts[row].max())):
                has = np.flatnonzero(counts[row] > turn)
                form = padded[whole[has] + turn]
                said = self._said(form, label[has], near, weights)["said_of_both"]
                best[has] = np.maximum(best[has], said)
            signs["other_of_both"] = best
            for name in ALIGNED:
                found[name].append(signs[name])
        return {name: np.concatenate(parts) for name, parts in found.items()}

    def _near(self, parts: list[str]) -> Floats:
        """Return how near parts are to those of labels; the last row and column are of none."""
        near = np.zeros((len(parts) + 1, len(self._known) + 1), np.float32)
        inside = near[:-1, :-1]
        if inside.size:
            for share, of, turned in self._spaces:
                np.maximum(inside, share * (of(parts) @ turned).toarray(), out=inside)
            roots = np.array([self._stems.get(_root(part), -1) for part in parts])
            inside[roots[:, None] == self._stem_of] = 1.0
        return near

    def _weights_of(self, parts: list[str]) -> Floats:
        weights = []
        for root in map(_root, parts):
            unknown = self._most_rare * (_LIGHT_WEIGHT if root in _LIGHT else 1.0)
            weights.append(self._rarity[self._stems[root]] if root in self._stems else unknown)
        return np.array([*weights, 0.0], np.float32)

    def _said(
        self, forms: Whole, labels: Whole, near: Floats, weights: Floats
    ) -> dict[str, Floats]:
        """Return how much of names and labels the other one says: shares, and what is unsaid."""
        nearest = near[forms[:, :, None], self._labels[labels][:, None, :]]
        own, their = weights[forms], self._weights[labels]
        of_name = (own * nearest.max(axis=2)).sum(axis=1)
        of_label = (their * nearest.max(axis=1)).sum(axis=1)
        all_own, all_their = own.sum(axis=1), their.sum(axis=1)
        one, other = of_name / np.maximum(all_own, 1e-6), of_label / np.maximum(all_their, 1e-6)
        both = 2 * one * other / np.maximum(one + other, 1e-6)
        return dict(
            zip(_SAID, (one, other, both, all_own - of_name, all_their - of_label), strict=True)
        )

    def _heads(self, forms: Whole, heads: Whole, labels: Whole, near: Floats) -> dict[str, Floats]:
        """Return how much of a name's head, of the rest, and of a label's first part is said."""
        nearest = near[forms[:, :, None], self._labels[labels][:, None, :]]
        of_name = nearest.max(axis=2)
        head = of_name[np.arange(len(forms)), heads]
        is_rest = (forms >= 0) & (np.arange(forms.shape[1]) != heads[:, None])
        rest = np.where(is_rest, of_name, np.inf).min(axis=1)
        return {
            "said_of_head": head,
            "said_of_rest": np.where(np.isinf(rest), head, rest),
            "said_of_start": nearest[:, :, 0].max(axis=1),
        }


def _splitter_of(keys: Sequence[str]) -> Splitter:
    """Return what splits words by those of the dictionary and of labels."""
    dictionary = shipped_dictionary()
    known = {word for key in keys for word in key.split() if len(word) >= _SHORTEST_KNOWN}

    def inflection(word: str) -> int:
        found = dictionary.inflection(word, "sv")
        if found >= 0 or len(word) < _SHORTEST_KNOWN:
            return found
        if word in known:
            return 0
        lengths = [len(base) for base in swedish_bases(word) if base in known]
        return abs(len(word) - max(lengths)) + 1 if lengths else -1

    # In alphabetical order, since of words that join alike the first is meant.
    return Splitter((*dictionary.single_words("sv"), *sorted(known)), inflection)


def _numbered(words: "Iterator[str] | map[str]") -> dict[str, int]:
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


def _root(part: str) -> str:
    return stem(part, "sv")


def _padded(rows: Sequence[Sequence[int]]) -> Whole:
    """Return rows of numbers at one length, -1 after the last."""
    padded = np.full((len(rows), max(map(len, rows), default=0) or 1), -1, np.int64)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    return padded
