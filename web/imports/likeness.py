"""Names that may be the same, however they are written: an order of words, a letter, an ending.

Small on purpose, and plain Python: no process that serves pages loads the matcher's libraries.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from models.keys import fold

T = TypeVar("T")

# Of the letter pairs of both names, so large a share is the same in names that are one.
CLOSE = 0.8
MOST = 3
# What tells no employer from another.
FORMS = frozenset({"ab", "hb", "kb", "aktiebolag", "handelsbolag", "the"})


class Names(Mapping[T, str]):
    """Names by whom they are of, found by names that are close to them.

    Examples
    --------
    >>> names = Names({1: "Kajmagasinet AB", 2: "Norra berget"})
    >>> names.close_to("Kaj-magasinet"), names.close_to("Södra berget")
    ([1], [])
    """

    def __init__(self, names: Mapping[T, str]) -> None:
        self._names = dict(names)
        self._pairs = {key: pairs_of(name) for key, name in names.items()}
        self._where: dict[str, set[T]] = defaultdict(set)
        for key, pairs in self._pairs.items():
            for pair in pairs:
                self._where[pair].add(key)

    def __getitem__(self, key: T) -> str:
        return self._names[key]

    def __iter__(self) -> Iterable[T]:  # type: ignore[override] # an iterator is one
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def close_to(self, name: str) -> list[T]:
        """Give whose names are close to a name, the closest first, at most three."""
        pairs = pairs_of(name)
        if not pairs:
            return []
        met = {key for pair in pairs for key in self._where.get(pair, ())}
        found = {key: likeness(pairs, self._pairs[key]) for key in met}
        close = [key for key, share in found.items() if share >= CLOSE]
        return sorted(close, key=lambda key: (-found[key], str(key)))[:MOST]


def pairs_of(name: str) -> Counter[str]:
    """Give the pairs of letters of a name's words, in no order of the words."""
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(name))
    words = [word for word in letters.split() if word not in FORMS]
    return Counter(f" {word} "[at : at + 2] for word in words for at in range(len(word) + 1))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Give the share of pairs that two names have in common, from 0 to 1 (Dice, 1945)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
