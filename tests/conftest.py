"""What all tests share: fresh databases of both kinds, and a network that ends at this machine.

Everything that knows Flask is in ``tests/web/conftest.py``.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from models.database import make_engine, make_sessions
from models.migrations import upgrade
from tests.network import refuse_other_machines
from tests.postgres import Server, running_server

DATABASES = ("sqlite", "postgresql")
TEMPLATE = "template_kajplats"

sys.addaudithook(refuse_other_machines)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate an empty SQLite file once, for tests to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """Start PostgreSQL once, with one migrated database for tests to copy."""
    with running_server() as server:
        _migrate(server.create(TEMPLATE))
        yield server


def _migrate(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    # Nobody may be connected to what PostgreSQL copies, and SQLite keeps its journal until then.
    engine.dispose()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database of one's own, migrated and otherwise empty.

    A test that asks for it, or for a fixture that does, runs on SQLite and on PostgreSQL, and may
    use as many connections, threads and processes as it likes.
    """
    if request.param == "sqlite":
        copy = tmp_path / "kajplats.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), copy)
        yield f"sqlite:///{copy}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    name = f"test_{uuid4().hex}"
    yield server.create(name, template=TEMPLATE)
    server.drop(name)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Open the test's database as the service does."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    """Give the maker of sessions, for tests that need more than one."""
    return make_sessions(engine)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """Give one session; what it does not commit, nobody else sees."""
    with sessions() as session:
        yield session
