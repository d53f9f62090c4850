"""What the whole agreement lacked: meetings called off, and what met a need."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _let_meetings_be_called_off()
    _say_what_meets_needs()
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("half", sa.String(length=6), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tallies", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("half", name=op.f("uq_publications_half")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("publications")
    op.drop_table("need_means")
    _let_no_meeting_be_called_off()


def _let_meetings_be_called_off() -> None:
    with op.batch_alter_table("meetings", table_kwargs={"sqlite_autoincrement": True}) as meetings:
        meetings.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        meetings.drop_constraint(op.f("ck_meetings_state_known"), type_="check")
        meetings.create_check_constraint(
            op.f("ck_meetings_state_known"), "state IN ('planned', 'held', 'minuted', 'cancelled')"
        )
    with op.batch_alter_table("meetings", table_kwargs={"sqlite_autoincrement": True}) as meetings:
        # The meetings that were there have no reason; a new one is told its own.
        meetings.alter_column("reason", server_default=None)
        meetings.create_check_constraint(
            op.f("ck_meetings_cancelled_has_reason"), "(reason <> '') = (state = 'cancelled')"
        )


def _let_no_meeting_be_called_off() -> None:
    # The words of before know no meeting that was not held; its items stay to be read.
    with op.batch_alter_table("meetings", table_kwargs={"sqlite_autoincrement": True}) as meetings:
        meetings.drop_constraint(op.f("ck_meetings_cancelled_has_reason"), type_="check")
        meetings.drop_constraint(op.f("ck_meetings_state_known"), type_="check")
        meetings.drop_column("reason")
    op.execute("UPDATE meetings SET state = 'held' WHERE state = 'cancelled'")
    with op.batch_alter_table("meetings", table_kwargs={"sqlite_autoincrement": True}) as meetings:
        meetings.create_check_constraint(
            op.f("ck_meetings_state_known"), "state IN ('planned', 'held', 'minuted')"
        )


def _say_what_meets_needs() -> None:
    things = ("match", "matches"), ("activity", "activities"), ("course", "courses")
    op.create_table(
        "need_means",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        *(sa.Column(f"{one}_id", sa.Integer(), nullable=True) for one, _table in things),
        sa.CheckConstraint(
            " + ".join(f"CASE WHEN {one}_id IS NULL THEN 0 ELSE 1 END" for one, _table in things)
            + " = 1",
            name=op.f("ck_need_means_one_thing"),
        ),
        sa.ForeignKeyConstraint(
            ["need_id"], ["needs.id"], name=op.f("fk_need_means_need_id"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{one}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_need_means_{one}_id"),
                ondelete="CASCADE",
            )
            for one, table in things
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_means")),
        *(
            sa.UniqueConstraint(
                "need_id", f"{one}_id", name=op.f(f"uq_need_means_need_id_{one}_id")
            )
            for one, _table in things
        ),
        sqlite_autoincrement=True,
    )
    for one, _table in things:
        op.create_index(op.f(f"ix_need_means_{one}_id"), "need_means", [f"{one}_id"], unique=False)
