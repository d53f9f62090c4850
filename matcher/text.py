"""Folding, splitting and stemming of Swedish and English words. Only the standard library.

Å, ä and ö are letters of their own and stay; other accents are folded away. ``C``, ``C++`` and
``C#`` stay three words.
"""

import re
import unicodedata
from functools import lru_cache

from matcher.stems import STEMMERS

LANGUAGES = ("sv", "en")

_KEPT = frozenset("åäö")
_SCANDINAVIAN = str.maketrans(
    {"æ": "ä", "ø": "ö", "ß": "ss", "’": "", "'": "", "`": "", "\N{ACUTE ACCENT}": ""}
)
# ASCII and the Swedish letters: most of what people write, folded at once.
_PLAIN = re.compile(r"[\x00-\x7fåäöÅÄÖ]*")
_WORD = re.compile(r"(?<![^\W_])\.net\b|[^\W_]+(?:\+\+|#)?")
# A word as it is written, for other expressions to be built of.
WRITTEN = r"(?<![^\W_])\.[nN][eE][tT]\b|[^\W_]+(?:['\u2019`\u00b4][^\W_]+)*(?:\+\+|\#)?"
_WRITTEN = re.compile(WRITTEN)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe0e\ufe0f]")
_COMBINING = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0591-\u05c7]")

_SWEDISH_STOP_WORDS = """
    alla allt andra annan att av bara behöver bli blir bland bra både båda där då de del den denna
    deras dess dessa det detta dig din dina ditt du där efter ej eller en enligt er era ert ett
    finns flera fram från få får för före genom ger gör göra ha hade han har hon här hos hur i
    igen in inför innan inom inte jag kan kommer kring kunna lite man med mellan men mer mest mig
    min mina mitt mot mycket många måste ni nu ny nya någon något några när nästa och också om
    oss på redan rätt samt ska skulle själv sig sin sina sitt slut som sådan så till tills två ta
    under upp ur ut utan vad var vara varje vem vi vid vilka vilken vill vår våra vårt väl än
    ännu är även år över
    """
_ENGLISH_STOP_WORDS = """
    a about after all also am an and any are as at be because been before being both but by can
    could do does for from get had has have he her here him his how i if in into is it its just
    like many me more most much must my need new no not now of off on one only or other our out
    over own she should so some such than that the their them then there these they this those
    through to too two under until up us use very was we well were what when where which while
    who why will with within would year years you your
    """


def word_set(listed: str) -> frozenset[str]:
    """Return the words of a list that is written with spaces between them."""
    return frozenset(listed.split())


def fold(text: str) -> str:
    """Return the text in one case, one Unicode form, without accents that only decorate.

    Examples
    --------
    >>> fold("HÄRNÖSAND, Café")
    'härnösand, cafe'
    """
    if _PLAIN.fullmatch(text):
        return text.lower().replace("'", "").replace("`", "")
    # A lone surrogate, from a broken file, cannot be encoded later: it becomes a question mark.
    clean = text.encode("utf-8", "replace").decode("utf-8")
    composed = unicodedata.normalize("NFKC", clean).casefold().translate(_SCANDINAVIAN)
    composed = unicodedata.normalize("NFC", composed)
    return composed if composed.isascii() else composed.translate(_BARE)


class _Bare(dict[int, str]):
    """Letters without their combining marks, and nothing for invisible characters."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = letter
        if letter not in _KEPT:
            parts = unicodedata.normalize("NFD", letter)
            bare = "".join(p for p in parts if unicodedata.category(p) not in ("Mn", "Cf"))
        self[code] = bare
        return bare


_BARE = _Bare()


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order.

    Examples
    --------
    >>> words("C++, C# och .NET; e-handel")
    ['c++', 'c#', 'och', '.net', 'e', 'handel']
    """
    return _WORD.findall(fold(text))


def written_words(text: str) -> list[tuple[str, int]]:
    """Return the folded words, each with how it was written.

    2 is all capitals (of two letters or more), 1 a capital first, 0 neither.

    Examples
    --------
    >>> written_words("Vi kan AI och Excel")
    [('vi', 1), ('kan', 0), ('ai', 2), ('och', 0), ('excel', 1)]
    """
    return [pair for word in _WRITTEN.findall(visible(text)) for pair in folded_word(word)]


def visible(text: str) -> str:
    """Return a text in one Unicode form, without what only decorates letters or hides."""
    if text.isascii():
        return text
    # A lone surrogate, from a broken file, cannot be encoded later: it becomes a question mark.
    clean = text.encode("utf-8", "replace").decode("utf-8")
    if not unicodedata.is_normalized("NFKC", clean):
        clean = unicodedata.normalize("NFKC", clean)
    return _COMBINING.sub("", _INVISIBLE.sub("", clean))


@lru_cache(maxsize=100_000)
def folded_word(word: str) -> tuple[tuple[str, int], ...]:
    """Return one written word as `written_words` does; a few become two when folded, or none."""
    capitals = 2 if len(word) > 1 and word.isupper() else int(word[:1].isupper())
    folded = fold(word)
    if folded.isalpha():
        return ((folded, capitals),)
    return tuple((part, capitals) for part in _WORD.findall(folded))


def language_of(text_words: list[str]) -> str:
    """Return "sv" or "en", by the small words that give a language away; "sv" when they tie."""
    counts = {
        language: sum(word in stop_words for word in text_words)
        for language, stop_words in STOP_WORDS.items()
    }
    return "en" if counts["en"] > counts["sv"] else "sv"


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of one folded word, by the Snowball rules of its language.

    American and British spellings of a word share their stem.

    Examples
    --------
    >>> stem("redovisningen", "sv"), stem("programming", "en")
    ('redovisning', 'program')
    >>> stem("organizations", "en") == stem("organisation", "en")
    True
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    return STEMMERS[language](british(word) if language == "en" else word)


STOP_WORDS = {"sv": word_set(_SWEDISH_STOP_WORDS), "en": word_set(_ENGLISH_STOP_WORDS)}

_AMERICAN = re.compile(r"(?<=[a-z]{3})(i|y)z(?=e|ing|ation|able)|(?<=[a-z]{2})or(?=s?$|al|ed|ing)")
_OUR = word_set("behavi col fav flav harb hon hum lab neighb rum vap")
_SPELLINGS = {
    "center": "centre",
    "centers": "centres",
    "defense": "defence",
    "license": "licence",
    "licenses": "licences",
    "practise": "practice",
    "program": "programme",
    "programs": "programmes",
    "theater": "theatre",
    "theaters": "theatres",
    "fiber": "fibre",
    "fibers": "fibres",
    "liter": "litre",
    "gray": "grey",
    "pediatric": "paediatric",
    "anesthesia": "anaesthesia",
    "maneuver": "manoeuvre",
    "counseling": "counselling",
    "counselor": "counsellor",
    "modeling": "modelling",
    "traveler": "traveller",
    "jewelry": "jewellery",
    "catalog": "catalogue",
    "dialog": "dialogue",
    "tire": "tyre",
    "tires": "tyres",
    "aluminum": "aluminium",
    "plow": "plough",
}


def british(word: str) -> str:
    """Return a folded English word in its British spelling.

    Examples
    --------
    >>> british("organizations"), british("behavioral"), british("center"), british("author")
    ('organisations', 'behavioural', 'centre', 'author')
    """
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    found = _AMERICAN.search(word)
    if found is None:
        return word
    if found.group(1):
        return f"{word[: found.start()]}{found.group(1)}s{word[found.end() :]}"
    before = word[: found.start()]
    return f"{before}our{word[found.end() :]}" if before in _OUR else word
