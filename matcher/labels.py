"""How the labels of concepts may be written in running text: inflected, joined, abbreviated.

One table from what may stand in a text to the concept that it speaks of. A label of one word
matches in its forms, one of several words in Swedish by their stems; a compound also written
apart, two words also written together. Linear in the labels.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from matcher.inflections import swedish_bases
from matcher.text import (
    LANGUAGES,
    STOP_WORDS,
    british,
    stem,
    word_set,
    written_words,
)

# Names of tools that are also everyday words: in running text they count with a capital only.
_EVERYDAY = """
    access affinity asana basic blender box canvas chef excel flask flow fusion go ivanti jasmine
    julia make mentor moodle notion office oracle outlook planner power premiere project puppet
    rapid revit rust scala scratch sketch slack snowflake spark spring stata swift teams unity
    vision windows word zoom
    """
_EVERYDAY_WORDS = word_set(_EVERYDAY)
# Labels that are right in a list of skills; in running text they are said of anything.
_ONLY_NAMED = word_set(
    """
    barn bilder film flöde golv jour konst kör lek liv medicin notes plan program protokoll prov
    samtal sång säkerhet tal text utbildning
    art children film flow instruction medicine notes play program programme reviews review
    security singing speeches training video writing
    """
)
_LONGEST_ABBREVIATION = 5
# What is written apart, or together, by mistake or by taste, is long enough to be no chance.
_SHORTEST_JOINED = 7
_SHORTEST_FORM = 3
# Redovisa is to account for anything, leda is to lead anybody: the verb says less than the noun.
_NO_VERB = word_set("""
    redovisning ledning styrning utbildning behandling försäkring betalning utredning lösning
    tillverkning utveckling
    """)
_SHORTEST_VERB, _SHORTEST_ONE = 5, 4
_PLURAL = ("er", "ar", "or", "r")


class Label(NamedTuple):
    """What a text says with a label, and how it must be written for it.

    ``capitals`` is 2 for all capitals, 1 for one, 0 for any way; ``only_named`` where it counts
    in lists alone.
    """

    concept: str
    capitals: int
    only_named: bool = False


class Labels:
    """Concepts by what may stand in a text.

    Parameters
    ----------
    labels : iterable of (label, concept, language)
        Where one label stands for several concepts, the first counts.
    is_word : callable
        Whether a folded Swedish word is known to be one.

    Examples
    --------
    >>> known = {"databas"}
    >>> labels = Labels(
    ...     [("projektledning", "skill/pm", "sv"), ("use case", "skill/uc", "en")],
    ...     known.__contains__,
    ... )
    >>> labels.written[("projektledning",)].concept, labels.joined["usecase"]
    ('skill/pm', 'skill/uc')
    """

    def __init__(
        self, labels: Iterable[tuple[str, str, str]], is_word: Callable[[str], bool]
    ) -> None:
        self.written: dict[tuple[str, ...], Label] = {}
        self.stems: dict[tuple[str, ...], Label] = {}
        self.joined: dict[str, str] = {}
        self.letters: dict[str, str] = {}
        # Of labels of several words, by the first: how many words the longest has.
        self.starts: dict[str, int] = {}
        self._is_word = is_word
        rows = [(written_words(label), concept, code) for label, concept, code in labels]
        for marked, concept, language in rows:
            self._add(marked, concept, language)
        # A form that a rule gives never takes the place of a word that is a label itself.
        for marked, concept, language in rows:
            self._add_forms(marked, concept, language)
        self.joined_starts = {
            joined[:end] for joined in self.joined for end in range(1, len(joined) - 1)
        }

    def _add(self, marked: list[tuple[str, int]], concept: str, language: str) -> None:
        parts = tuple(word for word, _ in marked)
        if len("".join(parts)) == 1:
            self.letters.setdefault(parts[0], concept)
        elif parts and not _is_small(parts):
            label = _label(marked, concept)
            self._keep(self.written, parts, label)
            joined = "".join(parts)
            if len(joined) >= _SHORTEST_JOINED and joined.isalpha():
                self.joined.setdefault(joined, concept)

    def _add_forms(self, marked: list[tuple[str, int]], concept: str, language: str) -> None:
        parts = tuple(word for word, _ in marked)
        if len("".join(parts)) < _SHORTEST_FORM or _is_small(parts):
            return
        label = _label(marked, concept)
        if label.capitals or language not in LANGUAGES:
            return
        if language == "en":
            forms = _english_forms(parts)
        elif len(parts) == 1:
            forms = [(form,) for form in self._swedish_forms(parts[0])]
        else:
            forms = []
            self._keep(self.stems, tuple(stem(word, "sv") for word in parts), label)
        for form in forms:
            self._keep(self.written, form, label)

    def _swedish_forms(self, word: str) -> list[str]:
        """Return the verb that a label was made of, and what a label in the plural is one of."""
        forms = []
        if word.endswith(_PLURAL):
            forms = [base for base in swedish_bases(word) if self._is_one(word, base)]
        if word not in _NO_VERB and word.endswith(("ering", "ning", "öring")):
            root = word.removesuffix("ing") if word.endswith("ring") else word.removesuffix("ning")
            if len(root) >= _SHORTEST_VERB:
                forms.append(root + "a")
        return forms

    def _is_one(self, word: str, base: str) -> bool:
        """Return whether a base is what a word in the plural is one of."""
        is_shorter = len(base) >= _SHORTEST_ONE and word.startswith(base)
        return is_shorter and self._is_word(base)

    def _keep(
        self, table: dict[tuple[str, ...], Label], parts: tuple[str, ...], label: Label
    ) -> None:
        table.setdefault(parts, label)
        if len(parts) > 1:
            self.starts[parts[0]] = max(self.starts.get(parts[0], 0), len(parts))


def _label(marked: list[tuple[str, int]], concept: str) -> Label:
    if len(marked) > 1:
        return Label(concept, 0)
    return Label(concept, _capitals_needed(*marked[0]), marked[0][0] in _ONLY_NAMED)


def _is_small(parts: tuple[str, ...]) -> bool:
    return len(parts) == 1 and any(parts[0] in small for small in STOP_WORDS.values())


def _capitals_needed(word: str, capitals: int) -> int:
    """Return how a text must write a label of one word: 2 all capitals, 1 one, 0 in any way.

    AI, FEM and IT are small words too, so they count in capitals only; SQL and HTML, which no
    word is, count in any way.
    """
    has_vowel = any(letter in "aeiouyåäö" for letter in word)
    if capitals == 2 and len(word) <= _LONGEST_ABBREVIATION and (has_vowel or len(word) == 2):
        return 2
    return int(word in _EVERYDAY_WORDS or len(word) == 2)


def _english_forms(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a label in singular and plural, in both spellings of English."""
    last = parts[-1]
    if len(last) < _SHORTEST_FORM or not last.isalpha():
        return []
    lasts = {last, british(last), *_numbers(last)}
    firsts = {parts[:-1], tuple(british(word) for word in parts[:-1])}
    return [(*first, form) for first in sorted(firsts) for form in sorted(lasts)]


def _numbers(word: str) -> tuple[str, ...]:
    """Return the plural of an English word, or what it may be the plural of."""
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    if word.endswith(("ches", "shes", "sses", "xes")):
        return (word[:-2],)
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")):
        return (word[:-1],)
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word[:-1] + "ies",)
    ends_hissing = word.endswith(("s", "x", "ch", "sh"))
    return (word + "es",) if ends_hissing else (word + "s",)
