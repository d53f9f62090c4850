"""What a text takes back: "ingen erfarenhet av Java", "SQL krävs inte", "I do not know Excel".

Algorithm: after NegEx, with clauses. A word that denies (inte, no, without …) reaches over the
words after it, to the end of its clause or a turn (men, but), and on over the items of a list.
"Not" and "inte" only deny where the clause speaks of knowing, having or needing, or is a mere
"inte Java"; words before them are denied where what is said of them is that they are not known or
needed ("körkort krävs inte"). Turns of phrase that deny nothing are known: not only, tveka inte.
One pass over the text for what denies, and one over the clause of each: linear in both.

References
----------
Chapman, W. W., Bridewell, W., Hanbury, P., Cooper, G. F. & Buchanan, B. G. (2001). "A simple
algorithm for identifying negated findings and diseases in discharge summaries". J. Biomed. Inform.
34(5). Skeppstedt, M. (2011). "Negation detection in Swedish clinical text". J. Biomed. Semant. 2.
"""

from bisect import bisect_left
from collections.abc import Sequence

from matcher.text import word_set

_NOT = word_set("""
    inte ej icke aldrig not never cannot cant dont doesnt didnt isnt arent wasnt werent wont
    wouldnt havent hasnt hadnt neednt shouldnt couldnt
    """)
_NO = word_set("ingen inga inget ingenting noll no zero")
_WITHOUT = word_set("""
    utan saknar saknade saknas varken slipper slipp without lack lacks lacking neither nor
    unfamiliar
    """)
_CUES = _NOT | _NO | _WITHOUT

# To know, to have, to need: what "not" is about when it denies a skill.
_KNOWING = word_set("""
    kan kunna kunnat behärskar behärska behöver behöva behövs krävs kräver kräva krav måste har ha
    hade haft lärt lär läst jobbat arbetat använt använder använda provat testat prövat rört hållit
    förväntar förväntas förutsätter förutsätts söker ingår ingå vet förstår talar pratar tala prata
    programmerar kodar skriver gillar vill van vana erfaren duktig bra haj vass nödvändigt
    nödvändig obligatoriskt obligatorisk
    know knew known need needs needed require requires required have has had use used using worked
    learned learnt learn studied tried expect expected speak spoken familiar experienced good
    skilled like want looking include included ask asked mandatory essential necessary able touched
    comfortable
    """)
# What is said of words that stand before it.
_NEEDED = word_set("""
    krävs krav behövs behöver nödvändigt nödvändig nödvändiga obligatoriskt obligatorisk viktigt
    förutsätts förväntas ingår
    required requirement needed necessary mandatory essential important expected included
    prerequisite
    """)
_HAD = word_set("kan har behärskar förstår vet talar pratar använder")
# What "no" is about when more than the next words are denied.
_ABILITIES = word_set("""
    erfarenhet erfarenheter kunskap kunskaper krav vana kännedom förkunskap förkunskaper kompetens
    utbildning behov koll aning intresse tidigare formell formella särskild särskilda
    experience knowledge requirement requirements need skill skills background training idea clue
    expertise qualification qualifications interest prior previous formal particular
    """)
# After what denies: turns of phrase that deny nothing.
_DENIES_NOTHING = word_set("""
    bara endast enbart minst rädd rädda rädsla främmande ovan omöjligt nog obekant dumt tråkigt fel
    sällan problem tvekan hinder brist svårigheter bekymmer tvivel vänta allt alla expert fullärd
    perfekt flytande heller
    only just merely least afraid uncommon shy mention stranger doubt matter less later wait
    hesitate worry mind forget miss everything expert perfect fluent stop enough help
    """)
# Before what denies: tveka inte, why not.
_DENIES_NOTHING_BEFORE = word_set("tveka glöm missa varför why vänta")
_TURNS = word_set("""
    men dock däremot fast medan eftersom istället som så
    but however although though while because instead rather who which yet
    """)
_AND = word_set("och samt and")
_SUBJECTS = word_set("""
    jag du vi ni man han hon hen de det den detta dessa
    i you we he she they it this these there
    """)
_VERBS = word_set("""
    är var kan har hade ska vill måste behöver krävs finns får gör arbetar jobbar läser bygger
    använder gillar söker skriver talar kommer blir erbjuder behövs ingår trivs
    is are was can have has had will would must need needs work works study read build use like
    write speak am do does
    """)
_STARTS_A_CLAUSE = _SUBJECTS | _VERBS
_NEAR, _LONGEST_ITEM, _AFTER_WITHOUT, _AFTER_NO, _BARE = 3, 5, 6, 2, 3
_LONGEST_BUT = 8


def denied_words(
    words: Sequence[str], clauses: Sequence[int], sentences: Sequence[int]
) -> list[bool]:
    """Return which folded words lie within what is denied.

    Parameters
    ----------
    words : sequence of str
        Folded.
    clauses, sentences : sequences of int
        The number of the stretch between pauses, and of the sentence, that each word stands in.

    Examples
    --------
    >>> said = "jag kan python men inte java".split()
    >>> denied = denied_words(said, [0] * 6, [0] * 6)
    >>> [word for word, is_denied in zip(said, denied) if is_denied]
    ['inte', 'java']
    """
    denied = [False] * len(words)
    if _CUES.isdisjoint(words):
        return denied
    text = _Text(words, clauses, sentences)
    for at, word in enumerate(words):
        if word in _CUES and not denied[at]:
            for first, end in text.reached_from(at):
                denied[first:end] = [True] * (end - first)
    return denied


class _Text:
    """The words of a text and where their clauses begin and end."""

    def __init__(
        self, words: Sequence[str], clauses: Sequence[int], sentences: Sequence[int]
    ) -> None:
        self._words, self._clauses, self._sentences = words, clauses, sentences

    def reached_from(self, at: int) -> list[tuple[int, int]]:
        """Return the stretches that the word at a position denies."""
        words, word = self._words, self._words[at]
        begin, end = self._clause(at)
        after = words[at + 1 : min(end, at + 1 + _NEAR)]
        if not _DENIES_NOTHING.isdisjoint(after) or words[at - 1 : at] in _BEFORE:
            return []
        if word in _WITHOUT:
            return self._without(at, end)
        if word in _NO:
            return self._no(at, begin, end, after)
        return self._not(at, begin, end, after)

    def _without(self, at: int, end: int) -> list[tuple[int, int]]:
        words = self._words
        is_but = words[at] == "utan" and self._is_but(at)
        follows = words[at + 1] if at + 1 < end else ""
        # "Utan att" and "without losing" speak of how something is done.
        if is_but or not follows or follows == "att" or follows.endswith("ing"):
            return []
        reached = self._end_of_reach(at, end)
        is_list = words[at] in ("varken", "neither", "nor", "saknar")
        return [(at, reached if is_list else min(reached, at + 1 + _AFTER_WITHOUT))]

    def _no(self, at: int, begin: int, end: int, after: Sequence[str]) -> list[tuple[int, int]]:
        if _ABILITIES.isdisjoint(after):
            reached = min(end, at + 1 + _AFTER_NO)
            is_needless = not _NEEDED.isdisjoint(self._words[at + 1 : end])
            return [(at, end if is_needless else reached)]
        stretches = [(at, self._end_of_reach(at, end))]
        if not _NEEDED.isdisjoint(after):
            stretches.append((self._begin_of_reach(begin, at), at))
        return stretches

    def _not(self, at: int, begin: int, end: int, after: Sequence[str]) -> list[tuple[int, int]]:
        words = self._words
        before = words[max(begin, at - _NEAR) : at]
        stretches = []
        is_about_knowing = not _KNOWING.isdisjoint((*before, *after))
        is_bare = end - at - 1 <= _BARE and words[at - 1 : at] not in _RELATIVE
        if is_about_knowing or is_bare:
            stretches.append((at, self._end_of_reach(at, end)))
        is_needless = not _NEEDED.isdisjoint((*after, *before[-1:]))
        is_unknown = not _HAD.isdisjoint(before[-2:])
        if is_needless or is_unknown:
            stretches.append((self._begin_of_reach(begin, at), at))
        return stretches if not self._lives_without(at, end) else []

    def _lives_without(self, at: int, end: int) -> bool:
        """Return whether a clause ends in a second denial: cannot live without."""
        return bool(self._words[at + 1 : end]) and self._words[end - 1] in ("utan", "without")

    def _clause(self, at: int) -> tuple[int, int]:
        """Return where the stretch between pauses, or turns, around a word begins and ends."""
        words, number = self._words, self._clauses[at]
        begin = at
        while begin and self._clauses[begin - 1] == number and words[begin - 1] not in _TURNS:
            begin -= 1
        end = at + 1
        while end < len(words) and self._clauses[end] == number and not self._turns(end):
            end += 1
        return begin, end

    def _turns(self, at: int) -> bool:
        """Return whether something else is said from here: but this, and I do that."""
        words = self._words
        if words[at] in _AND:
            return not _STARTS_A_CLAUSE.isdisjoint(words[at + 1 : at + 2])
        return words[at] in _TURNS or (words[at] == "utan" and self._is_but(at))

    def _is_but(self, at: int) -> bool:
        """Return whether "utan" is but, not without: after a denial, with more to come."""
        has_more = self._clauses[at + 1 : at + 2] == self._clauses[at : at + 1]
        begin = max(0, at - _LONGEST_BUT, bisect_left(self._sentences, self._sentences[at]))
        return has_more and not (_NOT | _NO).isdisjoint(self._words[begin:at])

    def _end_of_reach(self, at: int, end: int) -> int:
        """Return where a denial ends: after the items of a list that its clause begins."""
        while end < len(self._words) and self._sentences[end] == self._sentences[at]:
            if self._clauses[end] == self._clauses[end - 1]:
                break  # it ended at a turn, not at a pause
            last = self._clause(end)[1]
            item = self._words[end:last]
            if item[0] in _TURNS or not _is_item(item):
                break
            end = last
        return end

    def _begin_of_reach(self, begin: int, at: int) -> int:
        """Return where a denial of what stands before it begins, over a list's items likewise."""
        while begin and self._sentences[begin - 1] == self._sentences[at]:
            if self._clauses[begin] == self._clauses[begin - 1]:
                break
            first = self._clause(begin - 1)[0]
            item = self._words[first:begin]
            if not _is_item(item):
                break
            begin = first
        return begin


def _is_item(words: Sequence[str]) -> bool:
    """Return whether words between pauses are one more item of a list, and no clause."""
    return len(words) <= _LONGEST_ITEM and _STARTS_ANEW.isdisjoint(words)


_STARTS_ANEW = _STARTS_A_CLAUSE | _CUES | word_set("bara only just")
_BEFORE = [[word] for word in _DENIES_NOTHING_BEFORE]
_RELATIVE = [["som"], ["that"], ["which"], ["who"]]
