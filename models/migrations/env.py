"""What Alembic runs: the migrations, over the connection it is given or the address it is told."""

from alembic import context
from sqlalchemy import Connection

from models.database import begin_as_migrator, make_engine
from models.migrations.wording import render_type
from models.tables import Base


def run(connection: Connection) -> None:
    """Run what was asked for, in the connection's transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        # SQLite cannot alter a table, so it is copied; the first migration alters none.
        render_as_batch=context.config.attributes.get("alters", True),
        render_item=render_type,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = make_engine(context.get_x_argument(as_dictionary=True)["url"])
    with begin_as_migrator(engine) as begun:
        run(begun)
    engine.dispose()
