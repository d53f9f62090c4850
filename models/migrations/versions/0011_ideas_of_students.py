"""Ideas of students, posted for employers to take up."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ideas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("review_comment", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_ideas_ends_after_start")),
        sa.CheckConstraint(
            "kind IN ('mentorship', 'internship', 'thesis', 'traineeship')",
            name=op.f("ck_ideas_kind_known"),
        ),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_ideas_language_known")),
        sa.CheckConstraint(
            "state <> 'published' OR published_at IS NOT NULL",
            name=op.f("ck_ideas_published_told"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'published', 'taken', 'withdrawn')",
            name=op.f("ck_ideas_state_known"),
        ),
        sa.CheckConstraint(
            "(taken_at IS NOT NULL) = (state = 'taken')", name=op.f("ck_ideas_taken_at_told")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_ideas_title_told")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_ideas_offer_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["students.id"], name=op.f("fk_ideas_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ideas")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ideas_student_id", "ideas", ["student_id"], unique=False)
    op.create_index("ix_ideas_state_kind", "ideas", ["state", "kind"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_ideas_state_kind", table_name="ideas")
    op.drop_index("ix_ideas_student_id", table_name="ideas")
    op.drop_table("ideas")
