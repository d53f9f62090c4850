"""What a record's words mean: skills, programmes and fields as concepts of one vocabulary.

Each distinct string is linked once. Words that no concept is clear enough for are kept as words of
their own, by their senses in the dictionary (``"word:blow glass"``), so that glasblåsning on one
side still meets glass blowing on the other.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from matcher.concepts import ConceptIndex
from matcher.errors import UnknownConceptError
from matcher.phrases import Phrases, phrases_of
from matcher.reading import Reading
from matcher.scanner import ConceptScanner
from matcher.vocabulary import Vocabulary
from matcher.wordspace import WordSpace, word_space

WORD_PREFIX = "word:"

_SKILL_KINDS = ("skill", "tool", "occupation", "field")
_STUDY_KINDS = ("programme", "field", "occupation")
# Longer than any name of a skill: only searched for the concepts inside it.
_LONGEST_NAME = 120
# How nearly a phrase of known words must mean what a label that looks like it means.
_SAME_MEANING = 0.75


class Linker:
    """Links the words of records to the concepts of one vocabulary.

    Parameters
    ----------
    vocabulary : Vocabulary
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._skill_index = _index(vocabulary, _SKILL_KINDS)
        self._study_index = _index(vocabulary, _STUDY_KINDS)
        self._skill_scanner = ConceptScanner(_labels(vocabulary, _SKILL_KINDS))
        self._study_scanner = ConceptScanner(_labels(vocabulary, _STUDY_KINDS))
        # Concepts by what their labels mean, made when a phrase is first looked up so.
        self._senses: dict[tuple[str, ...], dict[str, str]] = {}

    @property
    def _phrases(self) -> Phrases:
        return phrases_of(self.vocabulary)

    @property
    def space(self) -> WordSpace:
        """The senses that running texts are compared by."""
        return word_space(self.vocabulary)

    def skills(self, phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return what each phrase means: the ids of concepts, or a word of its own.

        A phrase that names several skills ("Python och SQL") means all of them.
        """
        distinct = list(dict.fromkeys(phrases))
        meanings = self._link(distinct, _SKILL_KINDS, self._skill_index, self._skill_scanner)
        name_of = self._phrases.name_of
        return {
            phrase: meanings[phrase] or (WORD_PREFIX + (name_of(phrase) or phrase.strip()),)
            for phrase in distinct
        }

    def programmes(self, phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the programme, or the fields or occupations, that each phrase speaks of.

        Empty where nothing is recognised.
        """
        return self._link(
            [phrase for phrase in dict.fromkeys(phrases) if phrase.strip()],
            _STUDY_KINDS,
            self._study_index,
            self._study_scanner,
        )

    def field(self, word: str, offer: str) -> str:
        """Return the concept that an offer accepts students of.

        Raises
        ------
        UnknownConceptError
            Since a field that nobody can have would silently exclude everybody.
        """
        if word in self.vocabulary:
            return word
        linked = self._study_index.link([word])[0]
        if linked is None:
            raise UnknownConceptError(
                field="fields", row=offer, value=word, expected="a field of the vocabulary"
            )
        return linked

    def concepts_in(self, text: str) -> list[str]:
        """Return the skills, tools, occupations and fields that a text speaks of."""
        return self._skill_scanner.find(text)

    def concepts_of(self, reading: Reading) -> list[str]:
        """Return the same of a text that was read already."""
        return self._skill_scanner.find_in(reading)

    def _link(
        self,
        phrases: Sequence[str],
        kinds: tuple[str, ...],
        index: ConceptIndex,
        scanner: ConceptScanner,
    ) -> dict[str, tuple[str, ...]]:
        meanings: dict[str, tuple[str, ...]] = {
            phrase: (phrase,) for phrase in phrases if phrase in self.vocabulary
        }
        free = [phrase for phrase in phrases if phrase not in meanings]
        names = [phrase if len(phrase) <= _LONGEST_NAME else "" for phrase in free]
        for phrase, linked in zip(free, index.link(names), strict=True):
            if linked and self._is_meant(phrase, linked):
                meanings[phrase] = (linked,)
            else:
                meanings[phrase] = self._by_sense(phrase, kinds) or tuple(
                    scanner.find(phrase, is_list=True)
                )
        return meanings

    def _is_meant(self, phrase: str, concept: str) -> bool:
        """Return whether a phrase that looks like a concept's label also means it.

        Where every word of it is a word, it is no slip of the pen for another: "produktion" is
        not TV-produktion, and animals are no animation.
        """
        phrases = self._phrases
        if not phrases.is_known(phrase):
            return True
        labels = self.vocabulary[concept].labels()
        return any(phrases.likeness(phrase, label) >= _SAME_MEANING for label, _ in labels)

    def _by_sense(self, phrase: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Return the concept that has a label of the same words, or of their translations."""
        if len(phrase) > _LONGEST_NAME:
            return ()
        name_of = self._phrases.name_of
        if kinds not in self._senses:
            known = self._senses[kinds] = {}
            for label, concept, _ in _labels(self.vocabulary, kinds):
                known.setdefault(name_of(label), concept)
            known.pop("", None)  # labels of small words alone, such as IT
        found = self._senses[kinds].get(name_of(phrase))
        return (found,) if found else ()


def _labels(vocabulary: Vocabulary, kinds: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (label, concept, language), the kinds in the order in which they are understood."""
    return [
        (label, concept.id, language)
        for kind in kinds
        for concept in vocabulary
        if concept.kind == kind
        for label, language in concept.labels()
    ]


def _index(vocabulary: Vocabulary, kinds: Sequence[str]) -> ConceptIndex:
    rows = _labels(vocabulary, kinds)
    return ConceptIndex().fit(
        [label for label, _, _ in rows],
        [concept for _, concept, _ in rows],
        [language for _, _, language in rows],
    )


@lru_cache(maxsize=4)
def linker_for(vocabulary: Vocabulary) -> Linker:
    """Return the linker of a vocabulary, made once a process."""
    return Linker(vocabulary)
