"""The request's database session: a reader for GET, a writer for everything else.

Views and queries use `session` as if it were the session itself. It is opened at its first use
and closed with the request; ``web/commit.py`` alone commits it.
"""

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app, g, request
from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker
from werkzeug.local import LocalProxy

from models.database import begin_reading, begin_writing, make_engine, make_sessions

# What a session has flushed, by table, under this name of its `info`.
WRITTEN = "written"

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

# Endpoints that do something slow (hashing a password) before they write: they begin as readers,
# so that nobody waits for their arithmetic, and say `write_from_here` when it is done.
WRITES_LATE = "WRITES_LATE"


# Whether a session has begun to write, under this name of its `info`.
WRITES = "writes"


def init_app(app: Flask) -> None:
    """Open the app's database, and close each request's session at its end."""
    app.config.setdefault(WRITES_LATE, set())
    app.extensions["when_writing_late"] = []
    app.extensions["sessions"] = make_sessions(make_engine(app.config["DATABASE_URL"]))
    app.teardown_appcontext(_close)


def sessions(app: Flask | None = None) -> sessionmaker[Session]:
    """Give the app's one maker of sessions, for jobs and commands."""
    found: sessionmaker[Session] = (app or current_app).extensions["sessions"]
    return found


def is_writing_request() -> bool:
    """Whether the request may change something."""
    return request.method not in SAFE_METHODS


def opened_session() -> Session | None:
    """Give the request's session if anything has used it."""
    return cast("Session | None", g.get("database_session"))


def when_writing_late(app: Flask, ask: Callable[[], None]) -> None:
    """Have something asked once more when a request that read at first begins to write."""
    app.extensions["when_writing_late"].append(ask)


def has_changes(current: Session) -> bool:
    """Whether a session has something to write, or has written."""
    written = current.info.get(WRITTEN)
    return bool(current.new or current.dirty or current.deleted or written)


def write_from_here() -> None:
    """Turn a reader into a writer, before anything was changed; what was read stays loaded."""
    current = _current_session()
    if has_changes(current):
        msg = "something was changed before the transaction began to write"
        raise RuntimeError(msg)
    # Ends the reading; nothing is written, and nothing loaded expires.
    current.commit()
    _begin_writing(current)
    for ask in current_app.extensions["when_writing_late"]:
        ask()


def _current_session() -> Session:
    if "database_session" not in g:
        g.database_session = sessions()()
        event.listen(g.database_session, "after_flush", _remember_tables)
        if is_writing_request() and request.endpoint not in current_app.config[WRITES_LATE]:
            _begin_writing(g.database_session)
        else:
            begin_reading(g.database_session)
    return cast(Session, g.database_session)


def _begin_writing(current: Session) -> None:
    begin_writing(current)
    current.info[WRITES] = True


def _remember_tables(session: Session, _context: UOWTransaction) -> None:
    tables = session.info.setdefault(WRITTEN, set())
    for thing in (*session.new, *session.dirty, *session.deleted):
        tables.add(thing.__tablename__)


def _close(_error: BaseException | None) -> None:
    found = g.pop("database_session", None)
    if found is not None:
        found.close()


session = cast(Session, LocalProxy(_current_session))
