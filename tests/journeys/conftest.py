"""The service as people meet it: a browser, a server, a worker, and a mailbox that letters land in.

Server and worker run in this process, on loopback, on an SQLite file; that both are processes of
their own is proved where the demo is started and stopped.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from models.actors import SYSTEM
from models.database import writing
from models.operations.accounts import make_account
from models.operations.rounds import ensure_rolling_rounds
from models.words import Language, Role
from tests.engines import ENGINES
from tests.journeys.people import PASSWORD, Person, Service
from tests.once import made_once
from tests.web.apps import LIGHT, shared_app
from web.accounts.passwords import hash_password
from web.bridge.vocabulary import load_vocabulary
from web.clock import now
from web.jobs import work
from web.session import sessions

DATABASE = "kajplats.sqlite3"
# Milliseconds. A machine that does much else besides takes a minute for what takes a second.
MOST_PATIENT = 120_000
expect.set_options(timeout=30_000)
STAFF = {
    "coordinator@example.org": Role.COORDINATOR,
    "coordinator2@example.org": Role.COORDINATOR,
    "steering@example.org": Role.STEERING,
    "admin@example.org": Role.ADMIN,
}


@pytest.fixture(scope="session")
def staffed_file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """Let the staff and the vocabulary move into an SQLite file once, for journeys to copy.

    The worker has been there too: what it does once a day is done.
    """

    def make(folder: Path) -> None:
        shutil.copyfile(migrated_file, folder / DATABASE)
        app = _app_on(folder / DATABASE)
        _move_in(app)
        with app.app_context():
            work.every_minute()
        # What was written lies in the one file when the last connection is closed.
        ENGINES.close()

    return made_once(tmp_path_factory, "staffed", make) / DATABASE


@pytest.fixture
def service(tmp_path: Path, staffed_file: Path) -> Iterator[Service]:
    """Start the service with its staff, and nothing else in it."""
    database = tmp_path / DATABASE
    shutil.copyfile(staffed_file, database)
    app = _app_on(database)
    app.instance_path = str(tmp_path)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    app.config["BASE_URL"] = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Service(app, app.config["BASE_URL"])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def arrive(browser: Browser, service: Service) -> Iterator[Callable[..., Person]]:
    """Give what lets somebody arrive with a browser of their own."""
    contexts = []

    def arrive(
        *,
        who: type[Person] = Person,
        wide: int = 1280,
        scripts: bool = True,
        language: str = "sv",
    ) -> Person:
        context = browser.new_context(
            viewport={"width": wide, "height": 800}, java_script_enabled=scripts
        )
        context.set_default_timeout(MOST_PATIENT)
        contexts.append(context)
        return who(context.new_page(), service, language)

    yield arrive
    for context in contexts:
        context.close()


def _app_on(database: Path) -> Flask:
    url = f"sqlite:///{database}"
    ENGINES.lead_to(url)
    return shared_app({"DEMO": True, "DATABASE_URL": url, "QUEUE": "memory://", **LIGHT})


def _move_in(app: Flask) -> None:
    with app.app_context(), writing(sessions(app)) as session:
        hashed = hash_password(PASSWORD)
        load_vocabulary(session)
        ensure_rolling_rounds(session, at=now())
        for email, role in STAFF.items():
            make_account(
                session,
                email=email,
                name=email.partition("@")[0].capitalize(),
                roles=[role],
                password_hash=hashed,
                confirmed_at=now(),
                language=Language.SWEDISH,
                by=SYSTEM,
                at=now(),
            )
