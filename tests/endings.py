"""How transactions end: by a commit, or by a rollback."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


@contextmanager
def endings_of(engine: Engine) -> Iterator[list[str]]:
    """Tell how the transactions of a block end, in their order."""
    ends: list[str] = []

    def commit(_connection: object) -> None:
        ends.append("commit")

    def roll_back(_connection: object) -> None:
        ends.append("rollback")

    event.listen(engine, "commit", commit)
    event.listen(engine, "rollback", roll_back)
    try:
        yield ends
    finally:
        event.remove(engine, "commit", commit)
        event.remove(engine, "rollback", roll_back)
