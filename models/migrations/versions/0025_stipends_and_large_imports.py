"""The stipend of a thesis may be told as one sum; the worker takes large spreadsheets over."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("offers", table_kwargs={"sqlite_autoincrement": True}) as offers:
        offers.add_column(sa.Column("pay_sek_in_all", sa.Integer(), nullable=True))
        offers.create_check_constraint(
            op.f("ck_offers_sum_positive"), "pay_sek_in_all IS NULL OR pay_sek_in_all > 0"
        )
        offers.create_check_constraint(
            op.f("ck_offers_sum_of_thesis"),
            "pay_sek_in_all IS NULL OR"
            " (kind = 'thesis' AND pay = 'stipend' AND pay_sek_per_month IS NULL)",
        )
    with op.batch_alter_table("uploads", table_kwargs={"sqlite_autoincrement": True}) as uploads:
        uploads.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        uploads.add_column(
            sa.Column("submits", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        uploads.add_column(sa.Column("taken", sa.Integer(), nullable=False, server_default="0"))
        uploads.add_column(sa.Column("so_far", sa.JSON(), nullable=False, server_default="{}"))
        uploads.add_column(
            sa.Column("failure", sa.String(length=120), nullable=False, server_default="")
        )
        uploads.create_check_constraint(op.f("ck_uploads_taken_counted"), "taken >= 0")
        uploads.create_check_constraint(
            op.f("ck_uploads_asked_until_imported"), "asked_at IS NULL OR imported_at IS NULL"
        )
    with op.batch_alter_table("uploads", table_kwargs={"sqlite_autoincrement": True}) as uploads:
        for name in ("submits", "taken", "so_far", "failure"):
            uploads.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("uploads", table_kwargs={"sqlite_autoincrement": True}) as uploads:
        uploads.drop_constraint(op.f("ck_uploads_asked_until_imported"), type_="check")
        uploads.drop_constraint(op.f("ck_uploads_taken_counted"), type_="check")
        for name in ("failure", "so_far", "taken", "submits", "asked_at"):
            uploads.drop_column(name)
    with op.batch_alter_table("offers", table_kwargs={"sqlite_autoincrement": True}) as offers:
        offers.drop_constraint(op.f("ck_offers_sum_of_thesis"), type_="check")
        offers.drop_constraint(op.f("ck_offers_sum_positive"), type_="check")
        offers.drop_column("pay_sek_in_all")
