"""Finds the concepts that running text speaks of, since many ads name no skill in a field.

Algorithm: the words of all labels in one table, the longest label that starts at a word wins.
Words match as written or by their stem in the text's language. Time grows with the text's length,
not with the number of labels.
"""

from collections.abc import Iterable

from matcher.text import LANGUAGES, STOP_WORDS, language_of, stem, written_words

# Names of tools that are also everyday words: in running text they count with a capital only.
_EVERYDAY = """
    access affinity asana basic blender box canvas chef excel flask flow fusion go ivanti jasmine
    julia make mentor moodle notion office oracle outlook power premiere project puppet rapid revit
    rust scala scratch sketch slack snowflake spark spring stata swift teams unity vision windows
    word zoom
    """
_EVERYDAY_WORDS = frozenset(_EVERYDAY.split())
# A single letter, C or R, says nothing in running text.
_SHORTEST = 2
# Shorter stems are shared by too many words: "lär" is in lärare, läror and lärde.
_SHORTEST_STEM = 5
_LONGEST_ABBREVIATION = 5


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
    """

    def __init__(self, labels: Iterable[tuple[str, str, str]]) -> None:
        self._written: dict[tuple[str, ...], tuple[str, int]] = {}
        self._stems: dict[str, dict[tuple[str, ...], tuple[str, int]]] = {
            language: {} for language in LANGUAGES
        }
        self._longest: dict[str, int] = {}
        for label, concept, language in labels:
            self._add(label, concept, language)

    def _add(self, label: str, concept: str, language: str) -> None:
        marked = written_words(label)
        parts = tuple(word for word, _ in marked)
        if not parts or len("".join(parts)) < _SHORTEST:
            return
        if len(parts) == 1 and any(parts[0] in stop_words for stop_words in STOP_WORDS.values()):
            return
        capitals = _capitals_needed(*marked[0]) if len(parts) == 1 else 0
        self._written.setdefault(parts, (concept, capitals))
        self._note_length(parts)
        stems = tuple(stem(word, language) for word in parts) if language in LANGUAGES else ()
        if not capitals and len("".join(stems)) >= _SHORTEST_STEM:
            self._stems[language].setdefault(stems, (concept, 0))
            self._note_length(stems)

    def _note_length(self, parts: tuple[str, ...]) -> None:
        self._longest[parts[0]] = max(self._longest.get(parts[0], 0), len(parts))

    def find(self, text: str) -> list[str]:
        """Return the concepts of a text, each once, in the order they are spoken of."""
        marked = written_words(text)
        if not marked:
            return []
        said = [word for word, _ in marked]
        language = language_of(said)
        stems = [stem(word, language) for word in said]
        found: dict[str, None] = {}
        position = 0
        while position < len(said):
            concept, length = self._longest_at(position, marked, said, stems, language)
            if concept:
                found[concept] = None
            position += length
        return list(found)

    def _longest_at(
        self,
        position: int,
        marked: list[tuple[str, int]],
        said: list[str],
        stems: list[str],
        language: str,
    ) -> tuple[str, int]:
        """Return the concept of the longest label starting here and its length, or "" and 1."""
        longest = max(self._longest.get(said[position], 0), self._longest.get(stems[position], 0))
        for length in range(min(longest, len(said) - position), 0, -1):
            end = position + length
            hit = self._written.get(tuple(said[position:end]))
            hit = hit or self._stems[language].get(tuple(stems[position:end]))
            if hit and marked[position][1] >= hit[1]:
                return hit[0], length
        return "", 1


def _capitals_needed(word: str, capitals: int) -> int:
    """Return how a text must write a label of one word: 2 all capitals, 1 one, 0 in any way.

    AI, FEM and IT are small words too, so they count in capitals only; SQL and HTML, which no
    word is, count in any way.
    """
    has_vowel = any(letter in "aeiouyåäö" for letter in word)
    if capitals == 2 and len(word) <= _LONGEST_ABBREVIATION and (has_vowel or len(word) == 2):
        return 2
    return int(word in _EVERYDAY_WORDS or len(word) == 2)
