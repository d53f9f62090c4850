"""What tells that a name means a concept though no label says so: over a hundred signs a pair.

By letters, by senses, by sorts of work, by stems and part by part, of the whole name and of each
of its alternatives ("Larminstallatör/Larmtekniker"); how far it is behind the best, and behind the
best of its sort: a class of concepts ("Tryckare m.fl.") or a concept. Time O(labels + signs ·
candidates) a name.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Postfix, Prefix

from matcher.alignment import ALIGNED
from matcher.blocks import best_per_row
from matcher.exact_labels import folded
from matcher.labelled import Floats, Labelled

BY_LETTERS, BY_SENSES, BY_ALL, OF_CLASSES = 60, 20, 20, 30
# What senses and sorts of work count for beside letters, where one figure is wanted of all.
_SENSES, _TRADES = 0.3, 0.5
_ALTERNATIVES = re.compile(r"[/,;()]| eller | och | or | and | - ")
_MOST_ALTERNATIVES = 6
# A name of something done ends so; the labels of skills often begin with the verb instead.
_DOINGS = ("ing", "ande", "ende", "tion", "else", "age")

_OF_PARTS = (
    "said_of_both", "first_of_both", "other_of_both", "said_of_label", "said_of_head", "kindred",
)  # fmt: skip
_COMPARED = (
    "letters", "other_letters", "senses", "other_senses", "trades", "together", "company", "ratio",
    "stems_of_label", *_OF_PARTS,
)  # fmt: skip
_PLACED = (
    "letters", "senses", "trades", "together", "company", "ratio", "other_ratio", "stems_of_label",
    "head", "partial_ratio", "sorted_ratio", *_OF_PARTS,
)  # fmt: skip
_OF_LABELS = (
    "ratio", "sorted_ratio", "other_ratio", "partial_ratio", "set_ratio", "ending", "beginning",
    "head",
)  # fmt: skip
SIGNS = (
    "letters", "other_letters", "senses", "other_senses", "trades", "together", "company",
    "stems_of_name", "stems_of_label", "kindred",
    *_OF_LABELS, *ALIGNED,
    "letters_share", "other_letters_share",
    "labels", "is_class", "is_plain", "doing_as_phrase", "doing_as_noun", "other_as_phrase",
    "label_length", "name_length", "lengths", "label_words", "name_words",
    "alternatives",
    *(f"{name}_behind" for name in _COMPARED),
    *(f"{name}_behind_its_sort" for name in _COMPARED),
    *(f"{name}_place" for name in _PLACED),
    *(f"{name}_place_its_sort" for name in _PLACED),
    "best_class", "best_concept",
)  # fmt: skip
# Classes of concepts are judged by weights of their own, and so is what has no classes beside it.
SORTS = tuple(map(SIGNS.index, ("is_class", "is_plain")))


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
    of_all = _of_all(names, keys, parts, known)
    rows, concepts = _candidates(of_all, known)
    if not len(rows):
        return NO_SIGNS
    found: dict[str, Any] = {name: values[rows, concepts] for name, values in of_all.items()}
    found.update(_of_labels(keys, parts, rows, concepts, known))
    for name in ("letters", "other_letters"):
        found[f"{name}_share"] = found[name] / _at_least(of_all[name].max(axis=1))[rows]
    found.update(_shapes(keys, parts, rows, concepts, known))
    found.update(_beside_others(found, rows))
    values = np.column_stack([found[name] for name in SIGNS]).astype(np.float32)
    return Signs(rows, concepts, values)


def _of_all(
    names: Sequence[str], keys: list[str], parts: list[list[str]], known: Labelled
) -> dict[str, Floats]:
    """Return how near each name is to every concept: arrays of shape (names, concepts)."""
    letters, senses = known.letter_cosines(keys), known.sense_cosines(keys)
    others, other_senses = letters, senses
    flat = [part for those in parts for part in those]
    if flat != keys:
        of_name = np.r_[0, np.cumsum([len(those) for those in parts])[:-1]]
        others = np.maximum.reduceat(known.letter_cosines(flat), of_name, axis=0)
        other_senses = np.maximum.reduceat(known.sense_cosines(flat), of_name, axis=0)
    trades = known.trade_cosines(names)
    together = letters + _SENSES * senses + _TRADES * trades
    of_name_stems, of_label_stems = known.shared_stems(keys)
    return {
        "letters": letters,
        "other_letters": others,
        "senses": senses,
        "other_senses": other_senses,
        "trades": trades,
        "kindred": known.kindred_cosines(names),
        "together": together,
        "company": known.company_cosines(together),
        "stems_of_name": of_name_stems,
        "stems_of_label": of_label_stems,
    }


def _candidates(
    of_all: dict[str, Floats], known: Labelled
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of a name and a concept that are worth a closer look."""
    sought = [("letters", BY_LETTERS), ("senses", BY_SENSES)]
    sought += [("together", BY_ALL), ("company", BY_ALL)]
    chosen = [best_per_row(of_all[name], count) for name, count in sought]
    if known.are_classes.any():
        # Among the names of many concepts, classes would not be seen.
        chosen += [
            best_per_row(of_all[name] * known.are_classes, OF_CLASSES)
            for name in ("together", "company")
        ]
    return _pairs(np.hstack(chosen))


def _beside_others(found: dict[str, Any], rows: NDArray[np.int64]) -> dict[str, Any]:
    """Return how a pair compares with the others of its name, and with those of its sort."""
    is_class = found["is_class"] > 0
    beside: dict[str, Any] = {}
    for sort, groups in (("", rows), ("_its_sort", 2 * rows + is_class)):
        for name in _COMPARED:
            beside[f"{name}_behind{sort}"] = found[name] - _best_of(found[name], groups)
        for name in _PLACED:
            beside[f"{name}_place{sort}"] = _place(np.asarray(found[name]), groups)
    for name, those in (("best_class", is_class), ("best_concept", ~is_class)):
        highest = np.zeros(int(rows.max()) + 1, np.float32)
        np.maximum.at(highest, rows[those], found["letters"][those])
        beside[name] = highest[rows]
    return beside


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
    forms = [[key, *those] for key, those in zip(keys, parts, strict=True)]
    found |= known.alignment.align(forms, rows[pair], label_rows)
    return {
        name: (np.minimum if name.startswith("unsaid") else np.maximum).reduceat(values, first)
        for name, values in found.items()
    }


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
    label_lengths, label_words = known.lengths[known.starts], known.first_words
    name_lengths = np.array([len(key) for key in keys])
    is_phrase = known.are_phrases[concepts]
    is_doing = np.array([those[0].partition(" ")[0].endswith(_DOINGS) for those in parts])[rows]
    return {
        "labels": np.log(known.counts[concepts]),
        "is_class": known.are_classes[concepts],
        "is_plain": np.full(len(rows), not known.is_classified),
        "doing_as_phrase": is_doing & is_phrase,
        "doing_as_noun": is_doing & ~is_phrase,
        "other_as_phrase": ~is_doing & is_phrase,
        "label_length": label_lengths[concepts],
        "name_length": name_lengths[rows],
        "lengths": label_lengths[concepts] / np.maximum(name_lengths[rows], 1),
        "label_words": label_words[concepts],
        "name_words": np.array([key.count(" ") + 1 for key in keys])[rows],
        "alternatives": np.array([len(those) for those in parts])[rows],
    }


def _place(values: NDArray[Any], groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return 1 for the highest of each group, a half for the next, and so on; alike share."""
    order = np.lexsort((-values, groups))
    is_first = np.diff(groups[order], prepend=-1) > 0
    is_lower = np.diff(values[order], prepend=np.inf) < 0
    at = np.arange(len(order))
    start = np.maximum.accumulate(np.where(is_first, at, 0))
    shared = np.maximum.accumulate(np.where(is_first | is_lower, at, 0))
    places = np.empty(len(order))
    places[order] = 1.0 / (1.0 + shared - start)
    return places


def _best_of(values: Any, groups: NDArray[np.int64]) -> Any:
    """Return for each value the highest of its group."""
    highest = np.full(int(groups.max(initial=0)) + 1, -np.inf)
    np.maximum.at(highest, groups, values)
    return highest[groups]


def _at_least(values: Floats) -> Floats:
    return np.maximum(values, np.float32(1e-9))
