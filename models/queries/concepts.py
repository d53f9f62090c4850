"""Questions about the vocabulary, as pages ask them while somebody types.

A concept that was imported and means the same as an own one answers as that one; what is retired
is shown where it is held, and found no more.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, selectinload

from models.concepts import OWN, Concept, ConceptLabel
from models.keys import fold, sort_key

IS_OWN: ColumnElement[int] = case((Concept.source == OWN, 0), else_=1)
# A tool lies below a tool, a skill, another skill and a field.
DEEPEST = 6
MEANT = func.coalesce(Concept.same_as_id, Concept.id)


def list_concepts(session: Session, kind: str) -> Sequence[Concept]:
    """List the concepts of a kind by their Swedish label, in Swedish order."""
    found = session.scalars(
        select(Concept).where(
            Concept.kind == kind, Concept.retired_at.is_(None), Concept.same_as_id.is_(None)
        )
    )
    return sorted(found, key=lambda concept: (sort_key(concept.shown("sv")), concept.id))


def list_own_concepts(session: Session) -> Sequence[Concept]:
    """List the concepts that ship with the service with every label, by id."""
    query = select(Concept).where(Concept.source == OWN).options(selectinload(Concept.labels))
    return session.scalars(query.order_by(Concept.id)).all()


def find_concept_ids(
    session: Session, names: Iterable[str], kinds: Sequence[str]
) -> dict[str, str]:
    """Give the concept of each name that is exactly a label or synonym of one, by name.

    Of several the project's own.
    """
    keys = {name: fold(name) for name in names}
    if not keys:
        return {}
    rows = session.execute(
        select(ConceptLabel.key, MEANT)
        .join(Concept, Concept.id == ConceptLabel.concept_id)
        .where(
            ConceptLabel.key.in_(set(keys.values())),
            Concept.kind.in_(kinds),
            Concept.retired_at.is_(None),
        )
        .order_by(case((Concept.same_as_id.is_not(None), 0), else_=IS_OWN), MEANT)
    )
    found: dict[str, str] = {}
    for key, concept_id in rows:
        found.setdefault(key, concept_id)
    return {name: found[key] for name, key in keys.items() if key in found}


def list_concepts_typed(
    session: Session, typed: str, kinds: Sequence[str], limit: int = 8
) -> Sequence[Concept]:
    """List the concepts that what is typed may become: whole label, then beginning, then part.

    The project's own come before imported ones that are as near.
    """
    key = fold(typed)
    if not key:
        return []
    label = ConceptLabel.key
    nearness = case((label == key, 0), (label.startswith(key, autoescape=True), 1), else_=2)
    best = (
        select(
            MEANT.label("meant"),
            func.min(nearness).label("nearness"),
            func.min(func.length(label)).label("n"),
        )
        .join(Concept, Concept.id == ConceptLabel.concept_id)
        .where(
            label.contains(key, autoescape=True),
            Concept.kind.in_(kinds),
            Concept.retired_at.is_(None),
        )
        .group_by(MEANT)
        .subquery()
    )
    query = (
        select(Concept)
        .join(best, best.c.meant == Concept.id)
        .order_by(best.c.nearness, IS_OWN, best.c.n, Concept.id)
        .limit(limit)
    )
    return session.scalars(query).all()


def get_labels(session: Session, concept_ids: Iterable[str], language: str) -> dict[str, str]:
    """Give the labels of some concepts in a language (sv or en), by id."""
    first, second = (Concept.en, Concept.sv) if language == "en" else (Concept.sv, Concept.en)
    shown = func.coalesce(func.nullif(first, ""), second)
    rows = session.execute(select(Concept.id, shown).where(Concept.id.in_(set(concept_ids))))
    return dict(rows.all())


def get_labels_of_kinds(
    session: Session, concept_ids: Iterable[str], kinds: Sequence[str], language: str
) -> dict[str, str]:
    """Give the labels of those of some concepts that are of certain kinds, by id."""
    query = select(Concept.id).where(Concept.id.in_(set(concept_ids)), Concept.kind.in_(kinds))
    return get_labels(session, session.scalars(query).all(), language)


def find_fields(session: Session, concept_ids: Iterable[str]) -> dict[str, str]:
    """Give the field that each of some concepts lies in, by the concept; some lie in none.

    One question for each step up: a tool lies below a skill, a skill below a field.
    """
    paths = {concept_id: concept_id for concept_id in concept_ids}
    found: dict[str, str] = {}
    for _step in range(DEEPEST):
        if not paths:
            break
        query = select(Concept.id, Concept.kind, Concept.broader_id)
        rows = session.execute(query.where(Concept.id.in_(set(paths.values())))).all()
        fields = {concept_id for concept_id, kind, _above in rows if kind == "field"}
        above = {concept_id: higher for concept_id, _kind, higher in rows if higher}
        found |= {start: at for start, at in paths.items() if at in fields}
        paths = {start: above[at] for start, at in paths.items() if at in above}
    return found


def count_concepts(session: Session) -> int:
    """Count the concepts."""
    return session.scalar(select(func.count(Concept.id))) or 0
