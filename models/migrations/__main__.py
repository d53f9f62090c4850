"""Write the first migration anew from the tables. Only until the first release."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from alembic import command
from sqlalchemy import ForeignKeyConstraint

from models.database import begin_as_migrator, make_engine
from models.migrations import configuration
from models.tables import Base

VERSIONS = Path(__file__).parent / "versions"
FIRST = "0001"


def rewrite() -> None:
    """Replace the one migration by what makes today's tables out of nothing.

    Raises
    ------
    RuntimeError
        If there is a second one: then a database may exist that has run the first.
    """
    written = [path for path in VERSIONS.glob("*.py") if path.name != "__init__.py"]
    if len(written) > 1:
        msg = "a migration that others build on is never written anew"
        raise RuntimeError(msg)
    for path in written:
        path.unlink()
    with begin_as_migrator(make_engine("sqlite://")) as connection:
        config = configuration(connection)
        config.attributes["alters"] = False
        command.revision(config, message="All tables", autogenerate=True, rev_id=FIRST)
    (path,) = VERSIONS.glob(f"{FIRST}_*.py")
    path.write_text(_close_circles(re.sub(r"    # ### .*\n", "", path.read_text())))
    tidy = [sys.executable, "-m", "ruff", "format", "--quiet", str(path)]
    subprocess.run(tidy, check=True)  # noqa: S603 - our own words, no input


def _close_circles(migration: str) -> str:
    """Add the references that must wait until both tables are there."""
    condition = (
        "\n    # Two tables refer to each other; SQLite takes a reference ahead of its table."
        "\n    if op.get_bind().dialect.name != 'sqlite':\n        "
    )
    make = [
        f"op.create_foreign_key({key.name!r}, {key.table.name!r}, {key.referred_table.name!r},"
        f" {key.column_keys!r}, {[each.column.name for each in key.elements]!r})"
        for key in _circles()
    ]
    drop = [
        f"op.drop_constraint({key.name!r}, {key.table.name!r}, type_='foreignkey')"
        for key in _circles()
    ]
    there, back = migration.split("\n\ndef downgrade() -> None:\n")
    made, dropped = condition + "\n        ".join(make), condition + "\n        ".join(drop)
    return f"{there.rstrip()}{made}\n\n\ndef downgrade() -> None:{dropped}\n{back}"


def _circles() -> Iterator[ForeignKeyConstraint]:
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            if key.use_alter:
                yield key


if __name__ == "__main__":
    rewrite()
