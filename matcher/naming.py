"""What a phrase of a few words means where no concept has it: by the senses of its words.

A phrase gets a name that its translation gets too, and two phrases are compared, every word
counting alike, however everyday. Linear in the words of a phrase.
"""

from functools import lru_cache
from math import sqrt

from matcher.cognates import cognate_key
from matcher.reading import read
from matcher.text import LANGUAGES, STOP_WORDS, stem, words
from matcher.vocabulary import Vocabulary
from matcher.wordspace import Senses, WordSpace, together, word_space


class Namer:
    """Compares and names phrases.

    Parameters
    ----------
    space : WordSpace

    Examples
    --------
    >>> from matcher.dictionary import shipped_dictionary
    >>> phrases = Namer(WordSpace(Vocabulary([]), shipped_dictionary()))
    >>> phrases.name_of("Glasblåsning"), phrases.name_of("båtar i trä")
    ('glasblåsning', 'boat wood')
    >>> round(phrases.likeness("TV-produktion", "production"), 2)
    0.71
    """

    def __init__(self, space: WordSpace) -> None:
        self._space = space
        self._dictionary = space.dictionary

    def name_of(self, phrase: str, language: str = "") -> str:
        """Return a name for a phrase, the same in both languages if its words are listed.

        What its words mean most, in English and in alphabetical order, or their spelling where
        nobody knows them; "" for a phrase without words. The language may be told.
        """
        if language in LANGUAGES:
            said = words(phrase)
            parts = self._parts(said, [language] * len(said), is_sure=True)
        else:
            reading = read(phrase)
            parts = self._parts(reading.words, reading.languages)
        return " ".join(sorted({self._name_of(*part) for part in parts}))

    def _name_of(self, word: str, senses: Senses) -> str:
        column, _ = max(senses, key=self._aptness)
        if column >= self._space.first_unknown:
            return cognate_key(word)
        known = self._dictionary.senses
        is_sense = column < len(known)
        return known[column].en[0] if is_sense else self._space.concepts[column - len(known)]

    def _aptness(self, sense: tuple[int, float]) -> tuple[float, float, int]:
        """Return what tells which of a word's senses names it: the surest, then the clearest."""
        column, weight = sense
        if column >= len(self._dictionary.senses):
            return weight, 0.0, -column
        sureness = round(weight / self._dictionary.senses[column].weight, 6)
        return sureness, self._dictionary.clearness(column), -column

    def is_known(self, phrase: str) -> bool:
        """Return whether every word of a phrase is listed: none may be misspelt, or a name."""
        first_unknown = self._space.first_unknown
        parts = self._parts_of(phrase)
        return all(column < first_unknown for _, part in parts for column, _ in part)

    def likeness(self, phrase: str, other: str) -> float:
        """Return how nearly two phrases mean the same, from 0 to 1."""
        left, right = self.directions(phrase), self.directions(other)
        lengths = sqrt(sum(v * v for v in left.values()) * sum(v * v for v in right.values()))
        shared = sum(value * right.get(column, 0.0) for column, value in left.items())
        return shared / lengths if lengths else 0.0

    @property
    def columns(self) -> int:
        """How many senses there may be."""
        return self._space.columns

    def directions(self, phrase: str) -> dict[int, float]:
        """Return what a phrase means, by column: the senses of its words, every word alike."""
        total: dict[int, float] = {}
        for _, senses in self._parts_of(phrase):
            length = sqrt(sum(weight * weight for _, weight in senses))
            for column, weight in senses:
                total[column] = total.get(column, 0.0) + weight / length
        return total

    def _parts_of(self, phrase: str) -> list[tuple[str, Senses]]:
        reading = read(phrase)
        return self._parts(reading.words, reading.languages)

    def _parts(
        self, said: list[str], languages: list[str], *, is_sure: bool = False
    ) -> list[tuple[str, Senses]]:
        """Return the senses of each part of a phrase, with the word that has them."""
        senses_of = self._space.parts_of if is_sure else self._senses
        stems = list(map(stem, said, languages))
        found: list[tuple[str, Senses]] = []
        position = 0
        while position < len(said):
            word, language = said[position], languages[position]
            number, length = self._dictionary.phrase_at(stems, position, language)
            if number >= 0:
                found.append((word, ((number, 1.0),)))
            elif word not in STOP_WORDS[language]:
                found.extend((word, senses) for senses in senses_of(word, language))
            position += max(1, length)
        return found

    def _senses(self, word: str, language: str) -> tuple[Senses, ...]:
        """Return the senses of a word's parts; in both languages if it is a word of both.

        A few words seldom tell their language: "art" alone may be species, or art.
        """
        if all(self._dictionary.knows(word, code) for code in LANGUAGES):
            return (together(self._space.senses(word, code) for code in LANGUAGES),)
        return self._space.parts_of(word, language)


@lru_cache(maxsize=4)
def namer_of(vocabulary: Vocabulary) -> Namer:
    """Return the phrases of a vocabulary's space, made once a process."""
    return Namer(word_space(vocabulary))
