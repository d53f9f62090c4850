"""The fields of study, by everything people call them."""

from functools import cache

from matcher.vocabulary import shipped_vocabulary
from models.keys import fold


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
