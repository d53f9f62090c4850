"""Take a vocabulary over into the table that pages read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from models.concepts import Concept, ConceptLabel
from models.keys import fold
from models.queries.concepts import list_own_concepts


@dataclass(frozen=True)
class ConceptWords:
    """A concept with all that people type for it."""

    id: str
    kind: str
    sv: str
    en: str
    broader: str = ""
    synonyms: tuple[str, ...] = ()


def load_concepts(session: Session, concepts: Iterable[ConceptWords]) -> int:
    """Add or renew concepts; those that are there and not named stay, since skills refer to them.

    Returns
    -------
    int
        How many were added.
    """
    concepts = list(concepts)
    known = {concept.id: concept for concept in list_own_concepts(session)}
    new = [words for words in concepts if words.id not in known]
    _add(session, new)
    for words in concepts:
        if row := known.get(words.id):
            row.kind, row.sv, row.en = words.kind, words.sv, words.en
            row.broader_id = words.broader or None
            _renew_labels(row, words)
    session.flush()
    return len(new)


def _add(session: Session, new: Sequence[ConceptWords]) -> None:
    """Write all that are new in three statements: there are thousands, and nobody holds one yet."""
    if not new:
        return
    rows = [{"id": each.id, "kind": each.kind, "sv": each.sv, "en": each.en} for each in new]
    session.execute(insert(Concept), rows)
    labels = [{"concept_id": each.id, "key": key} for each in new for key in _keys(each)]
    session.execute(insert(ConceptLabel), labels)
    # In a second turn: a broader concept may stand later in the file.
    broader = [{"id": each.id, "broader_id": each.broader} for each in new if each.broader]
    if broader:
        session.execute(update(Concept), broader)


def _renew_labels(row: Concept, words: ConceptWords) -> None:
    there = {label.key: label for label in row.labels}
    row.labels = [there.get(key) or ConceptLabel(key=key) for key in _keys(words)]


def _keys(words: ConceptWords) -> list[str]:
    return sorted({fold(label) for label in (words.sv, words.en, *words.synonyms) if label.strip()})
