"""Reads a text once for all that is asked of it: its words, sentences, clauses and languages.

Each distinct written word is folded and stemmed once a process; a text is split by one pass of one
regular expression. Linear in its length.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from matcher.dictionary import shipped_dictionary
from matcher.negation import denied_words
from matcher.text import STOP_WORDS, WRITTEN, folded_word, stem, visible

# A word; a hyphen that words share their end by; the end of a sentence; a pause within it.
_TOKEN = re.compile(
    WRITTEN + r"|(?<=[^\W_])[-\u2010\u2011](?=[\s,/]|$)"
    r"|[.!?…]+(?=\s+[^\W_a-zåäö]|\s*$)|[;•·●]+|\n\s*\n|\n(?=\s*[^\W_a-zåäö])|\n\s*[-*]\s"
    r"|,(?!\d)|[:()\u2013\u2014]|\s-(?=\s)"
)
# What is longer is rare, and not kept.
_SHORT = 4000
_HANGS = frozenset("-\u2010\u2011")
_ENDS = frozenset(".!?…;•·●\n")
# What tells the language of a sentence, and how loudly.
_SWEDISH_LETTERS = frozenset("åäö")
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
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    hangs: frozenset[int] = frozenset()
    denied: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def begins(self, position: int) -> bool:
        """Return whether a sentence begins here: a capital says nothing there."""
        return not position or self.sentences[position - 1] != self.sentences[position]


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
    return _read_lately(text) if len(text) <= _SHORT else _read(text)


def _read(text: str) -> Reading:
    reading = Reading()
    words, capitals, leans = reading.words, reading.capitals, []
    clauses, sentences, hangs = reading.clauses, reading.sentences, set()
    sentence = clause = 0
    for token in _TOKEN.findall(visible(text)):
        known = _written(token)
        if known:
            for word in known:
                words.append(word.folded)
                capitals.append(word.capitals)
                leans.append(word.leans)
                sentences.append(sentence)
                clauses.append(clause)
        elif token in _HANGS:
            hangs.add(len(words) - 1)
        else:
            clause += 1
            sentence += token[0] in _ENDS
    reading.hangs = frozenset(hangs)
    reading.languages = _languages(sentences, leans)
    reading.stems = list(map(stem, words, reading.languages))
    reading.denied = denied_words(words, clauses, sentences)
    return reading


@lru_cache(maxsize=100_000)
def _written(token: str) -> tuple[Word, ...]:
    """Return a written word folded, none for a sign; a few become two words when folded."""
    if not (token[-1].isalnum() or token[-1] in "+#"):
        return ()
    return tuple(Word(word, capitals, _leaning(word)) for word, capitals in folded_word(token))


def _leaning(word: str) -> int:
    """Return how much a folded word says of its sentence's language."""
    dictionary = shipped_dictionary()
    lean = _SMALL_WORD * ((word in STOP_WORDS["sv"]) - (word in STOP_WORDS["en"]))
    if lean == 0:
        lean = _KNOWN_WORD * (dictionary.knows(word, "sv") - dictionary.knows(word, "en"))
    return lean + _SWEDISH_LETTER * (not _SWEDISH_LETTERS.isdisjoint(word))


def _languages(sentences: list[int], leans: list[int]) -> list[str]:
    """Return the language of each word: its sentence's, or the text's where that does not tell."""
    if not sentences:
        return []
    totals = [0] * (sentences[-1] + 1)
    for sentence, lean in zip(sentences, leans, strict=True):
        totals[sentence] += lean
    whole = "en" if sum(totals) < 0 else "sv"
    named = [whole if total == 0 else "sv" if total > 0 else "en" for total in totals]
    return [named[sentence] for sentence in sentences]


# Pairs are explained one after the other, and their texts are mostly those of the pair before.
_read_lately = lru_cache(maxsize=1024)(_read)
