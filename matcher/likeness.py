"""How nearly two names are the same by their letters: "excell" is Excel, "retail" is not AI.

Algorithm: RapidFuzz's edit ratios on whole words, with two slips of its own (letters that changed
places, f for ph), and without what makes another word of it: a sign, a digit, one of few letters.
Time O(letters of one × letters of the other / 64) a pair.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

# Words of up to so many letters are the same or not at all: one changed letter makes another word.
LONGEST_EXACT_ONLY = 3
# A label inside a longer phrase is what is meant when it is this much of the phrase.
_MOST_OF_IT = 0.7
_LIKE_WHEN_MOST = 2 * _MOST_OF_IT / (1 + _MOST_OF_IT)
_MOST_SWAPS = 2
_SWAPPED = 0.9
# So like, letter by letter, is even a short word with two pairs of letters swapped.
_LIKE_WHEN_SWAPPED = 0.5


def likeness(name: str, label: str) -> float:
    """Return how nearly two folded phrases are the same, by whole words, from 0 to 1.

    Examples
    --------
    >>> likeness("phyton", "python"), likeness("c", "c++")
    (0.9, 0.5)
    """
    one, other = name.replace(" ", ""), label.replace(" ", "")
    joined = fuzz.ratio(one, other) / 100
    sorted_words = fuzz.token_sort_ratio(name, label) / 100
    found = max(joined, sorted_words, _containment(name, label), _slip(name, label))
    return min(found, 0.5) if _is_another_word(one, other) else float(found)


def likenesses(names: Sequence[str], labels: Sequence[str], least: float) -> NDArray[np.float64]:
    """Return the likeness of each pair where it is ``least`` or more, else 0.

    Most are told to be below it by two ratios of all pairs at once. ``least`` is 0.5 or more.

    Examples
    --------
    >>> likenesses(["phyton", "retail"], ["python", "ai"], 0.8).tolist()
    [0.9, 0.0]
    """
    joined = {text: text.replace(" ", "") for text in {*names, *labels}}
    together = [joined[name] for name in names], [joined[label] for label in labels]
    highest = np.maximum(
        process.cpdist(*together, scorer=fuzz.ratio, workers=-1),
        process.cpdist(names, labels, scorer=fuzz.token_sort_ratio, workers=-1),
    )
    found = np.zeros(len(names))
    for row, ratio in enumerate((highest / 100).tolist()):
        name, label = names[row], labels[row]
        may_swap = ratio >= _LIKE_WHEN_SWAPPED and len(name) == len(label)
        if ratio >= min(least, _LIKE_WHEN_MOST) or may_swap or "ph" in name or "ph" in label:
            found[row] = likeness(name, label)
    return np.where(found >= least, found, 0.0)


def _slip(name: str, label: str) -> float:
    """Return a high value for letters that changed places (phyton) and f for ph (fotoshop)."""
    may_swap = len(name) == len(label) and name[0] == label[0] and sorted(name) == sorted(label)
    swapped = may_swap and OSA.distance(name, label) <= _MOST_SWAPS
    spelt = "ph" in name or "ph" in label
    heard = fuzz.ratio(name.replace("ph", "f"), label.replace("ph", "f")) / 100 if spelt else 0.0
    return max(_SWAPPED if swapped else 0.0, heard)


def _containment(name: str, label: str) -> float:
    """Return a high value where the label's words are most of what the name says."""
    inside, said = label.split(), name.split()
    if not set(inside).issubset(said) or not Counter(inside) <= Counter(said):
        return 0.0
    share = len(label) / len(name)
    return 0.85 + 0.1 * share if share >= _MOST_OF_IT else 0.5 * share


def _is_another_word(name: str, label: str) -> bool:
    """Return whether a small difference makes another word of it: C and C#, HTML4 and HTML5."""
    if min(len(name), len(label)) <= LONGEST_EXACT_ONLY:
        return True
    if name.isalpha() and label.isalpha():
        return False
    signs = [{mark for mark in text if mark in "+#."} for text in (name, label)]
    digits = [[mark for mark in text if mark.isdigit()] for text in (name, label)]
    return signs[0] != signs[1] or (all(digits) and digits[0] != digits[1])
