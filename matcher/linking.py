"""What a record's words mean: skills, programmes and fields as concepts of one vocabulary.

Each distinct string is linked once: as the label of a concept, as what looks nearly like one, as
what has the senses of one, or as several that are named in it. Words that no concept is clear
enough for are kept as words of their own, by their senses in the dictionary
(``"word:boat wood"``), so that träbåtar on one side still meets wooden boats on the other. Tables
are made when they are first needed.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache

from matcher.concepts import ConceptIndex
from matcher.errors import UnknownConceptError
from matcher.naming import Namer, namer_of
from matcher.reading import Reading
from matcher.scanner import ConceptScanner
from matcher.text import words
from matcher.vocabulary import Vocabulary
from matcher.wordspace import WordSpace, word_space

WORD_PREFIX = "word:"

_SKILL_KINDS = ("skill", "tool", "occupation", "field")
_STUDY_KINDS = ("programme", "field", "occupation")
# Longer than any name of a skill: only searched for the concepts inside it.
_LONGEST_NAME = 120
# A single word of a taxonomy that is shorter says too little in a text.
_SHORTEST_PLAIN = 8
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
        self._skills = _Kinds(vocabulary, _SKILL_KINDS)
        self._studies = _Kinds(vocabulary, _STUDY_KINDS, in_fields=True)
        # Pairs are explained one after the other, with mostly the texts of the pair before.
        self._spoken_of = lru_cache(maxsize=1024)(self._scan)

    @property
    def space(self) -> WordSpace:
        """The senses that running texts are compared by."""
        return word_space(self.vocabulary)

    def __reduce__(self) -> tuple[Callable[[Vocabulary], "Linker"], tuple[Vocabulary]]:
        """Travel to another process as the vocabulary alone: all else follows from it."""
        return linker_for, (self.vocabulary,)

    def skills(self, phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return what each phrase means: the ids of concepts, or a word of its own.

        A phrase that names several skills ("Python och SQL") means all of them.
        """
        distinct = list(dict.fromkeys(phrases))
        meanings = self._skills.link(distinct)
        name_of = namer_of(self.vocabulary).name_of
        return {
            phrase: meanings[phrase] or (WORD_PREFIX + (name_of(phrase) or phrase.strip()),)
            for phrase in distinct
        }

    def programmes(self, phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the programme, or the fields or occupations, that each phrase speaks of.

        Empty where nothing is recognised.
        """
        return self._studies.link([phrase for phrase in dict.fromkeys(phrases) if phrase.strip()])

    def field(self, word: str, offer: str) -> str:
        """Return the concept that an offer accepts students of.

        Raises
        ------
        UnknownConceptError
            Since a field that nobody can have would silently exclude everybody.
        """
        if word in self.vocabulary:
            return word
        linked = self._studies.exact.get(_key(word)) or self._studies.index.link([word])[0]
        if linked is None:
            raise UnknownConceptError(
                field="fields", row=offer, value=word, expected="a field of the vocabulary"
            )
        return linked

    def concepts_in(self, text: str) -> list[str]:
        """Return the skills, tools, occupations and fields that a text speaks of."""
        return list(self._spoken_of(text))

    def _scan(self, text: str) -> tuple[str, ...]:
        return tuple(self._skills.scanner.find(text))

    def concepts_of(self, reading: Reading) -> list[str]:
        """Return the same of a text that was read already."""
        return self._skills.scanner.find_in(reading)


class _Kinds:
    """The tables that phrases are looked up in, for concepts of some kinds.

    Where a label stands for several concepts, the project's own is meant before an imported one,
    and then the kind that is named first. Imported occupations lie in no field: studies linked to
    one would fit no offer that accepts certain fields, so ``in_fields`` leaves them out.
    """

    def __init__(
        self, vocabulary: Vocabulary, kinds: Sequence[str], *, in_fields: bool = False
    ) -> None:
        self._vocabulary = vocabulary
        meant = [
            concept
            for concept in vocabulary
            if concept.kind in kinds and (vocabulary.fields_of(concept.id) or not in_fields)
        ]
        meant.sort(key=lambda concept: (concept.is_imported, kinds.index(concept.kind)))
        self._labels = [
            (label, concept.id, language)
            for concept in meant
            for label, language in concept.labels()
        ]
        # One run after the other asks of the same phrases, as long as nobody edits a profile.
        self._linked = lru_cache(maxsize=4)(self._link)

    @property
    def _namer(self) -> Namer:
        return namer_of(self._vocabulary)

    @cached_property
    def exact(self) -> dict[tuple[str, ...], str]:
        """Concepts by the folded words of their labels."""
        found: dict[tuple[str, ...], str] = {}
        for label, concept, _ in self._labels:
            found.setdefault(_key(label), concept)
        found.pop((), None)
        return found

    @cached_property
    def index(self) -> ConceptIndex:
        """Concepts by what looks like their labels."""
        labels, concepts, languages = zip(*self._labels, strict=True) if self._labels else ((),) * 3
        return ConceptIndex().fit(labels, concepts, languages)

    @cached_property
    def scanner(self) -> ConceptScanner:
        """Concepts by their labels in running text.

        Taxonomies were not written for that: of theirs only what is plainly a name counts.
        """
        known = self._vocabulary
        return ConceptScanner(
            row for row in self._labels if not known[row[1]].is_imported or _is_plain(known, *row)
        )

    @cached_property
    def senses(self) -> dict[str, str]:
        """Concepts by what their labels mean."""
        found: dict[str, str] = {}
        for label, concept, language in self._labels:
            found.setdefault(self._namer.name_of(label, language), concept)
        found.pop("", None)  # of labels of small words alone, such as IT
        return found

    def link(self, phrases: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the concepts that phrases mean, none for those that mean none."""
        return dict(self._linked(tuple(phrases)))

    def _link(self, phrases: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        meanings: dict[str, tuple[str, ...]] = {}
        for phrase in phrases:
            known = phrase if phrase in self._vocabulary else self.exact.get(_key(phrase))
            if known:
                meanings[phrase] = (known,)
        free = [phrase for phrase in phrases if phrase not in meanings]
        if free:
            names = [phrase if len(phrase) <= _LONGEST_NAME else "" for phrase in free]
            for phrase, linked in zip(free, self.index.link(names), strict=True):
                meanings[phrase] = self._meant(phrase, linked)
        return meanings

    def _meant(self, phrase: str, linked: str | None) -> tuple[str, ...]:
        """Return what a phrase means that is no label, where it may look like one."""
        if linked and self._has_its_meaning(phrase, linked):
            return (linked,)
        if len(phrase) <= _LONGEST_NAME:
            found = self.senses.get(self._namer.name_of(phrase))
            if found:
                return (found,)
        return tuple(self.scanner.find(phrase, is_list=True))

    def _has_its_meaning(self, phrase: str, concept: str) -> bool:
        """Return whether a phrase that looks like a concept's label also means it.

        Where every word of it is a word, it is no slip of the pen for another: "produktion" is
        not TV-produktion, and animals are no animation.
        """
        if not self._namer.is_known(phrase):
            return True
        labels = self._vocabulary[concept].labels()
        return any(self._namer.likeness(phrase, label) >= _SAME_MEANING for label, _ in labels)


def _is_plain(vocabulary: Vocabulary, label: str, concept: str, _language: str) -> bool:
    """Return whether a label of an imported concept can be no everyday word in a text.

    Synonyms such as "spinner" or "extra" are said of anything; so are short words.
    """
    named = vocabulary[concept]
    is_shown = label in (named.sv, named.en)
    return is_shown and (len(words(label)) > 1 or len(label) >= _SHORTEST_PLAIN)


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(words(phrase))


@lru_cache(maxsize=4)
def linker_for(vocabulary: Vocabulary) -> Linker:
    """Return the linker of a vocabulary, made once a process."""
    return Linker(vocabulary)
