"""Running texts as vectors over senses, the same for both languages.

A word becomes its senses in the dictionary; else the concept that it is a label of; else, if it is
a compound, the senses of its parts; else a sense of its own that it shares with its cognates in
the other language. What is said of everything weighs next to nothing, by how everyday a sense is:
a table that ships with the dictionary, so no run changes anybody's score. Linear in the length of
the texts; each distinct word is looked up once a process.
"""

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matcher.cognates import cognate_key
from matcher.dictionary import Dictionary, shipped_dictionary
from matcher.reading import Reading, read
from matcher.splitting import Splitter
from matcher.text import LANGUAGES, STOP_WORDS, stem, words
from matcher.vocabulary import Vocabulary

_UNKNOWN_COLUMNS = 1 << 17
# A name or a rare term: it tells much where it meets, and often is of no matter.
_UNKNOWN_WEIGHT = 0.7
# Words within a phrase, or a listed compound, that has a sense of its own.
_WITHIN_PHRASE = 0.5
# Kultur is listed, and is no fun tour.
_SHORTEST_WITHIN = 4

# What meets so weakly is everyday: it is no reason.
_WORTH_TELLING = 0.15
# Words that begin alike for so much of the shorter are one word to a reader.
_ALIKE = 0.75

Senses = tuple[tuple[int, float], ...]


class WordSpace:
    """Turns readings of texts into rows over senses.

    Parameters
    ----------
    vocabulary : Vocabulary
        Its labels of one word are senses too.
    dictionary : Dictionary
    """

    def __init__(self, vocabulary: Vocabulary, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self._labels: dict[str, dict[str, int]] = {code: {} for code in LANGUAGES}
        first = len(dictionary.senses)
        for number, concept in enumerate(vocabulary, start=first):
            for label, language in concept.labels():
                if len(parts := words(label)) == 1 and language in LANGUAGES:
                    for key in (parts[0], stem(parts[0], language)):
                        self._labels[language].setdefault(key, number)
        self.concepts = [concept.id for concept in vocabulary]
        self.first_unknown = first + len(vocabulary)
        self.columns = self.first_unknown + _UNKNOWN_COLUMNS
        self.parts_of = lru_cache(maxsize=50_000)(self._parts_of)
        self.named = lru_cache(maxsize=50_000)(self._named)
        self.senses = lru_cache(maxsize=200_000)(self._senses)
        # Pairs are explained one after the other, with mostly the texts of the pairs before.
        self._by_column = lru_cache(maxsize=1024)(self._said_in)
        self._compounds = {
            language: Splitter(
                (*dictionary.single_words(language), *self._labels[language]),
                partial(self._inflection, language),
                joins=language == "sv",
            )
            for language in LANGUAGES
        }

    def _inflection(self, language: str, word: str) -> int:
        if word in self._labels[language]:
            return 0
        return self.dictionary.inflection(word, language)

    def _senses(self, word: str, language: str) -> Senses:
        """Return the senses of a folded word, by column, with their weights."""
        return together(self.parts(word, language))

    def parts(self, word: str, language: str) -> list[Senses]:
        """Return the senses of a word, or of each word that it is made of; none of a small one."""
        if len(word) < 2 or word.isdigit() or word in STOP_WORDS[language]:
            return []
        for code in (language, *(other for other in LANGUAGES if other != language)):
            if found := self._listed(word, code):
                return [found]
            if parts := self._compounds[code].split(word):
                return [senses for part in parts for senses in self.parts(part, code)]
            if base := self._compounds[code].base(word):
                return self.parts(base, code)
        return [self.unknown(word)]

    def _parts_of(self, word: str, language: str) -> tuple[Senses, ...]:
        """Return the same of a word in a name, where no word is too small to count."""
        return tuple(self.parts(word, language)) or (self.unknown(word),)

    def unknown(self, word: str) -> Senses:
        """Return the sense of a word that nobody listed: its own, and its cognates'."""
        column = zlib.crc32(cognate_key(word).encode()) % _UNKNOWN_COLUMNS
        return ((self.first_unknown + column, _UNKNOWN_WEIGHT),)

    def _listed(self, word: str, language: str) -> Senses:
        """Return what the dictionary, or else the vocabulary, says of a word."""
        if found := self.dictionary.look_up(word, language):
            length = sqrt(sum(share * share for _, share in found))
            senses = self.dictionary.senses
            own = tuple((number, senses[number].weight * s / length) for number, s in found)
            parts = self._compounds[language].split(word)
            if min(map(len, parts), default=0) < _SHORTEST_WITHIN:
                return own
            within = together(self.senses(part, language) for part in parts)
            return together([own, _scaled(within, _WITHIN_PHRASE)])
        labels = self._labels[language]
        column = labels.get(word, labels.get(stem(word, language)))
        return () if column is None else ((column, 1.0),)

    def spoken_of(self, reading: Reading) -> dict[int, float]:
        """Return what a text speaks of, by column: often said counts more, denied not at all."""
        said: dict[Senses, int] = {}
        denied = reading.denied
        for position, senses in enumerate(map(self.senses, reading.words, reading.languages)):
            if senses and not denied[position]:
                said[senses] = said.get(senses, 0) + 1
        total: dict[int, float] = {}
        for senses, times in said.items():
            often = 1.0 if times == 1 else 1.0 + log(times)
            for column, weight in senses:
                total[column] = total.get(column, 0.0) + often * weight
        for number in self._phrases(reading):
            total[number] = total.get(number, 0.0) + self.dictionary.senses[number].weight
        return total

    def _phrases(self, reading: Reading) -> list[int]:
        """Return the senses of several words together, each once."""
        found: dict[int, None] = {}
        starts = self.dictionary.phrase_starts
        for position, root in enumerate(reading.stems):
            if root in starts and not reading.denied[position]:
                language = reading.languages[position]
                number, _ = self.dictionary.phrase_at(reading.stems, position, language)
                if number >= 0:
                    found[number] = None
        return list(found)

    def _named(self, phrase: str) -> tuple[tuple[int, float], ...]:
        """Return what a phrase speaks of, such as the name of a skill."""
        return tuple(self.spoken_of(read(phrase)).items())

    def shared_words(self, one: str, other: str) -> list[str]:
        """Return the words of one text that meet the other, what tells most first.

        Where the other text says it in words of its own, both are told: ``"skog/forest"``.
        """
        theirs = self._by_column(other)
        worth: dict[tuple[str, str], float] = {}
        for column, (weight, word) in self._by_column(one).items():
            if column in theirs:
                pair = word, theirs[column][1]
                worth[pair] = worth.get(pair, 0.0) + weight * theirs[column][0]
        told = {pair: value for pair, value in worth.items() if value >= _WORTH_TELLING}
        by_worth = sorted(told, key=lambda pair: (-told[pair], pair))
        return [word if _is_same(word, their) else f"{word}/{their}" for word, their in by_worth]

    def _said_in(self, text: str) -> dict[int, tuple[float, str]]:
        """Return what a text speaks of, with the word that says it most clearly."""
        found: dict[int, tuple[float, str]] = {}
        reading = read(text)
        for word, language, denied in zip(
            reading.words, reading.languages, reading.denied, strict=True
        ):
            for column, weight in self.senses(word, language) if not denied else ():
                if weight > found.get(column, (0.0, ""))[0]:
                    found[column] = weight, word
        return found

    def rows(self, texts: Sequence[Reading], named: Sequence[Iterable[str]]) -> Any:
        """Return what texts, and phrases that go with them, speak of.

        Parameters
        ----------
        texts : sequence of Reading
        named : sequence of iterables of str
            For each text some phrases: the names of skills, a title.

        Returns
        -------
        CSR array of shape (texts, columns)
            Its rows of length 1, empty where nothing is said.
        """
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for text, phrases in zip(texts, named, strict=True):
            total = self.spoken_of(text)
            for phrase in phrases:
                for column, weight in self.named(phrase):
                    total[column] = total.get(column, 0.0) + weight
            length = sqrt(sum(weight * weight for weight in total.values()))
            columns.extend(total)
            data.extend(weight / length for weight in total.values())
            ends.append(len(columns))
        values: NDArray[np.float64] = np.array(data, float)
        shape = (len(texts), self.columns)
        matrix = sparse.csr_array((values, np.array(columns, np.int32), ends), shape=shape)
        matrix.sort_indices()
        return matrix


def _is_same(word: str, other: str) -> bool:
    """Return whether two words look alike to a reader: forms of one word."""
    begin = 0
    for left, right in zip(word, other, strict=False):
        if left != right:
            break
        begin += 1
    return begin >= _ALIKE * min(len(word), len(other))


def together(parts: Iterable[Senses]) -> Senses:
    """Return the senses of several words as one, each at its most."""
    total: dict[int, float] = {}
    for part in parts:
        for column, weight in part:
            total[column] = max(total.get(column, 0.0), weight)
    return tuple(total.items())


def _scaled(senses: Senses, share: float) -> Senses:
    return tuple((column, share * weight) for column, weight in senses)


@lru_cache(maxsize=4)
def word_space(vocabulary: Vocabulary) -> WordSpace:
    """Return the space of a vocabulary with the shipped dictionary, made once a process."""
    return WordSpace(vocabulary, shipped_dictionary())
