"""Offers that two employers host, and matches that keep who does."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TOLD = "ck_matches_co_host_told"
TOLD_RULE = "co_host_id IS NULL OR offered_at IS NOT NULL"


def upgrade() -> None:
    op.create_table(
        "sharings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "accepted_at IS NULL OR accepted_at >= asked_at", name=op.f("ck_sharings_asked_first")
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employers.id"],
            name=op.f("fk_sharings_employer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_sharings_offer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharings")),
        sa.UniqueConstraint("offer_id", name=op.f("uq_sharings_offer_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sharings_employer_id"), "sharings", ["employer_id"], unique=False)
    with op.batch_alter_table("matches", table_kwargs={"sqlite_autoincrement": True}) as matches:
        matches.add_column(sa.Column("co_host_id", sa.Integer(), nullable=True))
        matches.create_foreign_key(
            op.f("fk_matches_co_host_id"), "employers", ["co_host_id"], ["id"]
        )
        matches.create_check_constraint(op.f(TOLD), TOLD_RULE)
        matches.create_index(op.f("ix_matches_co_host_id"), ["co_host_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("matches", table_kwargs={"sqlite_autoincrement": True}) as matches:
        matches.drop_index(op.f("ix_matches_co_host_id"))
        matches.drop_constraint(op.f(TOLD), type_="check")
        matches.drop_constraint(op.f("fk_matches_co_host_id"), type_="foreignkey")
        matches.drop_column("co_host_id")
    op.drop_index(op.f("ix_sharings_employer_id"), table_name="sharings")
    op.drop_table("sharings")
