"""Competence needs, their words, and the activities drafted to meet them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "needs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("branch", sa.String(length=120), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("field_id", sa.String(length=120), nullable=True),
        sa.Column("place", sa.String(length=4), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("needed_on", sa.Date(), nullable=True),
        sa.Column("sureness", sa.String(length=20), nullable=False),
        sa.Column("wants_commissioned", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("met_how", sa.String(length=20), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NOT NULL) = (state <> 'open')", name=op.f("ck_needs_closed_at_told")
        ),
        sa.CheckConstraint(
            "(employer_id IS NULL) = (branch <> '')", name=op.f("ck_needs_somebody_says_it")
        ),
        sa.CheckConstraint(
            "(met_how IS NOT NULL) = (state = 'met')", name=op.f("ck_needs_met_how_told")
        ),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_needs_language_known")),
        sa.CheckConstraint(
            "level IS NULL OR level IN ('bachelor', 'master')", name=op.f("ck_needs_level_known")
        ),
        sa.CheckConstraint(
            "met_how IS NULL OR met_how IN ('match', 'activity', 'course', 'otherwise')",
            name=op.f("ck_needs_met_how_known"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'met', 'withdrawn')", name=op.f("ck_needs_state_known")
        ),
        sa.CheckConstraint(
            "sureness IN ('certain', 'likely', 'perhaps')", name=op.f("ck_needs_sureness_known")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_needs_title_told")),
        sa.CheckConstraint("people BETWEEN 1 AND 1000", name=op.f("ck_needs_people_count")),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_needs_year_possible")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employers.id"], name=op.f("fk_needs_employer_id")
        ),
        sa.ForeignKeyConstraint(["field_id"], ["concepts.id"], name=op.f("fk_needs_field_id")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_needs_offer_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_needs_employer_id"), "needs", ["employer_id"], unique=False)
    op.create_index(op.f("ix_needs_offer_id"), "needs", ["offer_id"], unique=False)
    op.create_index("ix_needs_state_year", "needs", ["state", "year"], unique=False)

    op.create_table(
        "need_activities",
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_need_activities_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["needs.id"], name=op.f("fk_need_activities_need_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("need_id", "activity_id", name=op.f("pk_need_activities")),
    )
    op.create_index(
        op.f("ix_need_activities_activity_id"), "need_activities", ["activity_id"], unique=False
    )

    op.create_table(
        "need_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("concept_id", sa.String(length=120), nullable=True),
        sa.CheckConstraint("words <> ''", name=op.f("ck_need_words_words_told")),
        sa.ForeignKeyConstraint(
            ["concept_id"], ["concepts.id"], name=op.f("fk_need_words_concept_id")
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["needs.id"], name=op.f("fk_need_words_need_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_words")),
        sa.UniqueConstraint("need_id", "words", name=op.f("uq_need_words_need_id_words")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("need_words")
    op.drop_index(op.f("ix_need_activities_activity_id"), table_name="need_activities")

    op.drop_table("need_activities")
    op.drop_index("ix_needs_state_year", table_name="needs")
    op.drop_index(op.f("ix_needs_offer_id"), table_name="needs")
    op.drop_index(op.f("ix_needs_employer_id"), table_name="needs")

    op.drop_table("needs")
