"""The whole demo, made as a newcomer makes it, for every test and tool that looks at all of it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from flask import Flask

from tests.once import made_once
from web.app import create_app
from web.cli.demonstration import DATABASE, FOLDER
from web.jobs import work

SECONDS_TO_START = 240
SECONDS_TO_STOP = 60
# The last line that the demo says before it waits.
SAID_LAST = "make demo-reset"
STARTED = "started.json"


@dataclass(frozen=True)
class Started:
    """What a start of the demo came to."""

    address: str
    said: str
    healthz: str
    children: list[int]
    status: int


class Demo:
    """The command ``kajplats demo``, and the processes that it starts."""

    def __init__(self, instance: Path) -> None:
        port = a_free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "web.cli", "demo"],
            env={**os.environ, "KAJPLATS_INSTANCE": str(instance), "PORT": str(port)},
            stdout=subprocess.PIPE,
        )

    def wait_until_ready(self) -> str:
        """Give what it says until it waits for people."""
        said = ""
        for line in self.process.stdout or ():
            said += line.decode()
            if SAID_LAST in said:
                break
        return said

    def answer(self, path: str) -> str:
        """Give what a page answers."""
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.address + path, timeout=5) as answer:  # noqa: S310 - http, ours
                    return str(answer.read().decode())
            except OSError:
                time.sleep(0.2)
        pytest.fail(f"{self.address} did not answer")

    def children(self) -> list[int]:
        """Give the ids of the processes that it started."""
        pid = self.process.pid
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(child) for child in found.split()]

    def stop(self) -> int:
        """Stop it as Ctrl-C does, and give the status that it ends with."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(SECONDS_TO_STOP)


@contextmanager
def demo(instance: Path) -> Iterator[Demo]:
    """Start the demo, and leave nothing of it behind."""
    started = Demo(instance)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.stop()
        if started.process.stdout is not None:
            started.process.stdout.close()


def make_demo(instance: Path) -> None:
    """Start the demo where there is none, stop it when it is ready, and note what it came to."""
    with demo(instance) as running:
        said = running.wait_until_ready()
        healthz, children = running.answer("/healthz"), running.children()
        started = Started(running.address, said, healthz, children, running.stop())
    (instance / STARTED).write_text(json.dumps(asdict(started)), encoding="utf-8")


def demo_of_the_run(factory: pytest.TempPathFactory) -> Path:
    """Give the instance folder of the one demo of a test run, to look at or to copy."""
    return made_once(factory, "demo", make_demo)


def started_in(instance: Path) -> Started:
    """Give what the first start of a demo came to."""
    return Started(**json.loads((instance / STARTED).read_text(encoding="utf-8")))


def open_demo(instance: Path) -> Flask:
    """Make the service on a demo that is nobody else's, with what a minute's work brings."""
    folder = instance / FOLDER
    app = create_app(
        {
            "DEMO": True,
            "TESTING": True,
            "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
            "QUEUE": "memory://",
            "RATELIMIT_ENABLED": False,
        }
    )
    app.instance_path = str(folder)
    with app.app_context():
        work.every_minute()
    return app


def a_free_port() -> int:
    """Give a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
