"""One transaction for a whole file: all of it is taken over, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session, sessionmaker

from models.database import begin_writing

SOURCE = "file:"
LONGEST_SOURCE = 120


def source_of(key: str) -> str:
    """Give the name under which a row is found again, when its file is imported again."""
    return f"{SOURCE}{key}"[:LONGEST_SOURCE]


def own_source_of(employer_id: int, key: str) -> str:
    """Give that name for an employer's own row: no file of another has it."""
    return source_of(f"{employer_id}:{key}")


@contextmanager
def one_transaction(sessions: sessionmaker[Session], *, dry_run: bool) -> Iterator[Session]:
    """Give a writing session that commits at the end, or undoes everything after a dry run."""
    with sessions() as session:
        begin_writing(session)
        yield session
        if dry_run:
            session.rollback()
        else:
            session.commit()
