"""How placements go, told while they are under way; links that students hold too."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Copied by SQLite, the table would forget that its ids are never used twice.
NEVER_REUSED = {"sqlite_autoincrement": True}

OF_PLACED = "ck_matches_check_in_of_placed"
OF_PLACED_RULE = "check_in_asked_at IS NULL OR placed_at IS NOT NULL"
PURPOSES = "purpose IN ('answer', 'follow', 'check_in', 'evaluate')"
PURPOSES_BEFORE = "purpose IN ('answer', 'follow', 'evaluate')"


def upgrade() -> None:
    op.create_table(
        "check_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("going", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("looked_after_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_after_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(looked_after_by_id IS NOT NULL) = (looked_after_at IS NOT NULL)",
            name=op.f("ck_check_ins_looked_after_by_id_told"),
        ),
        sa.CheckConstraint(
            "going IN ('well', 'so_so', 'badly')", name=op.f("ck_check_ins_going_known")
        ),
        sa.CheckConstraint("side IN ('student', 'employer')", name=op.f("ck_check_ins_side_known")),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_check_ins_by_id")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_check_ins_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["looked_after_by_id"], ["accounts.id"], name=op.f("fk_check_ins_looked_after_by_id")
        ),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_check_ins_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("match_id", "side", name=op.f("uq_check_ins_match_id_side")),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        # A new column may bring its rule along, so that no table has to be copied.
        op.execute(
            "ALTER TABLE matches ADD COLUMN check_in_asked_at DATETIME"
            f" CONSTRAINT {OF_PLACED} CHECK ({OF_PLACED_RULE})"
        )
    else:
        op.add_column(
            "matches", sa.Column("check_in_asked_at", sa.DateTime(timezone=True), nullable=True)
        )
        op.create_check_constraint(op.f(OF_PLACED), "matches", OF_PLACED_RULE)
    with op.batch_alter_table("links", table_kwargs=NEVER_REUSED) as links:
        links.add_column(sa.Column("student_id", sa.Integer(), nullable=True))
        links.alter_column("contact_id", existing_type=sa.Integer(), nullable=True)
        links.create_foreign_key(
            op.f("fk_links_student_id"), "students", ["student_id"], ["id"], ondelete="CASCADE"
        )
        links.create_check_constraint(
            op.f("ck_links_one_holder"), "(contact_id IS NULL) <> (student_id IS NULL)"
        )
        links.drop_constraint(op.f("ck_links_purpose_known"), type_="check")
        links.create_check_constraint(op.f("ck_links_purpose_known"), PURPOSES)


def downgrade() -> None:
    # There were no such links.
    op.execute("DELETE FROM links WHERE purpose = 'check_in' OR contact_id IS NULL")
    with op.batch_alter_table("links", table_kwargs=NEVER_REUSED) as links:
        links.drop_constraint(op.f("ck_links_purpose_known"), type_="check")
        links.create_check_constraint(op.f("ck_links_purpose_known"), PURPOSES_BEFORE)
        links.drop_constraint(op.f("ck_links_one_holder"), type_="check")
        links.drop_constraint(op.f("fk_links_student_id"), type_="foreignkey")
        links.drop_column("student_id")
        links.alter_column("contact_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("matches", table_kwargs=NEVER_REUSED) as matches:
        matches.drop_constraint(op.f(OF_PLACED), type_="check")
        matches.drop_column("check_in_asked_at")
    op.drop_table("check_ins")
