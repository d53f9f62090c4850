"""The vocabulary as pages read it: concepts, and every label that people type for them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, KeyText

# What a skill may be linked to: people name tools and occupations as skills too.
SKILL_KINDS = ("skill", "tool", "occupation")


class Concept(Base):
    """A skill, tool, occupation, field or programme. Stored by id; labels are only shown."""

    __tablename__ = "concepts"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('skill', 'tool', 'occupation', 'field', 'programme')", name="kind_known"
        ),
        Index("ix_concepts_kind", "kind"),
    )

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    sv: Mapped[str] = mapped_column(String(200))
    en: Mapped[str] = mapped_column(String(200))
    broader_id: Mapped[str | None] = mapped_column(ForeignKey("concepts.id"))

    labels: Mapped[list["ConceptLabel"]] = relationship(cascade="all, delete-orphan")


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
