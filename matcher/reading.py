"""Reads a text once for all that is asked of it: its words, sentences, clauses and languages.

Each distinct written word is folded and stemmed once a process; a text is split by one pass of one
regular expression. Linear in its length.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from matcher.dictionary import shipped_dictionary
from matcher.negation import denied_words
from matcher.text import STOP_WORDS, fold, stem

_TOKEN = re.compile(
    r"(?P<word>(?<![^\W_])\.[nN][eE][tT]\b|[^\W_]+(?:['\u2019`\u00b4][^\W_]+)*(?:\+\+|\#)?)"
    r"|(?P<hang>(?<=[^\W_])[-\u2010\u2011](?=[\s,/]|$))"
    r"|(?P<end>[.!?…]+(?=\s+[^\W_a-zåäö]|\s*$)|[;•·●\u2022]+|\n\s*\n|\n(?=\s*[^\W_a-zåäö])|\n\s*[-*]\s)"
    r"|(?P<pause>,(?!\d)|[:()\u2013\u2014]|\s-(?=\s))",
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe0e\ufe0f]")
_COMBINING = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0591-\u05c7]")
# What tells the language of a sentence, and how loudly.
_SMALL_WORD, _SWEDISH_LETTER, _KNOWN_WORD = 3, 3, 1


class Word(NamedTuple):
    """A word as it was written: folded, with its capitals and its say in which language it is.

    ``capitals`` is 2 for all capitals (of two letters or more), 1 for a capital first, else 0.
    ``leans`` is above 0 for Swedish, below 0 for English.
    """

    folded: str
    capitals: int
    leans: int


@dataclass(slots=True)
class Reading:
    """A text's words in order, and what is known of each by its position.

    Parameters
    ----------
    words, stems : lists of str
        Folded.
    capitals : list of int
        As in `Word`.
    languages : list of str
        "sv" or "en", by the sentence.
    begins : list of bool
        Whether a sentence begins here: a capital says nothing there.
    sentences, clauses : lists of int
        The number of each word's sentence, and of its stretch between commas.
    hangs : frozenset of int
        Words that end in a hyphen and share the end of a later one: bygg- och anläggningsteknik.
    denied : list of bool
        Whether the word lies within what a negation takes back.
    """

    words: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    capitals: list[int] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    begins: list[bool] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    hangs: frozenset[int] = frozenset()
    denied: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)


def read(text: str) -> Reading:
    """Return the reading of a text.

    Examples
    --------
    >>> reading = read("Vi kan AI. We like boats, not Java.")
    >>> reading.words
    ['vi', 'kan', 'ai', 'we', 'like', 'boats', 'not', 'java']
    >>> reading.languages[0], reading.languages[-1], reading.denied[-1]
    ('sv', 'en', True)
    """
    reading = Reading()
    leans: list[int] = []
    hangs: set[int] = set()
    sentence = clause = 0
    begins = True
    for match in _TOKEN.finditer(_visible(text)):
        kind = match.lastgroup
        if kind == "word":
            for word in _written(match.group()):
                reading.words.append(word.folded)
                reading.capitals.append(word.capitals)
                reading.sentences.append(sentence)
                reading.clauses.append(clause)
                reading.begins.append(begins)
                leans.append(word.leans)
                begins = False
        elif kind == "hang":
            hangs.add(len(reading.words) - 1)
        else:
            clause += 1
            if kind == "end":
                sentence += 1
                begins = True
    reading.hangs = frozenset(hangs)
    reading.languages = _languages(reading.sentences, leans)
    reading.stems = list(map(stem, reading.words, reading.languages))
    reading.denied = denied_words(reading.words, reading.clauses, reading.sentences)
    return reading


def _visible(text: str) -> str:
    """Return a text in one Unicode form, without what only decorates letters or hides."""
    if text.isascii():
        return text
    clean = text.encode("utf-8", "replace").decode("utf-8")
    if not unicodedata.is_normalized("NFKC", clean):
        clean = unicodedata.normalize("NFKC", clean)
    return _COMBINING.sub("", _INVISIBLE.sub("", clean))


@lru_cache(maxsize=100_000)
def _written(word: str) -> tuple[Word, ...]:
    """Return a written word folded; few signs become two words, or none, when folded."""
    capitals = 2 if len(word) > 1 and word.isupper() else int(word[:1].isupper())
    return tuple(Word(folded, capitals, _leaning(folded)) for folded in fold(word).split())


def _leaning(word: str) -> int:
    """Return how much a folded word says of its sentence's language."""
    dictionary = shipped_dictionary()
    lean = _SMALL_WORD * ((word in STOP_WORDS["sv"]) - (word in STOP_WORDS["en"]))
    if lean == 0:
        lean = _KNOWN_WORD * (dictionary.knows(word, "sv") - dictionary.knows(word, "en"))
    return lean + _SWEDISH_LETTER * any(letter in "åäö" for letter in word)


def _languages(sentences: list[int], leans: list[int]) -> list[str]:
    """Return the language of each word: its sentence's, or the text's where that does not tell."""
    totals: dict[int, int] = {}
    for sentence, lean in zip(sentences, leans, strict=True):
        totals[sentence] = totals.get(sentence, 0) + lean
    whole = "en" if sum(leans) < 0 else "sv"
    named = {
        sentence: whole if total == 0 else "sv" if total > 0 else "en"
        for sentence, total in totals.items()
    }
    return [named[sentence] for sentence in sentences]
