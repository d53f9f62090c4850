"""How many suggestions each list of a run has is kept with the run."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

SUGGESTIONS = sa.table(
    "suggestions",
    sa.column("run_id", sa.Integer()),
    sa.column("student_id", sa.Integer()),
    sa.column("offer_id", sa.Integer()),
    sa.column("student_rank", sa.Integer()),
    sa.column("offer_rank", sa.Integer()),
    sa.column("is_proposed", sa.Boolean()),
)
RUNS = sa.table("runs", sa.column("id", sa.Integer()), sa.column("found", sa.JSON()))
SIDES = {"offers": ("offer_id", "offer_rank"), "students": ("student_id", "student_rank")}


def upgrade() -> None:
    op.add_column("runs", sa.Column("found", sa.JSON(), nullable=True))
    connection = op.get_bind()
    for run_id in connection.scalars(sa.select(SUGGESTIONS.c.run_id).distinct()).all():
        found = {side: _count(connection, run_id, *names) for side, names in SIDES.items()}
        connection.execute(sa.update(RUNS).where(RUNS.c.id == run_id).values(found=found))


def downgrade() -> None:
    op.drop_column("runs", "found")


def _count(connection: sa.Connection, run_id: int, side: str, rank: str) -> dict[str, int]:
    """Count the suggestions of each list, as they are counted when a run is done."""
    is_listed = SUGGESTIONS.c[rank].is_not(None) | SUGGESTIONS.c.is_proposed
    query = sa.select(SUGGESTIONS.c[side], sa.func.count()).group_by(SUGGESTIONS.c[side])
    rows = connection.execute(query.where(SUGGESTIONS.c.run_id == run_id, is_listed))
    return {str(number): count for number, count in rows}
