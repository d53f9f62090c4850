"""What all tests share: fresh databases of both kinds, a browser, a network that ends here.

Everything that knows Flask is in ``tests/web/conftest.py``.
"""

import gc
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from models.database import make_engine, make_sessions
from models.migrations import upgrade
from tests.browser import launch
from tests.engines import ENGINES
from tests.network import refuse_other_machines
from tests.postgres import Server, running_server

DATABASES = ("sqlite", "postgresql")
NAME = "kajplats"
# To look for garbage as often as Python does by itself takes a twelfth of the time of all tests.
GARBAGE_AFTER = 50_000

sys.addaudithook(refuse_other_machines)
gc.set_threshold(GARBAGE_AFTER)


def pytest_collection_finish() -> None:
    """Look for garbage only in what tests make: what was imported stays to the end."""
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that processes that share the tests end together."""
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("browser", "slow"))))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate an empty SQLite file once, for tests to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "kajplats.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """Start PostgreSQL once, with one migrated database for tests to clear."""
    with running_server() as server:
        _migrate(server.create(NAME))
        yield server


def _migrate(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    # Until the last connection is closed, SQLite keeps a journal beside the file.
    engine.dispose()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of a database of one's own, migrated and without a row.

    A test that asks for it, or for a fixture that does, runs on SQLite and on PostgreSQL, and may
    use as many connections, threads and processes as it likes.
    """
    if request.param == "sqlite":
        copy = tmp_path / "kajplats.sqlite3"
        shutil.copyfile(request.getfixturevalue("migrated_file"), copy)
        url = f"sqlite:///{copy}"
        ENGINES.lead_to(url)
        return url
    server: Server = request.getfixturevalue("postgresql_server")
    url = server.url(NAME)
    ENGINES.lead_to(url)
    server.clear(NAME)
    return url


@pytest.fixture(scope="session", autouse=True)
def engines() -> Iterator[None]:
    """Close the shared engines when the last test is done."""
    yield
    ENGINES.close()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Open the test's database as the service does."""
    engine = ENGINES.engine(database_url)
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium for all tests of this process: Playwright refuses to start twice in one."""
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()
