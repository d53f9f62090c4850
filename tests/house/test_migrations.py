"""A database that was migrated is the database that the models describe, on both engines."""

import ast
import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from models.database import make_engine
from models.migrations import configuration
from models.tables import Base
from tests.house.project import nodes

METADATA = Base.metadata


@pytest.fixture
def built(engine: Engine, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give a database that the models made by themselves, of the same kind as `engine`."""
    name = f"built_{uuid4().hex}"
    if engine.dialect.name == "sqlite":
        built = make_engine(f"sqlite:///{request.getfixturevalue('tmp_path')}/{name}.sqlite3")
    else:
        built = make_engine(request.getfixturevalue("postgresql_server").create(name))
    METADATA.create_all(built)
    yield built
    built.dispose()
    if engine.dialect.name != "sqlite":
        request.getfixturevalue("postgresql_server").drop(name)


def reflected(engine: Engine) -> dict[str, dict[str, object]]:
    """Give what a database knows of each table, checks and partial indexes included."""
    inspector = inspect(engine)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            },
            "primary key": inspector.get_pk_constraint(table),
            "checks": _by_name(inspector.get_check_constraints(table)),
            "indexes": _by_name(inspector.get_indexes(table)),
            "unique": _by_name(inspector.get_unique_constraints(table)),
            "references": _by_name(inspector.get_foreign_keys(table)),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def _by_name(constraints: Iterable[Any]) -> list[str]:
    """Write each constraint out as one text, so that two databases can be compared."""
    return sorted(json.dumps(each, sort_keys=True, default=str) for each in constraints)


def test_the_migrations_make_what_the_models_describe(engine: Engine, built: Engine) -> None:
    migrated, described = reflected(engine), reflected(built)
    assert described
    assert migrated.keys() == described.keys()
    for table, parts in described.items():
        for part, expected in parts.items():
            assert migrated[table][part] == expected, f"{part} of {table}"


def test_alembic_finds_nothing_left_to_migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_the_migrations_leave_no_rows(engine: Engine) -> None:
    # Between tests PostgreSQL is cleared: rows that a migration made would be there only once.
    with engine.connect() as connection:
        full = [
            table.name
            for table in METADATA.sorted_tables
            if connection.execute(table.select()).first()
        ]
    assert full == []


def test_the_migrations_are_one_line() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert len(scripts.get_heads()) == len(scripts.get_bases()) == 1


def test_the_models_room_knows_all_its_tables() -> None:
    written = {
        assigned.value.value
        for _, table in nodes(ast.ClassDef, "models")
        for assigned in table.body
        if isinstance(assigned, ast.Assign)
        and ast.unparse(assigned.targets[0]) == "__tablename__"
        and isinstance(assigned.value, ast.Constant)
    }
    assert written
    assert written <= METADATA.tables.keys()
