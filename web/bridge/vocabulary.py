"""The matcher's vocabulary, taken over into the table that pages read."""

from functools import cache

from sqlalchemy.orm import Session

from matcher.vocabulary import Vocabulary, shipped_vocabulary
from models.keys import fold
from models.operations.concepts import ConceptWords, load_concepts


def load_vocabulary(session: Session, vocabulary: Vocabulary | None = None) -> int:
    """Add or renew the concepts of a vocabulary, the shipped one if none is given.

    Returns
    -------
    int
        How many were new.
    """
    return load_concepts(
        session,
        (
            ConceptWords(
                id=concept.id,
                kind=concept.kind,
                sv=concept.sv,
                en=concept.en,
                broader=concept.broader,
                synonyms=(*concept.sv_synonyms, *concept.en_synonyms),
            )
            for concept in vocabulary or shipped_vocabulary()
        ),
    )


@cache
def field_ids() -> dict[str, str]:
    """Give the ids of the fields of study by everything people call them, folded for search."""
    fields = [concept for concept in shipped_vocabulary() if concept.kind == "field"]
    named = {
        fold(word): concept.id
        for concept in fields
        for word in (*concept.sv_synonyms, *concept.en_synonyms, concept.sv, concept.en)
    }
    return {**named, **{fold(concept.id): concept.id for concept in fields}}
