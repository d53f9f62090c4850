"""Names that are labels: by their folded words, or by their stems; nothing is guessed.

Algorithm: hashes of both, made once. O(1) look-ups a name.
"""

from collections.abc import Sequence
from typing import Any

from matcher.text import LANGUAGES, STOP_WORDS, stem, words

_EXACT, _SAME_STEMS = 1.0, 0.98

# What people write around a skill says how well they know it, not what it is.
_FILLER_WORDS = """
    avancerad avancerade avancerat bra erfarenhet god goda grunder grundläggande i inom kunskap
    kunskaper kännedom student van vana advanced basic basics experience good in knowledge of
    skills student
    """
_FILLERS = frozenset(_FILLER_WORDS.split())


def folded(text: str) -> str:
    """Return the folded words of a label or a query, joined by one space.

    Examples
    --------
    >>> folded(" Kock, Storkök ")
    'kock storkök'
    """
    return " ".join(words(text))


class ExactLabels:
    """Concepts by what their labels say.

    Parameters
    ----------
    keys : sequence of str
        Folded labels.
    owners : sequence of int
        The number of each label's concept.
    languages : sequence of str or None
        The language of each label, for its stems; None takes the stems of both.
    """

    def __init__(
        self, keys: Sequence[str], owners: Sequence[int], languages: Sequence[str] | None
    ) -> None:
        self._exact: dict[str, list[int]] = {}
        self._stems: dict[tuple[str, str], list[int]] = {}
        for row, (key, owner) in enumerate(zip(keys, owners, strict=True)):
            _add(self._exact, key, owner)
            for language in LANGUAGES if languages is None else (languages[row],):
                if language in LANGUAGES and (stems := _stems(key, language)):
                    _add(self._stems, (language, stems), owner)

    def find(self, key: str) -> dict[int, float]:
        """Return the concepts that a folded query names, with how surely, from 0 to 1."""
        found = dict.fromkeys(self._exact.get(key, ()), _EXACT)
        core = " ".join(word for word in key.split() if word not in _FILLERS)
        for number in self._exact.get(core, ()):
            found.setdefault(number, _SAME_STEMS)
        for language in LANGUAGES:
            for number in self._stems.get((language, _stems(core, language)), ()):
                found.setdefault(number, _SAME_STEMS)
        return found


def _stems(key: str, language: str) -> str:
    stop_words = STOP_WORDS[language]
    return " ".join(stem(word, language) for word in key.split() if word not in stop_words)


def _add(table: dict[Any, list[int]], key: Any, owner: int) -> None:
    owners = table.setdefault(key, [])
    if owner not in owners:
        owners.append(owner)
