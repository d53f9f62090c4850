"""Finds the concepts that running text speaks of, since many ads name no skill in a field.

Algorithm: from each word the longest label that starts there wins, as written, by stem, or with
its words joined; a Swedish compound that is no label is searched for labels inside it. What is
denied ("ingen erfarenhet av Java") is not found. Time grows with the text's length, not with the
number of labels; a compound is split once a process.
"""

from collections.abc import Iterable
from functools import lru_cache

from matcher.dictionary import shipped_dictionary
from matcher.inflections import swedish_bases
from matcher.labels import Label, Labels
from matcher.reading import Reading, read
from matcher.splitting import Splitter
from matcher.text import word_set, words

_AND = word_set("och eller samt resp respektive and or")
# Inside a compound a short label is there by chance, as "it" in "bit".
_SHORTEST_INSIDE, _SHORTEST_COMPOUND, _SHORTEST_BASE = 4, 7, 4
# Everyday words of Swedish too: at the start of a sentence their capital says nothing either.
_SWEDISH_WORDS = word_set("box chef flask mentor spring vision")

# C and R are languages where one speaks of programming, or in R's case of statistics.
_NEAR_LETTER = 5
_CODE = tuple(
    sorted(
        word_set("""
    program kod code coding skript script python java sql matlab c++ c# rust fortran php html
    embedded inbyggd firmware mikrokontroll microcontroll linux vhdl fpga golang kotlin scala
    assembler assembly
    """)
    )
)
_STATISTICS = tuple(
    sorted(word_set("stat spss stata sas rstudio tidyverse ggplot regression dataanaly data"))
)
_NO_LETTER = word_set("""
    vitamin hepatit hepatitis betyg klass kategori plan behörighet körkort typ nivå block hus
    grade class category type level licence license
    """)


class ConceptScanner:
    """Finds labels in running text.

    Parameters
    ----------
    labels : iterable of (label, concept, language)
        Where one label stands for several concepts, the first counts.

    Examples
    --------
    >>> scanner = ConceptScanner([
    ...     ("redovisning", "skill/accounting", "sv"), ("AI", "skill/ai", "en"),
    ... ])
    >>> scanner.find("Du hjälper till med redovisningen i en retail-kedja.")
    ['skill/accounting']
    >>> scanner.find("Föreningsredovisning, men ingen erfarenhet av AI.")
    ['skill/accounting']
    """

    def __init__(self, labels: Iterable[tuple[str, str, str]]) -> None:
        rows = list(labels)
        self._dictionary = shipped_dictionary()
        single = (words(label) for label, _, language in rows if language == "sv")
        self._known = {parts[0] for parts in single if len(parts) == 1}
        self._compounds = Splitter(
            (*self._dictionary.single_words("sv"), *self._known), self._inflection
        )
        self._labels = Labels(rows, self._is_word)
        self._alone = lru_cache(maxsize=200_000)(self._look_up_alone)

    def _is_word(self, word: str) -> bool:
        return self._inflection(word) >= 0 or bool(self._compounds.split(word))

    def _inflection(self, word: str) -> int:
        """Return how many letters of a word are inflection; -1 for no word."""
        known = self._known
        if word in known:
            return 0
        lengths = [len(base) for base in swedish_bases(word) if base in known]
        if lengths:
            return abs(len(word) - max(lengths)) + 1
        return self._dictionary.inflection(word, "sv")

    def find(self, text: str, *, is_list: bool = False) -> list[str]:
        """Return the concepts of a text, each once, in the order they are spoken of.

        Parameters
        ----------
        text : str
        is_list : bool
            Whether the text names things rather than speaking of them, as a list of skills does:
            there the first word's capital counts.
        """
        return self.find_in(read(text), is_list=is_list)

    def find_in(self, reading: Reading, *, is_list: bool = False) -> list[str]:
        """Return the concepts of a text that was read, as `find` does."""
        found: dict[str, None] = {}
        position = 0
        while position < len(reading):
            if reading.denied[position]:
                position += 1
                continue
            concepts, length = self._at(reading, position, is_list)
            found.update(dict.fromkeys(concepts))
            position += length
        return list(found)

    def _at(self, reading: Reading, position: int, is_list: bool) -> tuple[tuple[str, ...], int]:
        """Return the concepts spoken of from a position on, and in how many words."""
        labels, word = self._labels, reading.words[position]
        if word in labels.starts or reading.stems[position] in labels.starts:
            label, length = self._several_words_at(reading, position)
            if label:
                return (label.concept,), length
        label, inside = self._alone(word, reading.languages[position])
        if label and self._is_meant(label, reading, position, is_list):
            return (label.concept,), 1
        if word in labels.letters:
            return self._letter(reading, position), 1
        if position in reading.hangs:
            return self._hanging(reading, position), 1
        if word in labels.joined_starts and (concept := self._joined_at(reading, position)):
            return (concept,), 2
        return inside, 1

    def _several_words_at(self, reading: Reading, position: int) -> tuple[Label | None, int]:
        """Return the longest label of several words starting here and its length."""
        labels, words, stems = self._labels, reading.words, reading.stems
        longest = max(labels.starts.get(words[position], 0), labels.starts.get(stems[position], 0))
        sentence = reading.sentences[position]
        for length in range(min(longest, len(words) - position), 1, -1):
            end = position + length
            if reading.sentences[end - 1] == sentence:
                hit = labels.written.get(tuple(words[position:end]))
                if hit is None and reading.languages[position] == "sv":
                    hit = labels.stems.get(tuple(stems[position:end]))
                if hit:
                    return hit, length
        return None, 1

    def _look_up_alone(self, word: str, language: str) -> tuple[Label | None, tuple[str, ...]]:
        """Return the label that a word is, or is a form of, and the concepts inside it."""
        label = self._labels.written.get((word,))
        if label is None and language == "sv":
            bases = (base for base in swedish_bases(word) if len(base) >= _SHORTEST_BASE)
            hits = (self._labels.written.get((base,)) for base in bases)
            label = next((hit for hit in hits if hit), None)
        return label, () if label else self._in_compound(word)

    def _is_meant(self, label: Label, reading: Reading, position: int, is_list: bool) -> bool:
        """Return whether a word is written as the label must be; a sentence's start tells less."""
        capitals = reading.capitals[position]
        if label.only_named and not is_list:
            return False
        if label.capitals == 1 and capitals == 1 and reading.begins(position) and not is_list:
            is_everyday = reading.words[position] in _SWEDISH_WORDS
            return reading.languages[position] == "sv" and not is_everyday
        return capitals >= label.capitals

    def _joined_at(self, reading: Reading, position: int) -> str:
        """Return the concept of a label written here as two words instead of one, or ""."""
        end = position + 1
        if end == len(reading) or reading.clauses[end] != reading.clauses[position]:
            return ""
        first, second = reading.words[position], reading.words[end]
        joined = self._labels.joined
        return joined.get(first + second) or joined.get(first + reading.stems[end], "")

    def _in_compound(self, word: str) -> tuple[str, ...]:
        """Return the concepts of the labels that a word is made of."""
        if len(word) < _SHORTEST_COMPOUND:
            return ()
        if concept := self._labels.joined.get(word):
            return (concept,)
        # A compound that is listed means more than its parts: försäkringskassan is no till.
        if self._dictionary.inflection(word, "sv") >= 0:
            return ()
        parts = self._compounds.split(word)
        return tuple(dict.fromkeys(c for part in parts if (c := self._concept_of(part))))

    def _concept_of(self, part: str) -> str:
        if len(part) < _SHORTEST_INSIDE:
            return ""
        for word in (part, *swedish_bases(part)):
            label = self._labels.written.get((word,)) if len(word) >= _SHORTEST_INSIDE else None
            if label and not label.capitals and not label.only_named:
                return label.concept
        return ""

    def _hanging(self, reading: Reading, position: int) -> tuple[str, ...]:
        """Return what a word means that shares its end with a later one: bygg- och elteknik."""
        for at in range(position + 1, min(position + 4, len(reading))):
            if reading.words[at] not in _AND and at not in reading.hangs:
                parts = self._compounds.split(reading.words[at])
                whole = reading.words[position] + parts[-1] if parts else ""
                label = self._labels.written.get((whole,)) if whole else None
                return (label.concept,) if label else self._in_compound(whole)
        return ()

    def _letter(self, reading: Reading, position: int) -> tuple[str, ...]:
        """Return the language that a single letter names, where one speaks of such languages."""
        word = reading.words[position]
        before = reading.words[position - 1] if position else ""
        if not reading.capitals[position] or before in _NO_LETTER:
            return ()
        near = [
            other
            for at in range(max(0, position - _NEAR_LETTER), position + _NEAR_LETTER + 1)
            if at != position
            and at < len(reading)
            and reading.sentences[at] == reading.sentences[position]
            and (other := reading.words[at])
        ]
        signs = _CODE + _STATISTICS if word == "r" else _CODE
        return (self._labels.letters[word],) if any(o.startswith(signs) for o in near) else ()
