"""Taxonomies as the matcher's vocabulary takes them, without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from matcher.merging import merge
from matcher.vocabulary import Concept, Vocabulary, shipped_vocabulary
from models.taxonomies import ConceptTold, Release

LANGUAGES = frozenset({"sv", "en"})


def concept_of(
    id_: str, kind: str, labels: tuple[str, str], synonyms: Mapping[str, Sequence[str]]
) -> Concept:
    """Make a concept of its labels in Swedish and English, and of synonyms by language."""
    others = (
        word for language in sorted(synonyms.keys() - LANGUAGES) for word in synonyms[language]
    )
    return Concept(
        id=id_,
        kind=kind,
        sv=labels[0],
        en=labels[1],
        sv_synonyms=tuple(synonyms.get("sv", ())),
        en_synonyms=tuple(synonyms.get("en", ())),
        others=tuple(dict.fromkeys(others)),
    )


def vocabulary_with(releases: Sequence[Release]) -> Vocabulary:
    """Give what ships together with releases of taxonomies, without a database.

    Of a concept that several tell, such as the skills of JobTech's that SSYK's groups name too, the
    first is taken.
    """
    told: dict[str, Concept] = {}
    same: dict[str, str] = {}
    broader: dict[str, str] = {}
    for release in releases:
        for id_, above in release.broader.items():
            broader.setdefault(same.get(id_, id_), same.get(above, above))
        for concept in release.concepts.values():
            if concept.id not in told and concept.id not in same and _is_named(concept.labels):
                told[concept.id] = _told(concept)
                same.update(dict.fromkeys(concept.also, concept.id))
    placed = (replace(each, broader=broader.get(each.id, "")) for each in told.values())
    return merge(shipped_vocabulary(), placed)


def _is_named(labels: Mapping[str, str]) -> bool:
    return any(labels.get(language) for language in LANGUAGES)


def _told(concept: ConceptTold) -> Concept:
    others = {language: [word] for language, word in concept.labels.items() if word}
    words = {
        language: [*others.get(language, ()), *concept.synonyms.get(language, ())]
        for language in {*others, *concept.synonyms} - LANGUAGES
    }
    kept = {language: concept.synonyms.get(language, []) for language in LANGUAGES}
    labels = (concept.labels.get("sv", ""), concept.labels.get("en", ""))
    return concept_of(concept.id, concept.kind, labels, {**words, **kept})
