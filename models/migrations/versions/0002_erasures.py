"""Wishes to be erased, and rows that say who is."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Per table: the rule by which a row of somebody who is erased says nothing of them.
RULES = {
    "accounts": (
        "ck_accounts_erased_opens_nothing",
        "erased_at IS NULL OR (name = '' AND password IS NULL AND NOT active AND tf_totp_secret IS NULL AND mf_recovery_codes IS NULL)",
    ),
    "students": (
        "ck_students_erased_is_nobody",
        "erased_at IS NULL OR (state = 'left' AND account_id IS NULL AND name = '' AND phone = '' AND search_key = '' AND programme = '' AND text = '')",
    ),
    "contacts": (
        "ck_contacts_erased_is_nobody",
        "erased_at IS NULL OR (left_at IS NOT NULL AND name = '' AND title = '')",
    ),
}


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("kept", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(decided_at IS NOT NULL) = (state IN ('kept', 'done'))",
            name=op.f("ck_erasures_decided_at_told"),
        ),
        sa.CheckConstraint(
            "(kept IS NOT NULL) = (state = 'kept')", name=op.f("ck_erasures_kept_told")
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'kept', 'done', 'taken_back')",
            name=op.f("ck_erasures_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_erasures_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["accounts.id"], name=op.f("fk_erasures_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_erasures_open_account",
        "erasures",
        ["account_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('asked', 'kept')"),
        postgresql_where=sa.text("state IN ('asked', 'kept')"),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, (name, rule) in RULES.items():
        if is_sqlite:
            # A new column may bring its rule along, so that no table has to be copied.
            op.execute(
                f"ALTER TABLE {table} ADD COLUMN erased_at DATETIME CONSTRAINT {name} CHECK ({rule})"
            )
        else:
            op.add_column(table, sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
            op.create_check_constraint(op.f(name), table, rule)


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, (name, _rule) in RULES.items():
        if not is_sqlite:
            op.drop_constraint(op.f(name), table, type_="check")
        op.drop_column(table, "erased_at")
    op.drop_index("uq_erasures_open_account", table_name="erasures")
    op.drop_table("erasures")
