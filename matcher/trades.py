"""What sort of work a name speaks of, by a thesaurus: a "pianist" is in music, so is a "sångare".

Each row of ``data/trades.csv`` is one sort of work, with the words of both languages that are said
of it; each of ``data/kindred.csv`` one sort of doing, or of things that something is done with, as
names of skills speak of them ("montera", "fordon"). Algorithm: a word of a name is looked up by its
stem; of a compound that is not listed, by the longest listed word that it ends in, and by the
longest that it begins with. Time O(letters²) a distinct word.
"""

import csv
from functools import lru_cache
from math import sqrt
from pathlib import Path

from matcher.inflections import swedish_bases
from matcher.text import LANGUAGES, STOP_WORDS, stem, words

_DATA = Path(__file__).parent / "data"
# Shorter words are in longer ones by chance.
_SHORTEST_PART = 4
# The end of a compound says what somebody is, the beginning with what.
_BEGINNING = 0.6


class Trades:
    """Sorts of work by the words that are said of them.

    Parameters
    ----------
    rows : list of dicts from a language to words, separated by ";"

    Examples
    --------
    >>> trades = Trades([{"sv": "musiker;piano", "en": "music"}, {"sv": "lärare", "en": "teacher"}])
    >>> trades.of("musiklärare"), trades.of("Pianolärarna")
    ({1: 1.0, 0: 0.6}, {1: 1.0, 0: 0.6})
    """

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.columns = len(rows)
        self._rows: dict[str, list[int]] = {"": []}
        for number, row in enumerate(rows):
            for language in LANGUAGES:
                for phrase in row[language].split(";"):
                    said = words(phrase)
                    stems = [stem(word, language) for word in said]
                    for key in (" ".join(said), " ".join(stems)):
                        if number not in self._rows.setdefault(key, []):
                            self._rows[key].append(number)
        self._of_word = lru_cache(maxsize=50_000)(self._sorts_of)

    def of(self, name: str) -> dict[int, float]:
        """Return how much a name speaks of each sort of work, by number; {} where of none."""
        total: dict[int, float] = {}
        for word in words(name):
            for number, weight in self._of_word(word):
                total[number] = total.get(number, 0.0) + weight
        return total

    def _sorts_of(self, word: str) -> tuple[tuple[int, float], ...]:
        if any(word in STOP_WORDS[language] for language in LANGUAGES):
            return ()
        for root in (stem(word, language) for language in LANGUAGES):
            if root in self._rows:
                return self._weighed(root, 1.0)
        return self._of_parts(word)

    def _of_parts(self, word: str) -> tuple[tuple[int, float], ...]:
        """Return the same for the end and the beginning of a compound."""
        # The stem of a word such as lärare is too short to be told inside another.
        forms = (word, *swedish_bases(word), stem(word, "sv"))
        ends = (form[at:] for form in forms for at in range(1, len(form) - _SHORTEST_PART + 1))
        end = next((part for part in ends if part in self._rows), "")
        beginnings = (word[:at] for at in range(len(word) - len(end), _SHORTEST_PART - 1, -1))
        beginning = next((part for part in beginnings if part in self._rows), "")
        return self._weighed(end, 1.0) + self._weighed(beginning, _BEGINNING)

    def _weighed(self, root: str, weight: float) -> tuple[tuple[int, float], ...]:
        numbers = self._rows.get(root, [])
        return tuple((number, weight / sqrt(len(numbers))) for number in numbers)


@lru_cache(maxsize=1)
def shipped_trades() -> Trades:
    """Return the thesaurus of work that ships with the project, read once a process."""
    return _read("trades.csv")


@lru_cache(maxsize=1)
def shipped_kindred() -> Trades:
    """Return the thesaurus of doings and things that ships with it, likewise."""
    return _read("kindred.csv")


def _read(name: str) -> Trades:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return Trades(list(csv.DictReader(file)))
