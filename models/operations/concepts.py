"""Take a vocabulary over into the table that pages read."""

from collections.abc import Iterable
from dataclasses import dataclass

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
    added = 0
    for words in concepts:
        row = known.get(words.id)
        if row is None:
            row = known[words.id] = Concept(id=words.id)
            session.add(row)
            added += 1
        row.kind, row.sv, row.en = words.kind, words.sv, words.en
        _renew_labels(row, words)
    session.flush()
    # In a second turn: a broader concept may stand later in the file.
    for words in concepts:
        known[words.id].broader_id = words.broader or None
    session.flush()
    return added


def _renew_labels(row: Concept, words: ConceptWords) -> None:
    keys = {fold(label) for label in (words.sv, words.en, *words.synonyms) if label.strip()}
    there = {label.key: label for label in row.labels}
    row.labels = [there.get(key) or ConceptLabel(key=key) for key in sorted(keys)]
