"""The service as people meet it: a browser, a server, a worker, and a mailbox that letters land in.

Server and worker run in this process, on loopback, on an SQLite file; that both are processes of
their own is proved where the demo is started and stopped.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from models.actors import SYSTEM
from models.database import writing
from models.operations.accounts import make_account
from models.operations.rounds import ensure_rolling_rounds
from models.words import Language, Role
from tests.journeys.people import PASSWORD, Person, Service
from web.accounts.passwords import hash_password
from web.app import create_app
from web.bridge.vocabulary import load_vocabulary
from web.clock import now
from web.session import sessions

STAFF = {
    "coordinator@example.org": Role.COORDINATOR,
    "coordinator2@example.org": Role.COORDINATOR,
    "steering@example.org": Role.STEERING,
    "admin@example.org": Role.ADMIN,
}


@pytest.fixture
def service(tmp_path: Path, migrated_file: Path) -> Iterator[Service]:
    """Start the service with its staff, and nothing else in it."""
    database = tmp_path / "kajplats.sqlite3"
    database.write_bytes(migrated_file.read_bytes())
    app = create_app({"DEMO": True, "DATABASE_URL": f"sqlite:///{database}", "QUEUE": "memory://"})
    app.instance_path = str(tmp_path)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    app.config["BASE_URL"] = f"http://127.0.0.1:{server.server_port}"
    _move_in(app)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Service(app, app.config["BASE_URL"])
    finally:
        server.shutdown()
        thread.join()
        sessions(app).kw["bind"].dispose()


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
        context.set_default_timeout(30_000)
        contexts.append(context)
        return who(context.new_page(), service, language)

    yield arrive
    for context in contexts:
        context.close()


def _move_in(app: Flask) -> None:
    hashed = hash_password(PASSWORD)
    with app.app_context(), writing(sessions(app)) as session:
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
