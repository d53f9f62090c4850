"""PostgreSQL plans what SQLite is asked, so that it need not be asked all of it once more.

What it would refuse (a type, a grouping) is found without carrying anything out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from tests.conftest import NAME
from tests.postgres import Server

# What a connection was asked last, under this name of its `info`.
ASKED = "asked"


class _IsPlanned(Exception):
    """There is a plan; nothing more is to be done."""


class Planner:
    """Has PostgreSQL plan what SQLite is asked: each statement once for each kind of its values.

    Parameters
    ----------
    server : Server
        Where a database has all tables.
    """

    def __init__(self, server: Server) -> None:
        self.refused: list[str] = []
        self._planned: set[tuple[Any, ...]] = set()
        url = server.url(NAME)
        self._engine = create_engine(url, pool_pre_ping=True, isolation_level="AUTOCOMMIT")
        event.listen(self._engine, "before_cursor_execute", _plan)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Plan what any engine is asked meanwhile; what is refused is kept in `refused`."""
        self.refused.clear()
        event.listen(Engine, "before_execute", _remember)
        event.listen(Engine, "before_cursor_execute", self._look_at)
        try:
            yield
        finally:
            event.remove(Engine, "before_cursor_execute", self._look_at)
            event.remove(Engine, "before_execute", _remember)

    def close(self) -> None:
        """Leave the server."""
        self._engine.dispose()

    def _look_at(
        self, asked: Connection, _cursor: Any, _text: str, _values: Any, context: Any, _many: bool
    ) -> None:
        compiled = context.compiled
        if asked.dialect.name != "sqlite" or compiled is None:
            return
        values = context.compiled_parameters[0].items()
        kinds = (type(value) for name, value in values if name in compiled.binds)
        key = (compiled.string, *kinds)
        if key in self._planned:
            return
        self._planned.add(key)
        try:
            with self._engine.connect() as connection:
                connection.execute(*asked.info[ASKED])
        except _IsPlanned:
            pass
        except SQLAlchemyError as error:
            self.refused.append(str(error))


def _remember(
    asked: Connection, statement: Any, many: list[Any], values: dict[str, Any], _options: Any
) -> None:
    asked.info[ASKED] = statement, many[0] if many else values


def _plan(
    connection: Connection, _cursor: Any, text: str, values: Any, _context: Any, many: bool
) -> None:
    # A cursor of its own: what is streamed has one that cannot explain.
    with connection.connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {text}", values[0] if many else values)
    raise _IsPlanned
