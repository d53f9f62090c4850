"""What the whole agreement still lacked: a meeting of the steering group can be called off."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _let_meetings_be_called_off()


def downgrade() -> None:
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
