"""Splits solid compounds into the words they are made of: skogsinventering is skog + inventering.

Algorithm: a compound's first word takes a joining form (skog|s, kyrk|o, lärar|), the last one any
ending. Of all ways to cover the word with known words the one with fewest parts is taken, then the
one whose last part is least inflected, then the longest last part; by dynamic programming over
where a part may end. O(length²)
look-ups a word, each distinct word once.

References
----------
Brodda, B. (1979). "Något om de svenska ordens fonotax och morfotax" (joining forms and what they
may stand between).
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

# A short word is inside many longer ones by chance: in, ed, man.
_SHORTEST_FIRST, _SHORTEST_CUT, _SHORTEST_LAST, _SHORTEST_COMPOUND = 3, 4, 3, 6
_LONGEST_COMPOUND = 60
_SHORT_FIRST = frozenset(("el", "it", "hr", "tv", "eu", "ö", "å", "is"))
_MOST_PARTS = 4
_NO_SPLIT: tuple[str, ...] = ()


class Splitter:
    """Splits words by the words of a language that are known.

    Parameters
    ----------
    first_words : iterable of str
        Folded words that a compound may begin with.
    inflection : callable
        How many letters of inflection the last part of a compound carries; -1 if it is no word.
    joins : bool
        Whether first words take joining forms, as in Swedish; else they stay as they are.

    Examples
    --------
    >>> known = {"skog", "inventering", "kyrka", "torn"}
    >>> compounds = Splitter(known, lambda word: 0 if word in known else -1)
    >>> compounds.split("skogsinventering"), compounds.split("kyrkotorn"), compounds.split("skogen")
    (('skog', 'inventering'), ('kyrka', 'torn'), ())
    """

    def __init__(
        self, first_words: Iterable[str], inflection: Callable[[str], int], *, joins: bool = True
    ) -> None:
        self._firsts: dict[str, str] = {}
        self._inflection = inflection
        self.split = lru_cache(maxsize=100_000)(self._best_split)
        for word in first_words:
            if word.isalpha() and (len(word) >= _SHORTEST_FIRST or word in _SHORT_FIRST):
                for form in _joining_forms(word) if joins else (word,):
                    # Of two words that join alike, the one that is written so is meant.
                    if form == word or form not in self._firsts:
                        self._firsts[form] = word

    def base(self, form: str) -> str:
        """Return the word that a joining form alone stands for: hälso(-) is hälsa; or ""."""
        return self._firsts.get(form, "")

    def _best_split(self, word: str) -> tuple[str, ...]:
        """Return the parts of a folded word, the last as written; none if it is no compound."""
        length = len(word)
        if not (_SHORTEST_COMPOUND <= length <= _LONGEST_COMPOUND) or not word.isalpha():
            return _NO_SPLIT
        # By where the part after them begins: the fewest first words that lead there.
        ways: dict[int, tuple[str, ...]] = {0: ()}
        best, least = _NO_SPLIT, (_MOST_PARTS + 1, 0)
        for begin in range(length - _SHORTEST_LAST + 1):
            before = ways.get(begin)
            if before is None:
                continue
            inflection = self._inflection(word[begin:]) if before else -1
            if inflection >= 0 and (len(before) + 1, inflection) < least:
                best, least = (*before, word[begin:]), (len(before) + 1, inflection)
            if len(before) < _MOST_PARTS - 1:
                self._extend(word, begin, before, ways)
        return best

    def _extend(
        self, word: str, begin: int, before: tuple[str, ...], ways: dict[int, tuple[str, ...]]
    ) -> None:
        for end in range(begin + 1, len(word) - _SHORTEST_LAST + 1):
            first = self._firsts.get(word[begin:end])
            if first is None:
                continue
            # Three like letters in a row are written as two: bussstation is busstation.
            for after in (end, end - 1) if _may_share(word, end) else (end,):
                known = ways.get(after)
                if after > begin and (known is None or len(before) + 1 < len(known)):
                    ways[after] = (*before, first)


def _may_share(word: str, end: int) -> bool:
    return end >= 2 and word[end - 1] == word[end - 2]


@lru_cache(maxsize=20_000)
def _joining_forms(word: str) -> tuple[str, ...]:
    """Return how a word may stand before another: arbete, arbets; kyrka, kyrko; lärare, lärar."""
    forms = [word]
    if not word.endswith("s"):
        forms.append(word + "s")
    stem = word[:-1]
    if len(stem) >= _SHORTEST_CUT:
        if word.endswith("a"):
            forms += (stem, stem + "e", stem + "o", stem + "u", stem + "s")
        elif word.endswith("e"):
            forms += (stem, stem + "s")
    return tuple(forms)
