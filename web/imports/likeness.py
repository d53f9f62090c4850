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
        self._where: dict[str, set[T]] = defaultdict(set)
        marks = {key: _marks_of(name) for key, name in self._names.items()}
        for key, theirs in marks.items():
            for mark in theirs:
                self._where[mark].add(key)
        # Each name as one number with a bit for each mark: what two share is counted at once.
        self._bit = {mark: 1 << place for place, mark in enumerate(self._where)}
        self._held = {key: (self._bits(theirs), len(theirs)) for key, theirs in marks.items()}

    def __getitem__(self, key: T) -> str:
        return self._names[key]

    def __iter__(self) -> Iterable[T]:  # type: ignore[override] # an iterator is one
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def close_to(self, name: str) -> list[T]:
        """Give whose names are close to a name, the closest first, at most three."""
        marks = _marks_of(name)
        bits, size, found = self._bits(marks), len(marks), dict[T, float]()
        for key in self._may_be_close(marks):
            theirs, their_size = self._held[key]
            share = 2 * (bits & theirs).bit_count() / (size + their_size)
            if share >= CLOSE:
                found[key] = share
        return sorted(found, key=lambda key: (-found[key], str(key)))[:MOST]

    def _may_be_close(self, marks: set[str]) -> set[T]:
        """Give those that have one of the rarest marks.

        A name that is close has at least two thirds of the marks, so it cannot lack all of the
        rarest third, and the long lists of those that everybody has need not be read (Chaudhuri
        et al., 2006, "A primitive operator for similarity joins").
        """
        least, met = CLOSE * len(marks) / (2 - CLOSE), set[T]()
        rarest = sorted(marks, key=lambda mark: (len(self._where.get(mark, ())), mark))
        for left, mark in zip(range(len(marks), 0, -1), rarest, strict=True):
            if left < least:
                break
            met |= self._where.get(mark, set())
        return met

    def _bits(self, marks: set[str]) -> int:
        return sum(self._bit.get(mark, 0) for mark in marks)


def pairs_of(name: str) -> Counter[str]:
    """Give the pairs of letters of a name's words, in no order of the words."""
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(name))
    words = [word for word in letters.split() if word not in FORMS]
    return Counter(f" {word} "[at : at + 2] for word in words for at in range(len(word) + 1))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Give the share of pairs that two names have in common, from 0 to 1 (Dice, 1945)."""
    total = one.total() + other.total()
    both = sum(min(count, other[pair]) for pair, count in one.items() if pair in other)
    return 2 * both / total if total else 0.0


def _marks_of(name: str) -> set[str]:
    """Give the pairs of a name, one that stands twice as two."""
    pairs = pairs_of(name)
    return {f"{pair}{time}" for pair, count in pairs.items() for time in range(count)}
