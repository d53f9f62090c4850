"""What tells that a name means a concept though no label says so: some forty signs a pair.

By letters, by senses and by stems, of the whole name and of each of its alternatives
("Larminstallatör/Larmtekniker"); how far it is behind the best, and behind the best of its sort: a
class of concepts ("Tryckare m.fl.") or a concept. Time O(labels + signs · candidates) a name.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Postfix, Prefix

from matcher.blocks import best_per_row
from matcher.exact_labels import folded
from matcher.labelled import Floats, Labelled

BY_LETTERS, BY_SENSES = 60, 20
_ALTERNATIVES = re.compile(r"[/,;()]| eller | och | or | and | - ")
_MOST_ALTERNATIVES = 6
_NOT_AMONG_THE_BEST = 400.0

_COMPARED = (
    "letters", "other_letters", "senses", "other_senses", "ratio", "stems_of_label"
)  # fmt: skip
_OF_LABELS = (
    "ratio", "sorted_ratio", "other_ratio", "partial_ratio", "set_ratio", "ending", "beginning",
    "head",
)  # fmt: skip
SIGNS = (
    "letters", "other_letters", "senses", "other_senses", "stems_of_name", "stems_of_label",
    *_OF_LABELS,
    "letters_share", "other_letters_share", "letters_place", "senses_place",
    "labels", "is_class", "label_length", "name_length", "lengths", "label_words", "name_words",
    "alternatives",
    *(f"{name}_behind" for name in _COMPARED),
    *(f"{name}_behind_its_sort" for name in _COMPARED),
    "best_class", "best_concept",
)  # fmt: skip


class Signs(NamedTuple):
    """Pairs of a name and a concept that it may mean, name by name.

    Attributes
    ----------
    names, concepts : int64 arrays of shape (pairs,)
        Numbers of the name and of the concept.
    values : float32 array of shape (pairs, signs)
        The columns as in ``SIGNS``.
    """

    names: NDArray[np.int64]
    concepts: NDArray[np.int64]
    values: Floats


_NO_PAIR = np.empty(0, np.int64)
NO_SIGNS = Signs(_NO_PAIR, _NO_PAIR, np.empty((0, len(SIGNS)), np.float32))


def alternatives(name: str) -> list[str]:
    """Return the parts of a name that each might be all of it, folded; the name where it is one.

    Examples
    --------
    >>> alternatives("Larminstallatör/Larmtekniker"), alternatives("Domare")
    (['larminstallatör', 'larmtekniker'], ['domare'])
    """
    parts = [folded(part) for part in _ALTERNATIVES.split(name)]
    return [part for part in parts if part][:_MOST_ALTERNATIVES] or [folded(name)]


def signs_of(names: Sequence[str], known: Labelled) -> Signs:
    """Return the signs of each name and the concepts that it is worth comparing with."""
    if not names:
        return NO_SIGNS
    keys = [folded(name) or name for name in names]
    parts = [alternatives(name) for name in names]
    flat = [part for those in parts for part in those]
    ends = np.cumsum([len(those) for those in parts])
    of_name = np.r_[0, ends[:-1]]
    letters, senses = known.letter_cosines(keys), known.sense_cosines(keys)
    others, other_senses = letters, senses
    if flat != keys:
        others = np.maximum.reduceat(known.letter_cosines(flat), of_name, axis=0)
        other_senses = np.maximum.reduceat(known.sense_cosines(flat), of_name, axis=0)
    best_by_letters = best_per_row(letters, BY_LETTERS)
    best_by_senses = best_per_row(senses, BY_SENSES)
    rows, concepts = _pairs(np.hstack([best_by_letters, best_by_senses]))
    if not len(rows):
        return NO_SIGNS
    found: dict[str, Any] = {
        "letters": letters[rows, concepts],
        "other_letters": others[rows, concepts],
        "senses": senses[rows, concepts],
        "other_senses": other_senses[rows, concepts],
    }
    for name, of_all in zip(
        ("stems_of_name", "stems_of_label"), known.shared_stems(keys), strict=True
    ):
        found[name] = of_all[rows, concepts]
    found.update(_of_labels(keys, parts, rows, concepts, known))
    found["letters_share"] = found["letters"] / _at_least(letters.max(axis=1))[rows]
    found["other_letters_share"] = found["other_letters"] / _at_least(others.max(axis=1))[rows]
    found["letters_place"] = _place(best_by_letters, letters.shape, rows, concepts)
    found["senses_place"] = _place(best_by_senses, senses.shape, rows, concepts)
    found.update(_shapes(keys, parts, rows, concepts, known))
    is_class = known.are_classes[concepts] > 0
    for name in _COMPARED:
        found[f"{name}_behind"] = found[name] - _best_of(found[name], rows)
        by_sort = 2 * rows + is_class
        found[f"{name}_behind_its_sort"] = found[name] - _best_of(found[name], by_sort)
    for name, sort in (("best_class", is_class), ("best_concept", ~is_class)):
        highest = np.zeros(len(keys), np.float32)
        np.maximum.at(highest, rows[sort], found["letters"][sort])
        found[name] = highest[rows]
    values = np.column_stack([found[name] for name in SIGNS]).astype(np.float32)
    return Signs(rows, concepts, values)


def _pairs(best: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct pairs of a row and what it lists, row by row."""
    rows, places = np.nonzero(best >= 0)
    pairs = np.unique(np.stack([rows, best[rows, places]]), axis=1)
    return pairs[0].astype(np.int64), pairs[1].astype(np.int64)


def _of_labels(
    keys: list[str],
    parts: list[list[str]],
    rows: NDArray[np.int64],
    concepts: NDArray[np.int64],
    known: Labelled,
) -> dict[str, Floats]:
    """Return the ratios of letters of each name with the best label of each concept."""
    counts = known.counts[concepts]
    first = np.r_[0, np.cumsum(counts)[:-1]]
    pair = np.repeat(np.arange(len(rows)), counts)
    label_rows = known.starts[concepts][pair] + np.arange(len(pair)) - first[pair]
    labels = [known.keys[row] for row in label_rows]
    names = [keys[row] for row in rows[pair]]
    found: dict[str, Any] = {
        "ratio": _each(names, labels, fuzz.ratio) / 100,
        "sorted_ratio": _each(names, labels, fuzz.token_sort_ratio) / 100,
        "partial_ratio": _each(names, labels, fuzz.partial_ratio) / 100,
        "set_ratio": _each(names, labels, fuzz.token_set_ratio) / 100,
    }
    own, heads = found["ratio"], np.zeros(len(labels), np.float32)
    ending, beginning = heads.copy(), heads.copy()
    own = np.where([len(parts[row]) > 1 for row in rows[pair]], 0, own)
    last = [label.split()[0] for label in labels]
    for turn in range(max(map(len, parts), default=0)):
        those = [part[turn] if turn < len(part) else "" for part in parts]
        one = [those[row] for row in rows[pair]]
        own = np.maximum(own, _each(one, labels, fuzz.ratio) / 100)
        ending = np.maximum(ending, _each(one, labels, Postfix.similarity))
        beginning = np.maximum(beginning, _each(one, labels, Prefix.similarity))
        # The first word of a name says what it is, what comes after says of what kind.
        word = [part.split()[0] if part else "" for part in one]
        share = _each(word, last, Postfix.similarity) / np.maximum([len(w) for w in word], 1)
        heads = np.maximum(heads, share.astype(np.float32))
    found |= {"other_ratio": own, "ending": ending, "beginning": beginning, "head": heads}
    return {name: np.maximum.reduceat(values, first) for name, values in found.items()}


def _each(names: list[str], labels: list[str], scorer: Any) -> Floats:
    return process.cpdist(names, labels, scorer=scorer, dtype=np.float32, workers=-1)


def _shapes(
    keys: list[str],
    parts: list[list[str]],
    rows: NDArray[np.int64],
    concepts: NDArray[np.int64],
    known: Labelled,
) -> dict[str, Any]:
    """Return what the name and the concept's first label look like."""
    label_lengths = np.array([len(key) for key in known.keys])[known.starts]
    label_words = np.array([key.count(" ") + 1 for key in known.keys])[known.starts]
    name_lengths = np.array([len(key) for key in keys])
    return {
        "labels": np.log(known.counts[concepts]),
        "is_class": known.are_classes[concepts],
        "label_length": label_lengths[concepts],
        "name_length": name_lengths[rows],
        "lengths": label_lengths[concepts] / np.maximum(name_lengths[rows], 1),
        "label_words": label_words[concepts],
        "name_words": np.array([key.count(" ") + 1 for key in keys])[rows],
        "alternatives": np.array([len(those) for those in parts])[rows],
    }


def _place(
    best: NDArray[np.int32],
    shape: tuple[int, ...],
    rows: NDArray[np.int64],
    concepts: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return 1 for the nearest concept, a half for the next, and so on."""
    places = np.full(shape, _NOT_AMONG_THE_BEST, np.float32)
    found, place = np.nonzero(best >= 0)
    places[found, best[found, place]] = place
    return np.asarray(1.0 / (1.0 + places[rows, concepts]))


def _best_of(values: Any, groups: NDArray[np.int64]) -> Any:
    """Return for each value the highest of its group."""
    highest = np.full(int(groups.max(initial=0)) + 1, -np.inf)
    np.maximum.at(highest, groups, values)
    return highest[groups]


def _at_least(values: Floats) -> Floats:
    return np.maximum(values, np.float32(1e-9))
