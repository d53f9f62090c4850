"""How a session is made, and how a transaction that will write begins.

Writers take turns: on SQLite by BEGIN IMMEDIATE, on PostgreSQL by one advisory lock. What a writer
reads is therefore still true when it commits, the chain of events has one end, and no two writers
can wait for each other. Readers never wait.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

import models.tables  # noqa: F401 # relations name tables of other files

WRITES = "kajplats_writes"

# Any number will do: all writers of one database take the same lock.
WRITER_LOCK = 7_102_280

BUSY_SECONDS = 30


def make_engine(url: str) -> Engine:
    """Open the database at an address.

    Parameters
    ----------
    url : str
        An SQLAlchemy address, such as ``sqlite:///instance/kajplats.sqlite3`` or
        ``postgresql+psycopg:///kajplats``.
    """
    if make_url(url).get_backend_name() == "sqlite":
        # The driver's own transactions are switched off: `_begin_sqlite` begins them.
        engine = create_engine(url, connect_args={"isolation_level": None, "timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Give the one maker of sessions that pages, jobs and commands share."""
    return sessionmaker(engine, expire_on_commit=False)


def begin_reading(session: Session) -> None:
    """Begin the session's transaction as a reader: PostgreSQL refuses what it would change."""
    session.connection(execution_options={"postgresql_readonly": True})


def end_reading(session: Session) -> None:
    """End a transaction that has changed nothing.

    By a commit: at a rollback the driver forgets the statements that it has prepared, and
    PostgreSQL plans every question of every page anew.
    """
    session.commit()


def begin_writing(session: Session) -> None:
    """Begin the session's transaction as a writer. Must be its first use in the transaction."""
    session.connection(execution_options={WRITES: True})


@contextmanager
def writing(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """Give a session that commits at the end and rolls back on any error, as a writer."""
    with sessions() as session, session.begin():
        begin_writing(session)
        yield session


@contextmanager
def reading(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """Give a session that changes nothing."""
    with sessions() as session:
        begin_reading(session)
        yield session
        # What was changed all the same is not written.
        session.expunge_all()
        end_reading(session)


@contextmanager
def begin_as_migrator(engine: Engine) -> Iterator[Connection]:
    """Give a connection that changes tables as a writer, and commits when all went well.

    SQLite changes a table by copying it and dropping the old one. Its references are switched off
    meanwhile, or the rows that hang on the old one would go with it, and are checked at the end.
    """
    with engine.execution_options(**{WRITES: True}).connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            _switch_references(connection, "off")
        try:
            with connection.begin():
                yield connection
                if is_sqlite:
                    _check_references(connection)
        finally:
            if is_sqlite:
                _switch_references(connection, "on")


def _check_references(connection: Connection) -> None:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        msg = f"a row of {lost[0]} refers to one that is no longer there"
        raise RuntimeError(msg)


def _switch_references(connection: Connection, state: str) -> None:
    # Before or after a transaction: within one SQLite does not hear it.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {state}")
    cursor.close()


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = wal")
    cursor.execute("PRAGMA synchronous = full")
    cursor.execute("PRAGMA foreign_keys = on")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.close()


def _is_writer(connection: Connection) -> bool:
    options: dict[str, Any] = dict(connection.get_execution_options())
    return bool(options.get(WRITES))


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_writer(connection) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if _is_writer(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
