"""The whole demo in a folder of its own, served by whoever asks for it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from web.app import create_app
from web.cli.upkeep import upgrade_database
from web.demo.loader import load_demo
from web.jobs import work


def whole_demo(folder: Path, migrated: Path | None = None) -> Flask:
    """Make the service with all of the demo in it, in an SQLite file in a folder.

    ``migrated`` is a file with all tables and nothing in them: a copy of it saves time.
    """
    database = folder / "kajplats.sqlite3"
    if migrated is not None:
        shutil.copyfile(migrated, database)
    app = create_app(
        {
            "DEMO": True,
            "TESTING": True,
            "DATABASE_URL": f"sqlite:///{database}",
            "QUEUE": "memory://",
            "RATELIMIT_ENABLED": False,
        }
    )
    app.instance_path = str(folder)
    upgrade_database(app)
    load_demo(app, _silently)
    with app.app_context():
        work.every_minute()
    return app


@contextmanager
def _silently(_step: str) -> Iterator[None]:
    """Tell nobody how far the loading is."""
    yield
