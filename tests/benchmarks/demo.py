"""How long `kajplats demo` takes until it answers: the first time, and when its data is there."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks.measuring import ROOT, Row, within
from web.config import PREFIX

WARM_TARGET = 20.0
PATIENCE = 300.0
SECONDS_TO_STOP = 60
LOOK_EVERY = 0.05


def measure(*, full: bool) -> Iterator[Row]:
    """Start the demo twice on an empty folder."""
    with tempfile.TemporaryDirectory(prefix="kp-") as folder:
        yield _row("demo, first start until /healthz, with its data made", folder)
        yield _row("demo, second start until /healthz", folder, WARM_TARGET)


def _row(what: str, folder: str, target: float | None = None) -> Row:
    before = _processor_seconds()
    seconds = _started(folder)
    # The demo has waited for its parts, and has ended itself: all their time is known now.
    used = _processor_seconds() - before
    return within(what, seconds, target, processor_seconds=used)


def _processor_seconds() -> float:
    """Give the time that ended processes of this one have used."""
    times = os.times()
    return times.children_user + times.children_system


def _started(folder: str) -> float:
    """Give the seconds from the command to the first answer; end the demo."""
    port = _free_port()
    begun = time.monotonic()
    with _running(folder, port) as process:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() - begun > PATIENCE:
                message = "the demo did not start"
                raise RuntimeError(message)
            time.sleep(LOOK_EVERY)
        return time.monotonic() - begun


@contextmanager
def _running(folder: str, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {**os.environ, f"{PREFIX}INSTANCE": folder}
    process = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(SECONDS_TO_STOP)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
