"""Spreadsheets that are being taken over."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("holds", sa.String(length=20), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("for_all", sa.JSON(), nullable=False),
        sa.Column("mended", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "holds IN ('students', 'offers', 'employers')", name=op.f("ck_uploads_holds_known")
        ),
        sa.CheckConstraint(
            "(imported_at IS NOT NULL) = (rows IS NULL)", name=op.f("ck_uploads_imported_at_told")
        ),
        sa.CheckConstraint(
            "(counts IS NOT NULL) = (imported_at IS NOT NULL)",
            name=op.f("ck_uploads_counts_told"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_uploads_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_uploads_by_id", "uploads", ["by_id"], unique=False)
    op.create_index("ix_uploads_changed_at", "uploads", ["changed_at"], unique=False)


def downgrade() -> None:
    op.drop_table("uploads")
