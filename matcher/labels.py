"""How the labels of concepts may be written in running text: inflected, joined, abbreviated.

One table from what may stand in a text to the concept that it speaks of. A word matches as
written, in its other forms by rule, and in Swedish by its stem; a compound also written apart, two
words also written together. Linear in the labels.
"""

from collections.abc import Iterable
from typing import NamedTuple

from matcher.text import LANGUAGES, STOP_WORDS, british, stem, word_set, written_words

# Names of tools that are also everyday words: in running text they count with a capital only.
_EVERYDAY = """
    access affinity asana basic blender box canvas chef excel flask flow fusion go ivanti jasmine
    julia make mentor moodle notion office oracle outlook power premiere project puppet rapid revit
    rust scala scratch sketch slack snowflake spark spring stata swift teams unity vision windows
    word zoom
    """
_EVERYDAY_WORDS = word_set(_EVERYDAY)
# Shorter stems are shared by too many words: "lär" is in lärare, läror and lärde.
_SHORTEST_STEM = 5
_LONGEST_ABBREVIATION = 5
# What is written apart, or together, by mistake or by taste, is long enough to be no chance.
_SHORTEST_JOINED = 7
_SHORTEST_FORM = 3
_NOUN_ENDINGS = sorted(word_set("en et n t er ar or na erna arna orna ens ets"))
# Redovisa is to account for anything, leda is to lead anybody: the verb says less than the noun.
_NO_VERB = word_set("""
    redovisning ledning styrning utbildning behandling försäkring betalning utredning lösning
    tillverkning utveckling
    """)
_SHORTEST_VERB = 5


class Label(NamedTuple):
    """What a text says with a label, and how it must be written for it.

    ``capitals`` is 2 for all capitals, 1 for one, 0 for any way.
    """

    concept: str
    capitals: int


class Labels:
    """Concepts by what may stand in a text.

    Parameters
    ----------
    labels : iterable of (label, concept, language)
        Where one label stands for several concepts, the first counts.

    Examples
    --------
    >>> labels = Labels([("projektledning", "skill/pm", "sv"), ("use case", "skill/uc", "en")])
    >>> labels.written[("projektledning",)].concept, labels.joined["usecase"]
    ('skill/pm', 'skill/uc')
    """

    def __init__(self, labels: Iterable[tuple[str, str, str]]) -> None:
        self.written: dict[tuple[str, ...], Label] = {}
        self.stems: dict[tuple[str, ...], Label] = {}
        self.joined: dict[str, str] = {}
        self.letters: dict[str, str] = {}
        self.longest: dict[str, int] = {}
        # What may stand within a compound: labels of one word that need no capitals.
        self.words: dict[str, str] = {}
        rows = [(written_words(label), concept, code) for label, concept, code in labels]
        for marked, concept, language in rows:
            self._add(marked, concept, language)
        # A form that a rule gives never takes the place of a word that is a label itself.
        for marked, concept, language in rows:
            self._add_forms(marked, concept, language)

    def _add(self, marked: list[tuple[str, int]], concept: str, language: str) -> None:
        parts = tuple(word for word, _ in marked)
        if len("".join(parts)) == 1:
            self.letters.setdefault(parts[0], concept)
        elif parts and not _is_small(parts):
            label = Label(concept, _capitals_needed(*marked[0]) if len(parts) == 1 else 0)
            self._keep(self.written, parts, label)
            joined = "".join(parts)
            if len(joined) >= _SHORTEST_JOINED and joined.isalpha():
                self.joined.setdefault(joined, concept)
            if len(parts) == 1 and not label.capitals and language == "sv":
                self.words.setdefault(parts[0], concept)

    def _add_forms(self, marked: list[tuple[str, int]], concept: str, language: str) -> None:
        parts = tuple(word for word, _ in marked)
        if len("".join(parts)) < 2 or _is_small(parts) or language not in LANGUAGES:
            return
        if len(parts) == 1 and _capitals_needed(*marked[0]):
            return
        label = Label(concept, 0)
        for form in _english_forms(parts) if language == "en" else _short_forms(parts):
            self._keep(self.written, form, label)
        if language == "sv":
            stems = tuple(stem(word, language) for word in parts)
            for roots in (stems, _verb_stems(parts)):
                if len("".join(roots)) >= _SHORTEST_STEM:
                    self._keep(self.stems, roots, label)

    def _keep(
        self, table: dict[tuple[str, ...], Label], parts: tuple[str, ...], label: Label
    ) -> None:
        table.setdefault(parts, label)
        self.longest[parts[0]] = max(self.longest.get(parts[0], 0), len(parts))


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


def _short_forms(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a short Swedish noun with its endings: its stem would be shared by other words."""
    word = parts[-1]
    too_long = len(parts) > 1 or len(stem(word, "sv")) >= _SHORTEST_STEM
    if too_long or len(word) < _SHORTEST_FORM or not word.isalpha():
        return []
    if word.endswith("a"):
        return [(word[:-1] + ending,) for ending in ("an", "or", "orna")]
    if word.endswith("e"):
        return [(word[:-1] + ending,) for ending in ("en", "ar", "arna")]
    return [(word + ending,) for ending in _NOUN_ENDINGS]


def _verb_stems(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stem of the verb that a Swedish noun was made of: programmering, programmer."""
    word = parts[-1]
    if len(parts) > 1 or word in _NO_VERB or not word.endswith(("ering", "ning", "öring")):
        return ()
    verb = word.removesuffix("ing") if word.endswith("ring") else word.removesuffix("ning")
    return (verb,) if len(verb) >= _SHORTEST_VERB else ()
