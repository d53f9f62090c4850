"""Many tries in one world: to build it takes far longer than what is tried in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Undo at the end what was done meanwhile: the next try finds the world as it was."""
    with session.begin_nested() as savepoint:
        yield
        savepoint.rollback()
