"""Employers hand in spreadsheets of their own offers."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

RULE = "ck_uploads_holds_known"


def upgrade() -> None:
    _let_hold("'students', 'offers', 'employers', 'own_offers'")


def downgrade() -> None:
    op.execute("DELETE FROM uploads WHERE holds = 'own_offers'")
    _let_hold("'students', 'offers', 'employers'")


def _let_hold(words: str) -> None:
    with op.batch_alter_table("uploads", table_kwargs={"sqlite_autoincrement": True}) as uploads:
        uploads.drop_constraint(op.f(RULE), type_="check")
        uploads.create_check_constraint(op.f(RULE), f"holds IN ({words})")
