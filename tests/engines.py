"""One engine for each kind of database in a process, however many databases its tests have.

What a statement compiles to is kept by its engine. With a new one for each test, compiling would
take half of the time of all tests.
"""

from typing import Any

from sqlalchemy import Engine, event, make_url

from models.database import make_engine

SQLITE = "sqlite"


class Engines:
    """Knows the database of the test that runs, and the engine that leads there."""

    def __init__(self) -> None:
        self.url = ""
        self._engines: dict[str, Engine] = {}
        self._led_to: dict[str, str] = {}

    def lead_to(self, url: str) -> None:
        """Lead to a test's database from now on; whoever is connected to another file goes."""
        kind = make_url(url).get_backend_name()
        if kind in self._engines and self._led_to.get(kind) != url:
            Engine.dispose(self._engines[kind])
        self.url = self._led_to[kind] = url

    def close(self) -> None:
        """Close what is connected, when nobody uses it any more."""
        for engine in self._engines.values():
            Engine.dispose(engine)

    def engine(self, url: str) -> Engine:
        """Give the engine to a database: the shared one to the test's, its own to any other."""
        if url != self.url:
            return make_engine(url)
        kind = make_url(url).get_backend_name()
        if kind not in self._engines:
            self._engines[kind] = make_engine(url)
            # Whoever is done with an app closes its engine, but others still read by this one.
            self._engines[kind].dispose = _later  # type: ignore[method-assign] # see `close`
            if kind == SQLITE:
                event.listen(self._engines[kind], "do_connect", self._to_the_test_s_file)
                event.listen(self._engines[kind], "connect", _wait_for_no_disk)
        return self._engines[kind]

    def _to_the_test_s_file(
        self, _dialect: object, _record: object, arguments: list[Any], _named: dict[str, Any]
    ) -> None:
        arguments[0] = make_url(self._led_to[SQLITE]).database


def _wait_for_no_disk(connection: Any, _record: object) -> None:
    """Let SQLite's files live for one test: nothing has to survive a power cut."""
    connection.execute("PRAGMA synchronous = off")


def _later(*, close: bool = True) -> None:
    """Close nothing yet."""


ENGINES = Engines()
