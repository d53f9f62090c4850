"""The demo as a newcomer starts it: made once, kept, stopped by a signal, no part left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.journeys.whole_demo import (
    SECONDS_TO_STOP,
    a_free_port,
    demo,
    demo_of_the_run,
    started_in,
)
from web.cli.demonstration import DATABASE, FOLDER

pytestmark = pytest.mark.slow


def is_there(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def states_in(instance: Path, table: str) -> set[str]:
    engine = create_engine(f"sqlite:///{instance / FOLDER / DATABASE}")
    with engine.connect() as connection:
        found = set(connection.execute(text(f"SELECT state FROM {table}")).scalars())  # noqa: S608 - a table of ours
    engine.dispose()
    return found


@pytest.fixture
def made(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the instance folder in which the demo was started once."""
    return shutil.copytree(demo_of_the_run(tmp_path_factory), tmp_path / "instance")


def test_the_demo_starts_where_there_is_none_and_stops_with_all_its_parts(made: Path) -> None:
    first = started_in(made)
    assert "ok" in first.healthz
    assert len(first.children) == 2
    assert first.status == 0
    assert not any(is_there(child) for child in first.children)
    for account in ("student", "employer", "coordinator", "steering", "admin"):
        assert f"{account}@example.org" in first.said
    assert first.address in first.said


def test_every_list_of_the_demo_has_something_in_every_state(made: Path) -> None:
    for table, states in {
        "matches": {
            "confirmed",
            "rejected",
            "offered",
            "agreed",
            "declined",
            "expired",
            "filled",
            "withdrawn",
            "placed",
            "interrupted",
            "completed",
        },
        "rounds": {"draft", "open", "closed", "published", "archived"},
        "offers": {"draft", "submitted", "published", "withdrawn"},
        "employers": {"registered", "verified", "refused", "paused"},
        "students": {"submitted", "left"},
        "runs": {"done"},
    }.items():
        assert states <= states_in(made, table)


def test_a_second_start_keeps_the_demo_and_a_part_that_ends_ends_all(made: Path) -> None:
    database = made / FOLDER / DATABASE
    before = database.stat().st_ino
    with demo(made) as running:
        running.answer("/healthz")
        running.wait_until_ready()
        os.kill(running.children()[1], signal.SIGKILL)
        assert running.process.wait(SECONDS_TO_STOP) == 1
    assert database.stat().st_ino == before


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "web.cli", "demo", "--port", str(taken.getsockname()[1])],
            env={**os.environ, "KAJPLATS_INSTANCE": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "is taken" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_production_refuses_to_start_with_a_known_secret(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "web.cli", "run", "--port", str(a_free_port())],
        env={**os.environ, "KAJPLATS_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "KAJPLATS_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr
