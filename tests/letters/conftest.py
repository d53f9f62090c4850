"""An app whose letters are put into a mailbox of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.builders import NOW
from tests.web.apps import LIGHT, shared_app


@pytest.fixture
def app(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """Give the service with an instance folder of its own, at the builders' time."""
    monkeypatch.setenv("KAJPLATS_INSTANCE", str(tmp_path / "instance"))
    app = shared_app(
        {
            "TESTING": True,
            "DATABASE_URL": database_url,
            "QUEUE": "memory://",
            "BASE_URL": "https://kajplats.example",
            **LIGHT,
        }
    )
    with time_machine.travel(NOW, tick=False):
        yield app
