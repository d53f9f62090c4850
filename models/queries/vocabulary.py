"""Questions about the vocabulary as a whole: where it comes from, and what was imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from models.concepts import OWN, Concept, VocabularyImport


@dataclass(frozen=True)
class Share:
    """How much of the vocabulary comes from one source, of one kind.

    Parameters
    ----------
    source, kind : str
    releases : tuple of str
        Those that what is in force was told by; more than one where parts were imported apart.
    in_force : int
        Concepts that are suggested and linked.
    swedish, english : int
        How many of those have a label in the language.
    joined : int
        How many of those are told as one of the project's own.
    retired : int
        Concepts that are known by their id alone.
    """

    source: str
    kind: str
    releases: tuple[str, ...]
    in_force: int
    swedish: int
    english: int
    joined: int
    retired: int


def list_shares(session: Session) -> list[Share]:
    """List what the vocabulary is made of by source and kind, the project's own first."""
    counts = session.execute(
        select(
            Concept.source,
            Concept.kind,
            _count(Concept.retired_at.is_(None)),
            _count(Concept.retired_at.is_(None) & (Concept.sv != "")),
            _count(Concept.retired_at.is_(None) & (Concept.en != "")),
            _count(Concept.retired_at.is_(None) & Concept.same_as_id.is_not(None)),
            _count(Concept.retired_at.is_not(None)),
        )
        .group_by(Concept.source, Concept.kind)
        .order_by(case((Concept.source == OWN, 0), else_=1), Concept.source, Concept.kind)
    )
    releases: dict[tuple[str, str], list[str]] = {}
    for source, kind, release in session.execute(
        select(Concept.source, Concept.kind, Concept.release)
        .where(Concept.retired_at.is_(None), Concept.release != "")
        .distinct()
        .order_by(Concept.release)
    ):
        releases.setdefault((source, kind), []).append(release)
    return [
        Share(source, kind, tuple(releases.get((source, kind), ())), *numbers)
        for source, kind, *numbers in counts
    ]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def find_last_import(session: Session) -> VocabularyImport | None:
    """Give the last change of what is imported, if there was any."""
    query = select(VocabularyImport).order_by(VocabularyImport.id.desc()).limit(1)
    return session.scalars(query).one_or_none()


def list_imports(session: Session, limit: int) -> Sequence[VocabularyImport]:
    """List the changes of what is imported, newest first."""
    query = select(VocabularyImport).order_by(VocabularyImport.id.desc()).limit(limit)
    return session.scalars(query).all()


@dataclass(frozen=True)
class ImportedRow:
    """An imported concept as it is stored, without its search labels."""

    id: str
    kind: str
    sv: str
    en: str
    broader_id: str | None
    source: str
    part: str
    release: str
    retired_at: datetime | None
    same_as_id: str | None
    synonyms: dict[str, list[str]]


COLUMNS = tuple(getattr(Concept, name) for name in ImportedRow.__dataclass_fields__)


def list_imported(session: Session) -> list[ImportedRow]:
    """List every imported concept, retired ones too, by id."""
    query = select(*COLUMNS).where(Concept.source != OWN).order_by(Concept.id)
    return [ImportedRow(*row) for row in session.execute(query)]


def get_joined(session: Session) -> dict[str, str]:
    """Give the own concept that each imported one is the same as, by their ids."""
    query = select(Concept.id, Concept.same_as_id).where(Concept.same_as_id.is_not(None))
    return {id_: own for id_, own in session.execute(query) if own}
