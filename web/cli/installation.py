"""The installation that a command works on: its settings and its database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from models.database import reading
from models.migrations import is_at_head
from models.queries.concepts import count_concepts
from web.app import create_app
from web.config import SettingRefused
from web.session import sessions


@contextmanager
def installation(*, upgraded: bool = True) -> Iterator[Flask]:
    """Give the app of the settings in force, and close its database at the end.

    Parameters
    ----------
    upgraded : bool
        Whether the database must be at this version, vocabulary and all.

    Raises
    ------
    SettingRefused
        If it is not.
    """
    app = create_app()
    try:
        with app.app_context():
            if upgraded and not _is_upgraded():
                msg = "The database is not at this version. Run: kajplats upgrade"
                raise SettingRefused(msg)
            yield app
    finally:
        sessions(app).kw["bind"].dispose()


def _is_upgraded() -> bool:
    with reading(sessions()) as session:
        return is_at_head(session.connection()) and count_concepts(session) > 0
