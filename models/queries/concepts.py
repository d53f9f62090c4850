"""Questions about the vocabulary, as pages ask them while somebody types."""

from collections.abc import Iterable, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, selectinload

from models.concepts import Concept, ConceptLabel
from models.keys import fold, sort_key


def list_concepts(session: Session, kind: str) -> Sequence[Concept]:
    """List the concepts of a kind by their Swedish label, in Swedish order."""
    found = session.scalars(select(Concept).where(Concept.kind == kind))
    return sorted(found, key=lambda concept: (sort_key(concept.sv), concept.id))


def list_all_concepts(session: Session) -> Sequence[Concept]:
    """List the whole vocabulary with every label, by id."""
    query = select(Concept).options(selectinload(Concept.labels))
    return session.scalars(query.order_by(Concept.id)).all()


def find_concept_ids(
    session: Session, names: Iterable[str], kinds: Sequence[str]
) -> dict[str, str]:
    """Give the concept of each name that is exactly a label or synonym of one, by name."""
    keys = {name: fold(name) for name in names}
    if not keys:
        return {}
    rows = session.execute(
        select(ConceptLabel.key, func.min(Concept.id))
        .join(Concept, Concept.id == ConceptLabel.concept_id)
        .where(ConceptLabel.key.in_(set(keys.values())), Concept.kind.in_(kinds))
        .group_by(ConceptLabel.key)
    )
    found = dict(rows.all())
    return {name: found[key] for name, key in keys.items() if key in found}


def list_concepts_typed(
    session: Session, typed: str, kinds: Sequence[str], limit: int = 8
) -> Sequence[Concept]:
    """List the concepts that what is typed may become: whole label, then beginning, then part."""
    key = fold(typed)
    if not key:
        return []
    label = ConceptLabel.key
    nearness = case((label == key, 0), (label.startswith(key, autoescape=True), 1), else_=2)
    best = (
        select(
            ConceptLabel.concept_id,
            func.min(nearness).label("nearness"),
            func.min(func.length(label)).label("n"),
        )
        .where(label.contains(key, autoescape=True))
        .group_by(ConceptLabel.concept_id)
        .subquery()
    )
    query = (
        select(Concept)
        .join(best, best.c.concept_id == Concept.id)
        .where(Concept.kind.in_(kinds))
        .order_by(best.c.nearness, best.c.n, Concept.id)
        .limit(limit)
    )
    return session.scalars(query).all()


def get_labels(session: Session, concept_ids: Iterable[str], language: str) -> dict[str, str]:
    """Give the labels of some concepts in a language (sv or en), by id."""
    shown = Concept.en if language == "en" else Concept.sv
    rows = session.execute(select(Concept.id, shown).where(Concept.id.in_(set(concept_ids))))
    return dict(rows.all())


def count_concepts(session: Session) -> int:
    """Count the concepts."""
    return session.scalar(select(func.count(Concept.id))) or 0
