"""Colleagues who are invited to an employer, and the letters to them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Copied by SQLite, the table would forget that its ids are never used twice.
NEVER_REUSED = {"sqlite_autoincrement": True}

PART = " + CASE WHEN {}_id IS NULL THEN 0 ELSE 1 END"
BEFORE = (
    "CASE WHEN account_id IS NULL THEN 0 ELSE 1 END"
    + PART.format("student")
    + PART.format("contact")
)


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(contact_id IS NOT NULL) = (accepted_at IS NOT NULL)",
            name=op.f("ck_invitations_contact_id_told"),
        ),
        sa.CheckConstraint(
            "accepted_at IS NULL OR revoked_at IS NULL", name=op.f("ck_invitations_ends_once")
        ),
        sa.CheckConstraint("expires_at > invited_at", name=op.f("ck_invitations_lasts")),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_invitations_language_known")),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_invitations_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employers.id"],
            name=op.f("fk_invitations_employer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["accounts.id"], name=op.f("fk_invitations_invited_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sqlite_autoincrement=True,
    )
    is_open = sa.text("accepted_at IS NULL AND revoked_at IS NULL")
    op.create_index(
        "uq_invitations_open",
        "invitations",
        ["employer_id", "email"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    with op.batch_alter_table("letters", table_kwargs=NEVER_REUSED) as letters:
        letters.add_column(sa.Column("invitation_id", sa.Integer(), nullable=True))
        letters.create_foreign_key(
            op.f("fk_letters_invitation_id"),
            "invitations",
            ["invitation_id"],
            ["id"],
            ondelete="CASCADE",
        )
        letters.drop_constraint(op.f("ck_letters_one_receiver"), type_="check")
        letters.create_check_constraint(
            op.f("ck_letters_one_receiver"), f"{BEFORE}{PART.format('invitation')} = 1"
        )


def downgrade() -> None:
    op.execute("DELETE FROM letters WHERE invitation_id IS NOT NULL")
    with op.batch_alter_table("letters", table_kwargs=NEVER_REUSED) as letters:
        letters.drop_constraint(op.f("ck_letters_one_receiver"), type_="check")
        letters.create_check_constraint(op.f("ck_letters_one_receiver"), f"{BEFORE} = 1")
        letters.drop_constraint(op.f("fk_letters_invitation_id"), type_="foreignkey")
        letters.drop_column("invitation_id")
    op.drop_index("uq_invitations_open", table_name="invitations")
    op.drop_table("invitations")
