"""How many questions a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import event

from web.session import sessions as sessions_of


@dataclass
class Counted:
    """The number of statements that were sent while counting."""

    count: int = 0


@contextmanager
def queries_counted(app: Flask) -> Iterator[Counted]:
    """Count the statements that the app sends to its database in a block."""
    engine, counted = sessions_of(app).kw["bind"], Counted()

    def add_one(*_statement: object) -> None:
        counted.count += 1

    event.listen(engine, "before_cursor_execute", add_one)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", add_one)
