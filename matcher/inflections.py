"""Which words an inflected word may be a form of: cyklarna of cykel, byggde of bygga.

Algorithm: each ending of Swedish and English inflection is taken off in turn and what it stood
for put on; whoever asks looks which of the results is a word. That finds more than a stem does,
and is wrong less often, where there is a list of words to look in. Linear in the endings.

References
----------
The endings are those of Teleman, U., Hellberg, S. & Andersson, E. (1999). "Svenska Akademiens
grammatik", volume 2.
"""

import re
from functools import lru_cache

from matcher.text import british

# An ending, and what may stand in its place in the word's first form.
_SWEDISH: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("andena", ("ande",)),
    ("arnas", ("", "e")),
    ("ernas", ("", "e")),
    ("ornas", ("a",)),
    ("heterna", ("het",)),
    ("heten", ("het",)),
    ("heter", ("het",)),
    ("arna", ("", "e", "are")),
    ("erna", ("", "e")),
    ("orna", ("a",)),
    ("andet", ("ande", "a")),
    ("ades", ("a",)),
    ("ande", ("a",)),
    ("ende", ("a",)),
    ("aste", ("", "a")),
    ("dde", ("",)),
    ("ade", ("a",)),
    ("ats", ("a",)),
    ("ast", ("",)),
    ("are", ("",)),
    ("ena", ("e", "en")),
    ("ens", ("", "e")),
    ("ets", ("", "e")),
    ("ers", ("er",)),
    ("ar", ("", "a", "e")),
    ("er", ("", "a", "e")),
    ("or", ("a",)),
    ("en", ("", "e")),
    ("et", ("", "e")),
    ("an", ("a",)),
    ("as", ("a",)),
    ("es", ("a", "")),
    ("ad", ("a",)),
    ("at", ("a",)),
    ("de", ("a",)),
    ("te", ("a",)),
    ("it", ("a",)),
    ("da", ("d", "a")),
    ("ta", ("a", "t")),
    ("na", ("", "en")),
    ("a", ("",)),
    ("e", ("", "a")),
    ("n", ("",)),
    ("r", ("",)),
    ("s", ("", "a")),
    ("t", ("", "a")),
    ("d", ("a",)),
)
# Vintrar is of vinter, cykeln and cyklar of cykel, enkla of enkel.
_AFTER_LOST_E = frozenset(("arna", "erna", "ar", "et", "en", "er", "as", "a"))
_DOUBLED = ("mm", "nn")
_VOWELS = frozenset("aeiouyåäö")
_SHORTEST = 2
_BY_LAST_LETTER = {
    last: tuple(
        (ending, instead, ending in _AFTER_LOST_E)
        for ending, instead in _SWEDISH
        if ending.endswith(last)
    )
    for last in {ending[-1] for ending, _ in _SWEDISH}
}


@lru_cache(maxsize=100_000)
def swedish_bases(word: str) -> tuple[str, ...]:
    """Return the words that a folded Swedish word may be a form of, the likeliest first.

    Examples
    --------
    >>> "byggnad" in swedish_bases("byggnaderna"), "cykel" in swedish_bases("cyklarna")
    (True, True)
    >>> "program" in swedish_bases("programmet"), "köpa" in swedish_bases("köpte")
    (True, True)
    """
    found: dict[str, None] = {}
    for ending, instead, may_lose_e in _BY_LAST_LETTER.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            rest = word[: -len(ending)]
            for other in instead:
                found[rest + other] = None
            if rest.endswith(_DOUBLED):
                found[rest[:-1]] = None
            if may_lose_e and rest[-1] in "lnr" and rest[-2] not in _VOWELS:
                found[f"{rest[:-1]}e{rest[-1]}"] = None
    return tuple(found)


_ENGLISH: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ies", ("y", "ie")),
    ("ied", ("y",)),
    ("iest", ("y",)),
    ("ier", ("y",)),
    ("ves", ("f", "fe", "ve")),
    ("ing", ("", "e")),
    ("ings", ("", "ing")),
    ("est", ("", "e")),
    ("es", ("", "e")),
    ("ed", ("", "e")),
    ("er", ("", "e")),
    ("ers", ("er", "")),
    ("ly", ("",)),
    ("s", ("",)),
)
_SAME_TWICE = re.compile(r"([bdfglmnprt])\1$")


@lru_cache(maxsize=100_000)
def english_bases(word: str) -> tuple[str, ...]:
    """Return the words that a folded English word may be a form of, in either spelling.

    Examples
    --------
    >>> "plan" in english_bases("planning"), "body" in english_bases("bodies")
    (True, True)
    >>> "organise" in english_bases("organizing")
    True
    """
    found: dict[str, None] = {}
    for spelt in dict.fromkeys((word, british(word))):
        if spelt != word:
            found[spelt] = None
        for ending, instead in _ENGLISH:
            if spelt.endswith(ending) and len(spelt) - len(ending) > _SHORTEST:
                rest = spelt[: -len(ending)]
                for other in instead:
                    found[rest + other] = None
                if ending != "s" and _SAME_TWICE.search(rest):
                    found[rest[:-1]] = None
    return tuple(found)


BASES = {"sv": swedish_bases, "en": english_bases}
