"""The vocabulary as pages read it: concepts, and every label that people type for them."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import NEVER_REUSED, Base, KeyText, UtcDateTime

# What a skill may be linked to: people name tools and occupations as skills too.
SKILL_KINDS = ("skill", "tool", "occupation")

# The source of the concepts that ship with the service; others come from imported taxonomies.
OWN = "kajplats"


class Concept(Base):
    """A skill, tool, occupation, field or programme. Stored by id; labels are only shown."""

    __tablename__ = "concepts"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('skill', 'tool', 'occupation', 'field', 'programme')", name="kind_known"
        ),
        CheckConstraint("sv <> '' OR en <> ''", name="label_told"),
        CheckConstraint(f"source <> '{OWN}' OR retired_at IS NULL", name="own_stays"),
        Index("ix_concepts_kind", "kind"),
        Index("ix_concepts_source", "source"),
    )

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    # One of both may be empty: then the other is shown.
    sv: Mapped[str] = mapped_column(String(200))
    en: Mapped[str] = mapped_column(String(200))
    broader_id: Mapped[str | None] = mapped_column(ForeignKey("concepts.id"))
    source: Mapped[str] = mapped_column(String(20), default=OWN)
    # The part of its source that it stands in, and the release that told of it last.
    part: Mapped[str] = mapped_column(String(40), default="")
    release: Mapped[str] = mapped_column(String(60), default="")
    # A later release has it no more. It is never deleted: profiles and offers hold its id.
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The own concept that means the same: its words count there, and it is not shown by itself.
    same_as_id: Mapped[str | None] = mapped_column(ForeignKey("concepts.id"))
    # Of an imported one, by language, for the matcher; those of the own ship with the service.
    synonyms: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)

    labels: Mapped[list["ConceptLabel"]] = relationship(cascade="all, delete-orphan")

    def shown(self, language: str) -> str:
        """Give the label in a language (sv or en), or in the other where it lacks one."""
        return (self.en or self.sv) if language == "en" else (self.sv or self.en)


class ConceptLabel(Base):
    """A label or synonym, folded for search as somebody types."""

    __tablename__ = "concept_labels"
    __table_args__ = (
        UniqueConstraint("concept_id", "key"),
        Index("ix_concept_labels_key", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[str] = mapped_column(ForeignKey("concepts.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(KeyText)


class VocabularyImport(Base):
    """A change of the imported part of the vocabulary, with how many concepts it was of."""

    __tablename__ = "vocabulary_imports"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(20))
    release: Mapped[str] = mapped_column(String(60))
    added: Mapped[int]
    changed: Mapped[int]
    retired: Mapped[int]
    # Of everything that is imported, as it was afterwards: who has read it need not read it again.
    digest: Mapped[str] = mapped_column(String(64))
