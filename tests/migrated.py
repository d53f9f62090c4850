"""Databases brought up to date by the project's own migrations."""

from alembic.command import upgrade
from alembic.config import Config

from models.database import make_engine


def migrate(url: str) -> None:
    """Run every migration on the database at an address."""
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    engine = make_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        upgrade(config, "head")
    engine.dispose()
