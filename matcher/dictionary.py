"""What running words mean in both languages: a word's senses, by the project's own dictionary.

Each row of ``data/words.csv`` is one sense with its Swedish and its English words, so that a text
of either language becomes the same senses. A word is looked up as written, as a form of other
words, and by its stem last, once a process; reading the file is linear in its words.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from matcher.errors import InvalidValueError
from matcher.inflections import BASES
from matcher.text import LANGUAGES, stem, words

_DATA = Path(__file__).parent / "data"
COLUMNS = ("sv", "en", "everyday")
# How often a sense is spoken of, whatever the ad or the profile is about, and what that leaves of
# its weight: most texts speak of work, many of a harbour, few of silage.
EVERYDAY = {"": 1.0, "1": 0.45, "2": 0.08}
# "Leder" may be trails or leads; "led" is a trail first, since it is written so.
_AS_A_FORM = 0.5
# Shorter stems are shared by too many words.
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning with its words: ``weight`` is from 0 (said of everything) to 1."""

    sv: tuple[str, ...]
    en: tuple[str, ...]
    weight: float

    def words(self, language: str) -> tuple[str, ...]:
        """Return its words in a language."""
        return self.en if language == "en" else self.sv


class Dictionary:
    """Senses by word.

    Parameters
    ----------
    senses : iterable of Sense

    Examples
    --------
    >>> dictionary = Dictionary([
    ...     Sense(("skog",), ("forest", "wood"), 1.0), Sense(("trä",), ("wood",), 1.0)
    ... ])
    >>> dictionary.look_up("skogarna", "sv"), dictionary.look_up("wood", "en")
    (((0, 1.0),), ((0, 1.0), (1, 1.0)))
    """

    def __init__(self, senses: Iterable[Sense]) -> None:
        self.senses = tuple(senses)
        self._written: dict[str, dict[str, list[int]]] = {code: {} for code in LANGUAGES}
        self._stems: dict[str, dict[str, list[int]]] = {code: {} for code in LANGUAGES}
        self.look_up = lru_cache(maxsize=200_000)(self._look_up)
        self._clearness: dict[int, float] = {}
        # By their first stem: the stems of several words that together have a sense.
        self._phrases: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = {
            code: {} for code in LANGUAGES
        }
        for number, sense in enumerate(self.senses):
            for language in LANGUAGES:
                for word in sense.words(language):
                    self._add(word, language, number)
        self.phrase_starts = frozenset(root for table in self._phrases.values() for root in table)
        for phrases in self._phrases.values():
            for known in phrases.values():
                known.sort(key=lambda phrase: -len(phrase[0]))

    def _add(self, word: str, language: str, number: int) -> None:
        parts = [word] if word.isalpha() and word.islower() else words(word)
        if len(parts) != 1:
            stems = tuple(stem(part, language) for part in parts)
            self._phrases[language].setdefault(stems[0], []).append((stems, number))
            return
        _append(self._written[language], parts[0], number)
        if len(word) < _SHORTEST_STEM:
            return
        root = stem(parts[0], language)
        if len(root) >= _SHORTEST_STEM:
            _append(self._stems[language], root, number)

    def knows(self, word: str, language: str) -> bool:
        """Return whether a folded word has a sense in a language."""
        return bool(self.look_up(word, language))

    def inflection(self, word: str, language: str) -> int:
        """Return how many letters of a folded word are inflection; -1 for an unknown word."""
        written = self._written[language]
        if word in written:
            return 0
        lengths = [len(base) for base in BASES[language](word) if base in written]
        return abs(len(word) - max(lengths)) + 1 if lengths else -1

    def _look_up(self, word: str, language: str) -> tuple[tuple[int, float], ...]:
        """Return the senses of a folded word, by number, with how surely it means each.

        As it is written; as a form of other words; where it is neither, by its stem.
        """
        written = self._written[language]
        found = dict.fromkeys(written.get(word, ()), 1.0)
        share = _AS_A_FORM if found else 1.0
        for base in BASES[language](word):
            for number in written.get(base, ()):
                found.setdefault(number, share)
        if not found:
            found = dict.fromkeys(self._stems[language].get(stem(word, language), ()), 1.0)
        return tuple(found.items())

    def clearness(self, number: int) -> float:
        """Return how few other senses the words of a sense have, from 0 to 1 for none."""
        found = self._clearness.get(number)
        if found is None:
            shares = [
                1 / len(self._written[language].get(word, (number,)))
                for language in LANGUAGES
                for word in self.senses[number].words(language)
            ]
            found = self._clearness[number] = sum(shares) / len(shares)
        return found

    def phrase_at(self, stems: list[str], position: int, language: str) -> tuple[int, int]:
        """Return the sense of the longest phrase starting here and its length, or -1 and 0."""
        for phrase, number in self._phrases[language].get(stems[position], ()):
            if tuple(stems[position : position + len(phrase)]) == phrase:
                return number, len(phrase)
        return -1, 0

    def single_words(self, language: str) -> Iterator[str]:
        """Yield every folded word of a language that stands alone."""
        return iter(self._written[language])


def _append(table: dict[str, list[int]], key: str, number: int) -> None:
    numbers = table.setdefault(key, [])
    if number not in numbers:
        numbers.append(number)


def read_dictionary(path: Path) -> Dictionary:
    """Return the dictionary of a CSV file, its columns as in ``COLUMNS``.

    Raises
    ------
    InvalidValueError
        A column is missing, a cell has no word, or ``everyday`` is none of its values.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(COLUMNS).difference(reader.fieldnames or ())
        if missing:
            raise InvalidValueError(
                field="columns", row=path.name, value=min(missing), expected=", ".join(COLUMNS)
            )
        return Dictionary(_sense(line, row) for line, row in enumerate(reader, start=2))


def _sense(line: int, row: Mapping[str, str]) -> Sense:
    if row["everyday"] not in EVERYDAY:
        raise InvalidValueError(
            field="everyday", row=str(line), value=row["everyday"], expected="nothing, 1 or 2"
        )
    cells = {name: tuple(row[name].split(";")) for name in LANGUAGES}
    for name, said in cells.items():
        if not all(words(word) for word in said):
            raise InvalidValueError(
                field=name, row=str(line), value=row[name], expected="words, separated by ;"
            )
    return Sense(cells["sv"], cells["en"], EVERYDAY[row["everyday"]])


@lru_cache(maxsize=1)
def shipped_dictionary() -> Dictionary:
    """Return the dictionary that ships with the project, read once a process."""
    return read_dictionary(_DATA / "words.csv")
