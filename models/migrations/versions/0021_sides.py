"""The review from the students' side: who looks at a student, and an index to count their lists."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f("ix_suggestions_run_student"), table_name="suggestions")
    op.create_index(
        "ix_suggestions_run_student",
        "suggestions",
        ["run_id", "student_id", "student_rank", "is_proposed"],
        unique=False,
    )

    with op.batch_alter_table("viewers") as batch_op:
        batch_op.add_column(sa.Column("student_id", sa.Integer(), nullable=True))
        batch_op.alter_column("offer_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_check_constraint(
            batch_op.f("ck_viewers_one_is_looked_at"),
            "(offer_id IS NULL) <> (student_id IS NULL)",
        )
        batch_op.create_index("ix_viewers_round_student", ["round_id", "student_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_viewers_student_id"), "students", ["student_id"], ["id"]
        )


def downgrade() -> None:
    # Signs of the moment, which a page gives anew within half a minute.
    op.execute("DELETE FROM viewers")
    with op.batch_alter_table("viewers") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_viewers_one_is_looked_at"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_viewers_student_id"), type_="foreignkey")
        batch_op.drop_index("ix_viewers_round_student")
        batch_op.alter_column("offer_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("student_id")

    op.drop_index("ix_suggestions_run_student", table_name="suggestions")
    op.create_index(
        op.f("ix_suggestions_run_student"),
        "suggestions",
        ["run_id", "student_id", "student_rank"],
        unique=False,
    )
