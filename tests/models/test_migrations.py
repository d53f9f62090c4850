"""The migrations make the tables that the models know, on both databases."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, Inspector, inspect, text

from models import Base
from models.database import begin_as_migrator, make_engine
from models.migrations import configuration, is_at_head, upgrade
from tests.conftest import DATABASES
from tests.postgres import Server

MakeEngine = Callable[[], Engine]


@pytest.fixture(params=DATABASES)
def make_empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeEngine]:
    """Give databases without any table, as many as are asked for."""
    engines: list[Engine] = []

    def make() -> Engine:
        name = f"empty_{uuid4().hex}"
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path / name}.sqlite3"
        else:
            server: Server = request.getfixturevalue("postgresql_server")
            url = server.create(name)
        engines.append(make_engine(url))
        return engines[-1]

    yield make
    for engine in engines:
        engine.dispose()
        if request.param == "postgresql":
            request.getfixturevalue("postgresql_server").drop(str(engine.url.database))


def shape_of(engine: Engine) -> dict[str, dict[str, Any]]:
    """Tell all that a database says of its tables, in an order of its own."""
    inspector = inspect(engine)
    names = set(inspector.get_table_names()) - {"alembic_version"}
    return {name: _shape_of_table(inspector, name) for name in sorted(names)}


def _shape_of_table(inspector: Inspector, name: str) -> dict[str, Any]:
    return {
        "columns": {
            column["name"]: (
                repr(column["type"]),
                getattr(column["type"], "collation", None),
                column["nullable"],
                column["default"],
            )
            for column in inspector.get_columns(name)
        },
        "primary key": inspector.get_pk_constraint(name),
        "references": _by_name(inspector.get_foreign_keys(name)),
        "unique": _by_name(inspector.get_unique_constraints(name)),
        "checks": _by_name(inspector.get_check_constraints(name)),
        "indexes": _by_name(inspector.get_indexes(name)),
    }


def _by_name(rules: Any) -> list[tuple[str, str]]:
    return sorted((str(rule["name"]), _said(rule)) for rule in rules)


def _said(part: Any) -> str:
    # A partial index holds its condition as a piece of SQL, which is equal to nothing but itself.
    if isinstance(part, dict):
        return repr({str(key): _said(part[key]) for key in sorted(part)})
    return str(part)


def test_the_migrations_make_the_same_tables_as_the_models(make_empty: MakeEngine) -> None:
    migrated, made = make_empty(), make_empty()
    upgrade(migrated)
    Base.metadata.create_all(made)
    shape = shape_of(made)
    assert shape.keys() == Base.metadata.tables.keys()
    for name, table in shape_of(migrated).items():
        assert table == shape[name], name


def test_alembic_finds_nothing_to_change(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_every_check_of_the_models_is_in_the_database(engine: Engine) -> None:
    known = {
        str(rule.name)
        for table in Base.metadata.tables.values()
        for rule in table.constraints
        if isinstance(rule, CheckConstraint)
    }
    inspector = inspect(engine)
    there = {
        str(check["name"])
        for name in inspector.get_table_names()
        for check in inspector.get_check_constraints(name)
    }
    assert len(known) > 50
    assert known == there


def test_an_id_is_never_used_twice(engine: Engine) -> None:
    if engine.dialect.name == "postgresql":
        pytest.skip("a sequence never goes back")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        counting = {name for name, sql in rows if "AUTOINCREMENT" in (sql or "")}
    assert {"matches", "students", "offers", "events", "letters", "runs"} <= counting


def test_keys_are_compared_byte_by_byte(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite compares bytes unless told otherwise")
    columns = {column["name"]: column for column in inspect(engine).get_columns("students")}
    assert columns["sort_key"]["type"].collation == "C"
    assert columns["search_key"]["type"].collation == "C"


def test_an_empty_database_is_not_ready_and_an_upgraded_one_is(make_empty: MakeEngine) -> None:
    engine = make_empty()
    with engine.connect() as connection:
        assert not is_at_head(connection)
    upgrade(engine)
    with engine.connect() as connection:
        assert is_at_head(connection)


def test_upgrading_twice_changes_nothing(make_empty: MakeEngine) -> None:
    engine = make_empty()
    upgrade(engine)
    before = shape_of(engine)
    upgrade(engine)
    assert shape_of(engine) == before


def test_the_way_back_leaves_nothing(make_empty: MakeEngine) -> None:
    engine = make_empty()
    upgrade(engine)
    with begin_as_migrator(engine) as connection:
        command.downgrade(configuration(connection), "base")
    assert shape_of(engine) == {}


def test_a_migration_leaves_references_checked(make_empty: MakeEngine) -> None:
    engine = make_empty()
    if engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL never switches them off")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_migration_that_loses_what_a_row_refers_to_is_undone(make_empty: MakeEngine) -> None:
    engine = make_empty()
    if engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL refuses at once")
    upgrade(engine)
    with pytest.raises(RuntimeError, match="concept_labels"), begin_as_migrator(engine) as changing:
        changing.execute(text("INSERT INTO concept_labels VALUES (1, 'skill/none', 'none')"))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM concept_labels")) == 0
