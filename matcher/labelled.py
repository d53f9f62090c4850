"""The labels of an index as rows that names are compared with: by letters, senses, stems, parts.

Rows lie concept by concept, so that the best label of each is one ``reduceat`` away. What only
unusual names need (senses and stems) is made when the first such name comes.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.alignment import Alignment
from matcher.blocks import best_per_row
from matcher.kernel import top_k
from matcher.naming import namer_of
from matcher.ngrams import LetterGrams
from matcher.text import LANGUAGES, STOP_WORDS, stem
from matcher.trades import shipped_kindred, shipped_trades
from matcher.vocabulary import shipped_vocabulary

Floats = NDArray[np.float32]

# A vocabulary with such a share of classes is one of classes and what is in them.
_A_CLASSIFICATION = 0.1
# What is near by letters, by senses or by kinship is not the same.
_OF_LETTERS, _OF_SENSES, _OF_KINDRED = 0.8, 0.9, 0.8
# So many of the nearest concepts tell in what company a name is.
_IN_COMPANY = 10


class Labelled:
    """Labels, each the name of one concept.

    Parameters
    ----------
    labels : list of str
        As they are written.
    keys : list of str
        The same, folded.
    owners : int64 array
        The number of the concept that each stands for; every number from 0 occurs.
    """

    def __init__(
        self, labels: Sequence[str], keys: Sequence[str], owners: NDArray[np.int64]
    ) -> None:
        order = np.argsort(owners, kind="stable")
        self.keys = [keys[row] for row in order]
        self.lengths = np.array([len(key) for key in self.keys])
        self.owners = owners[order]
        self.starts = np.flatnonzero(np.r_[True, np.diff(self.owners) > 0])
        self.counts = np.diff(np.r_[self.starts, len(self.keys)])
        self.are_classes = _told(self._per_concept(_look_like_classes(labels)[order]))
        self.is_classified = bool(self.are_classes.mean() >= _A_CLASSIFICATION)
        self._letters = LetterGrams(self.keys)
        self.by_letters = self._letters.rows(self.keys)

    def __getstate__(self) -> dict[str, Any]:
        """Return what is kept in a file or sent to another process; parts are made there anew."""
        return {name: value for name, value in vars(self).items() if name != "alignment"}

    def _per_concept(self, of_labels: NDArray[Any]) -> NDArray[Any]:
        """Return the highest of each concept's labels, along the last axis."""
        if len(self.starts) == len(self.keys):
            return of_labels
        return np.maximum.reduceat(of_labels, self.starts, axis=-1)

    def nearest(self, keys: Sequence[str], k: int) -> tuple[NDArray[np.int32], Floats]:
        """Return the k labels nearest to each folded name by letters, and their cosines.

        Best first, -1 and 0 where fewer have anything in common.
        """
        return top_k(self.letters_of(keys), self.by_letters, k)

    def letters_of(self, keys: Sequence[str]) -> Any:
        """Return folded names as rows over n-grams of letters, of length 1."""
        return self._letters.rows(keys)

    def letter_cosines(self, keys: Sequence[str]) -> Floats:
        """Return how near each concept's best label is to each name by letters: (names, concepts).

        Examples
        --------
        >>> labels = ["Excel", "kalkylprogram", "kalkyl"]
        >>> known = Labelled(labels, [label.lower() for label in labels], np.array([0, 0, 1]))
        >>> [[round(float(one), 2) for one in row] for row in known.letter_cosines(["kalkyl"])]
        [[0.43, 1.0]]
        """
        return self._per_concept((self.letters_of(keys) @ self._turned_letters).toarray())

    @cached_property
    def _turned_letters(self) -> Any:
        return sparse.csr_array(self.by_letters.T)

    def company_cosines(self, nearness: Floats) -> Floats:
        """Return how near each concept is to the concepts that are nearest to a name.

        A name has letters in common with some occupations, and those with the class they are in.

        Parameters
        ----------
        nearness : float32 array of shape (names, concepts)
            Not negative.
        """
        best = best_per_row(nearness, _IN_COMPANY)
        names, places = np.nonzero(best >= 0)
        concepts = best[names, places]
        weights = sparse.csr_array(
            (nearness[names, concepts] ** 2, (names, concepts)), shape=nearness.shape
        )
        together = _of_length_one(weights @ self._concepts_by_letters)
        return np.asarray((together @ self._concepts_by_letters.T).toarray(), np.float32)

    @cached_property
    def _concepts_by_letters(self) -> Any:
        """The labels of each concept as one row over n-grams."""
        rows = np.arange(len(self.keys))
        shape = (len(self.starts), len(rows))
        belongs = sparse.csr_array((np.ones(len(rows), np.float32), (self.owners, rows)), shape)
        return _of_length_one(belongs @ self.by_letters)

    def sense_cosines(self, names: Sequence[str]) -> Floats:
        """Return the same by senses, a rare one counting more: (names, concepts)."""
        rarity, turned = self._by_senses
        return self._per_concept((_weighed(_senses(names), rarity) @ turned).toarray())

    @cached_property
    def _by_senses(self) -> tuple[Floats, Any]:
        return _turned_by_rarity(_senses(self.keys))

    def trade_cosines(self, names: Sequence[str]) -> Floats:
        """Return the same by sorts of work: (names, concepts)."""
        rarity, turned = self._by_trades
        return self._per_concept((_weighed(_trades(names), rarity) @ turned).toarray())

    @cached_property
    def _by_trades(self) -> tuple[Floats, Any]:
        return _turned_by_rarity(_trades(self.keys))

    def kindred_cosines(self, names: Sequence[str]) -> Floats:
        """Return the same by sorts of doings and of things: (names, concepts)."""
        rarity, turned = self._by_kindred
        return self._per_concept((_weighed(_kindred(names), rarity) @ turned).toarray())

    @cached_property
    def _by_kindred(self) -> tuple[Floats, Any]:
        return _turned_by_rarity(_kindred(self.keys))

    @cached_property
    def first_words(self) -> NDArray[np.int64]:
        """How many words the first label of each concept has."""
        return np.array([self.keys[row].count(" ") + 1 for row in self.starts], np.int64)

    @cached_property
    def are_phrases(self) -> NDArray[np.bool_]:
        """Whether it begins with a verb, as a phrase does: "föda upp djur"."""
        begins = [self.keys[row].partition(" ")[0].endswith("a") for row in self.starts]
        return np.array(begins, bool) & (self.first_words > 1)

    @cached_property
    def alignment(self) -> Alignment:
        """The labels in parts, to be set against those of names."""
        spaces = (_OF_LETTERS, self.letters_of), (_OF_SENSES, _senses), (_OF_KINDRED, _kindred)
        return Alignment(self.keys, spaces)

    def shared_stems(self, keys: Sequence[str]) -> tuple[Floats, Floats]:
        """Return how much of a name's stems a label has, and how much of a label's the name.

        Returns
        -------
        of_name, of_label : float32 arrays of shape (names, concepts)
            From 0 to 1, weighed by rarity: "i" counts less than "skogs".
        """
        columns, rarity, turned, weights = self._stems
        rows = _stem_rows([_stems(key) for key in keys], columns, rarity)
        both = (rows @ turned).toarray()
        of_name = both / np.maximum(np.asarray(rows.sum(axis=1)).reshape(-1, 1), 1e-9)
        return self._per_concept(of_name), self._per_concept(both / np.maximum(weights, 1e-9))

    @cached_property
    def _stems(self) -> tuple[dict[str, int], Floats, Any, Floats]:
        """The columns of stems, how rare each is, the labels by stem, and each label's weight."""
        of_labels = [_stems(key) for key in self.keys]
        columns = {root: number for number, root in enumerate(dict.fromkeys(chain(*of_labels)))}
        met = np.zeros(len(columns) + 1)
        for root, times in Counter(chain(*of_labels)).items():
            met[columns[root]] = times
        rarity = np.asarray(np.log((1.0 + len(self.keys)) / (1.0 + met)) + 1.0, np.float32)
        rows = _stem_rows(of_labels, columns, rarity)
        weights = np.asarray(rows.sum(axis=1), np.float32).reshape(-1)
        rows.data[:] = 1.0
        return columns, rarity, sparse.csr_array(rows.T), weights


def _look_like_classes(labels: Sequence[str]) -> NDArray[np.float32]:
    """Return 1 for labels that look like classes of concepts, not concepts.

    In a vocabulary of names in small letters, classifications are written with a capital: "Tryckare
    m.fl.".
    """
    capital = [label[:1].isupper() and not label.split()[0].isupper() for label in labels]
    return np.array(capital, np.float32)


def _told(are_classes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what a capital tells of concepts: nothing where most of them have one."""
    return are_classes if 2 * are_classes.sum() < len(are_classes) else 0 * are_classes


def _senses(names: Sequence[str]) -> Any:
    """Return names as rows over the senses of the words they are made of, none too small."""
    namer = namer_of(shipped_vocabulary())
    return _as_rows([namer.directions(name) for name in names], namer.columns)


def _trades(names: Sequence[str]) -> Any:
    """Return names as rows over the sorts of work that they speak of."""
    trades = shipped_trades()
    return _as_rows([trades.of(name) for name in names], trades.columns)


def _kindred(names: Sequence[str]) -> Any:
    """Return names as rows over the sorts of doings and of things that they speak of."""
    kindred = shipped_kindred()
    return _as_rows([kindred.of(name) for name in names], kindred.columns)


def _as_rows(meant: Sequence[dict[int, float]], columns: int) -> Any:
    """Return weights by column as a CSR array, its rows of length 1."""
    weights = np.array([weight for row in meant for weight in row.values()], np.float32)
    found = np.array([column for row in meant for column in row], np.int32)
    ends = np.r_[0, np.cumsum([len(row) for row in meant], dtype=np.int64)]
    return _of_length_one(sparse.csr_array((weights, found, ends), shape=(len(meant), columns)))


def _turned_by_rarity(rows: Any) -> tuple[Floats, Any]:
    """Return how rare each column is, and the columns as rows."""
    met = np.bincount(rows.indices, minlength=rows.shape[1])
    rarity = np.asarray(np.log(max(1, rows.shape[0]) / (1.0 + met)) + 1.0, np.float32)
    return rarity, sparse.csr_array(_weighed(rows, rarity).T)


def _weighed(rows: Any, rarity: Floats) -> Any:
    """Return rows over senses, weighed by rarity and of length 1 again."""
    data = rows.data * np.maximum(rarity[rows.indices], 0.0)
    return _of_length_one(sparse.csr_array((data, rows.indices, rows.indptr), shape=rows.shape))


def _of_length_one(rows: Any) -> Any:
    """Return the rows of a CSR array, each with the length 1 unless it is empty."""
    of_row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    lengths = np.sqrt(np.bincount(of_row, rows.data * rows.data, rows.shape[0]))
    data = (rows.data / np.maximum(lengths[of_row], 1e-12)).astype(np.float32)
    return sparse.csr_array((data, rows.indices, rows.indptr), shape=rows.shape)


def _stems(key: str) -> list[str]:
    """Return the distinct stems of a folded name, in alphabetical order."""
    told = [word for word in key.split() if not any(word in STOP_WORDS[code] for code in LANGUAGES)]
    return sorted({stem(word, "sv") for word in told})


def _stem_rows(names: Sequence[list[str]], columns: dict[str, int], rarity: Floats) -> Any:
    """Return the stems of names as rows of their rarity; what no label has weighs in the last."""
    last = len(columns)
    found = np.array([columns.get(root, last) for stems in names for root in stems], np.int32)
    ends = np.r_[0, np.cumsum([len(stems) for stems in names], dtype=np.int64)]
    shape = (len(names), last + 1)
    rows = sparse.csr_array((rarity[found], found, ends), shape=shape)
    rows.sum_duplicates()
    return rows
