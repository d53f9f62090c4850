"""How a database comes to have the tables of this version, and whether it does.

`upgrade` is what commands, tests and deployments call; Flask is not needed. Alembic's own command
works too, from the folder of ``pyproject.toml``: ``alembic -x url=sqlite:///some.sqlite3 current``.

Each change of a table adds a migration, with
``alembic -x url=… revision --autogenerate -m "what changes"``, and none is ever edited. The first
was written by ``python -m models.migrations``, which refuses now that others build on it.
"""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from models.database import begin_as_migrator


def configuration(connection: Connection | None = None) -> Config:
    """Give Alembic's settings, for a connection that has begun its transaction."""
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database to the newest tables: all of it, or nothing where a step fails.

    Two that upgrade the same database at once take turns, and the second finds it done.
    """
    with begin_as_migrator(engine) as connection:
        command.upgrade(configuration(connection), revision)


def is_at_head(connection: Connection) -> bool:
    """Whether a database has the tables of this version: ``/readyz`` asks."""
    heads = ScriptDirectory.from_config(configuration()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)
