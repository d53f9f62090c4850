"""Facts of workplaces that offers tell."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offer_facts",
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "fact IN ('step_free', 'accessible_toilet', 'quiet_room', 'hearing_loop',"
            " 'flexible_hours', 'part_time', 'equipment', 'near_transport')",
            name=op.f("ck_offer_facts_fact_known"),
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_offer_facts_offer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("offer_id", "fact", name=op.f("pk_offer_facts")),
    )


def downgrade() -> None:
    op.drop_table("offer_facts")
