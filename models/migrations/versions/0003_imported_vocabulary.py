"""Concepts that come from taxonomies."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("concepts") as concepts:
        concepts.add_column(
            sa.Column("source", sa.String(length=20), nullable=False, server_default="kajplats")
        )
        concepts.add_column(
            sa.Column("part", sa.String(length=40), nullable=False, server_default="")
        )
        concepts.add_column(
            sa.Column("release", sa.String(length=60), nullable=False, server_default="")
        )
        concepts.add_column(sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
        concepts.add_column(sa.Column("same_as_id", sa.String(length=120), nullable=True))
        concepts.add_column(
            sa.Column("synonyms", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
        )
        concepts.create_foreign_key(
            op.f("fk_concepts_same_as_id"), "concepts", ["same_as_id"], ["id"]
        )
        concepts.create_check_constraint(op.f("ck_concepts_label_told"), "sv <> '' OR en <> ''")
        concepts.create_check_constraint(
            op.f("ck_concepts_own_stays"), "source <> 'kajplats' OR retired_at IS NULL"
        )
        concepts.create_index("ix_concepts_source", ["source"], unique=False)
    with op.batch_alter_table("concepts") as concepts:
        # The rows that were there have their values; new ones are told each of theirs.
        concepts.alter_column("source", server_default=None)
        concepts.alter_column("part", server_default=None)
        concepts.alter_column("release", server_default=None)
        concepts.alter_column("synonyms", server_default=None)
    op.create_table(
        "vocabulary_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("release", sa.String(length=60), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_imports")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("vocabulary_imports")
    with op.batch_alter_table("concepts") as concepts:
        concepts.drop_index("ix_concepts_source")
        concepts.drop_constraint(op.f("ck_concepts_own_stays"), type_="check")
        concepts.drop_constraint(op.f("ck_concepts_label_told"), type_="check")
        concepts.drop_constraint(op.f("fk_concepts_same_as_id"), type_="foreignkey")
        for column in ("synonyms", "same_as_id", "retired_at", "release", "part", "source"):
            concepts.drop_column(column)
