"""Who at employers may read a student's profile, and employers who ask about one."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAME, RULE = "ck_students_visibility_known", "visibility IN ('group', 'offered', 'all')"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # A new column may bring its rule along, so that no table has to be copied.
        op.execute(
            "ALTER TABLE students ADD COLUMN visibility VARCHAR(20) DEFAULT 'offered' NOT NULL"
            f" CONSTRAINT {NAME} CHECK ({RULE})"
        )
    else:
        column = sa.Column(
            "visibility", sa.String(length=20), server_default="offered", nullable=False
        )
        op.add_column("students", column)
        op.create_check_constraint(op.f(NAME), "students", RULE)
    op.create_table(
        "enquiries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)",
            name=op.f("ck_enquiries_settled_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_enquiries_by_id")),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employers.id"],
            name=op.f("fk_enquiries_employer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_enquiries_offer_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["accounts.id"], name=op.f("fk_enquiries_settled_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["students.id"],
            name=op.f("fk_enquiries_student_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiries")),
        sa.UniqueConstraint(
            "employer_id", "student_id", name=op.f("uq_enquiries_employer_id_student_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_enquiries_student_id", "enquiries", ["student_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_enquiries_student_id", table_name="enquiries")
    op.drop_table("enquiries")
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(NAME), "students", type_="check")
    op.drop_column("students", "visibility")
