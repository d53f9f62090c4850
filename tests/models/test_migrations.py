"""A database is upgraded, whole or not at all, and says whether it is.

That the migrations make what the models describe is held by ``tests/house/test_migrations.py``.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import CheckConstraint, Engine, inspect, text

from models.database import begin_as_migrator, make_engine, make_sessions
from models.migrations import configuration, is_at_head, upgrade
from models.rounds import Run
from models.tables import Base
from tests.builders import a_run, a_suggestion
from tests.conftest import DATABASES, NAME
from tests.postgres import Server


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give a database without any table."""
    name = f"empty_{uuid4().hex}"
    if request.param == "sqlite":
        yield make_engine(f"sqlite:///{tmp_path / name}.sqlite3")
        return
    server: Server = request.getfixturevalue("postgresql_server")
    engine = make_engine(server.create(name))
    yield engine
    engine.dispose()
    server.drop(name)


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_an_empty_database_is_made_ready_and_the_way_back_leaves_nothing(empty: Engine) -> None:
    with empty.connect() as connection:
        assert not is_at_head(connection)
    upgrade(empty)
    with empty.connect() as connection:
        assert is_at_head(connection)
    assert tables_of(empty) == Base.metadata.tables.keys()
    with begin_as_migrator(empty) as connection:
        command.downgrade(configuration(connection), "base")
    assert tables_of(empty) == set()


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO roles (id, name) VALUES (1, 'student')"))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT name FROM roles")) == "student"


def test_concepts_that_were_there_are_the_projects_own(empty: Engine) -> None:
    upgrade(empty, "0001")
    with empty.begin() as connection:
        connection.execute(
            text("INSERT INTO concepts (id, kind, sv, en) VALUES ('skill/a', 'skill', 'å', 'a')")
        )
    upgrade(empty)
    with empty.connect() as connection:
        query = text("SELECT source, part, release, retired_at, same_as_id FROM concepts")
        assert connection.execute(query).one() == ("kajplats", "", "", None, None)


def test_runs_that_were_there_count_what_they_found(empty: Engine) -> None:
    upgrade(empty)
    with make_sessions(empty)() as session, session.begin():
        run = a_suggestion(session).run
        waiting = a_run(session)
        found, ids = run.found, (run.id, waiting.id)
    with begin_as_migrator(empty) as connection:
        command.downgrade(configuration(connection), "0025")
    upgrade(empty)
    with make_sessions(empty)() as session:
        assert [session.get_one(Run, each).found for each in ids] == [found, None]


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE letters (id INTEGER)"))
    with pytest.raises(Exception, match="letters"):
        upgrade(empty)
    assert tables_of(empty) == {"letters"}


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


class TestSQLite:
    """What PostgreSQL does by itself."""

    @pytest.fixture
    def upgraded(self, migrated_file: Path, tmp_path: Path) -> Iterator[Engine]:
        copy = shutil.copy(migrated_file, tmp_path)
        engine = make_engine(f"sqlite:///{copy}")
        yield engine
        engine.dispose()

    def test_references_are_checked_after_a_migration(self, upgraded: Engine) -> None:
        with begin_as_migrator(upgraded) as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
        with upgraded.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1

    def test_a_migration_that_loses_what_a_row_refers_to_is_undone(self, upgraded: Engine) -> None:
        lost = text("INSERT INTO concept_labels VALUES (1, 'skill/none', 'none')")
        with (
            pytest.raises(RuntimeError, match="concept_labels"),
            begin_as_migrator(upgraded) as changing,
        ):
            changing.execute(lost)
        with upgraded.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM concept_labels")) == 0

    def test_an_id_is_never_used_twice(self, upgraded: Engine) -> None:
        query = text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        with upgraded.connect() as connection:
            counting = set(connection.scalars(query))
        assert counting >= {"matches", "students", "offers", "events", "letters", "runs"}


class TestPostgreSQL:
    """What SQLite does by itself."""

    @pytest.mark.parametrize(
        ("table", "column"),
        [("students", "sort_key"), ("employers", "search_key"), ("concept_labels", "key")],
    )
    def test_keys_are_compared_byte_by_byte(
        self, postgresql_server: Server, table: str, column: str
    ) -> None:
        engine = make_engine(postgresql_server.url(NAME))
        columns = {each["name"]: each["type"] for each in inspect(engine).get_columns(table)}
        engine.dispose()
        assert getattr(columns[column], "collation", None) == "C"
