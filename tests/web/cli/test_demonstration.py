"""The demo as a newcomer starts it: made once, kept, stopped by a signal, no part left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

SECONDS_TO_START = 240

pytestmark = pytest.mark.slow


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(instance: Path, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = a_free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "demo", *options],
        env={**os.environ, "KAJPLATS_INSTANCE": str(instance), "PORT": str(port)},
        stdout=subprocess.PIPE,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


def answer_of(address: str, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - http, ours
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{address} did not answer")


def until(process: subprocess.Popen[bytes], words: str) -> str:
    """Read what the demo says, until it has said some words."""
    said = ""
    for line in process.stdout or ():
        said += line.decode()
        if words in said:
            break
    return said


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


def is_there(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def states_in(instance: Path, table: str) -> set[str]:
    engine = create_engine(f"sqlite:///{instance / 'demo' / 'kajplats.sqlite3'}")
    with engine.connect() as connection:
        found = set(connection.execute(text(f"SELECT state FROM {table}")).scalars())  # noqa: S608 - a table of ours
    engine.dispose()
    return found


def test_the_demo_is_made_once_kept_and_stopped(tmp_path: Path) -> None:
    with demo(tmp_path) as (process, address):
        assert "ok" in answer_of(f"{address}/healthz", process)
        said = until(process, "make demo-reset")
        children = children_of(process.pid)
        assert len(children) == 2
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert not any(is_there(child) for child in children)
    for account in ("student", "employer", "coordinator", "steering", "admin"):
        assert f"{account}@example.org" in said
    assert address in said

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
        assert states <= states_in(tmp_path, table)

    database = tmp_path / "demo" / "kajplats.sqlite3"
    made = database.stat().st_ino
    with demo(tmp_path) as (process, address):
        answer_of(f"{address}/healthz", process)
        until(process, "make demo-reset")
        worker = children_of(process.pid)[1]
        os.kill(worker, signal.SIGKILL)
        assert process.wait(60) == 1
    assert database.stat().st_ino == made


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
