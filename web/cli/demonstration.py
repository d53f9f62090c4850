"""The demo: a database of made-up people, a web server and a worker, until somebody stops it.

It lives in a folder of its own in the instance folder and takes no setting from the environment
but its port, so that it can never touch what an installation holds.
"""

import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
from flask import Flask

from web.app import create_app
from web.cli.upkeep import upgrade_database
from web.config import PREFIX, instance_path
from web.demo.loader import ACCOUNTS, PASSWORD, load_demo
from web.session import sessions

FOLDER = "demo"
DATABASE = "kajplats.sqlite3"
DRAFT = "being-made.sqlite3"
SECONDS_TO_START = 180.0
SECONDS_TO_STOP = 25.0
LOOK_EVERY = 0.1
GARBAGE_AFTER = 50_000


class Stopped(Exception):
    """Somebody asked the demo to stop."""


def show(host: str, port: int, *, reset: bool) -> int:
    """Run the demo until it is stopped; give the status to end with."""
    if not _is_free(host, port):
        click.echo(f"Port {port} is taken. Choose another: PORT=8001 make demo", err=True)
        return 1
    folder = instance_path() / FOLDER
    if reset:
        shutil.rmtree(folder, ignore_errors=True)
    environment = _environment(folder, f"http://{host}:{port}")
    os.environ.clear()
    os.environ.update(environment)
    children: list[subprocess.Popen[bytes]] = []
    try:
        with _stopped_by_signals():
            _prepare(folder)
            with _step("Starting the web server and the worker"):
                children.append(_start("web.server", host, str(port), "1"))
                children.append(_start("web.cli", "worker"))
                _wait_until_served(f"http://{host}:{port}/healthz", children)
            _tell(host, port)
            return _wait(children)
    except Stopped:
        return 0
    finally:
        _stop(children)


def _environment(folder: Path, address: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(PREFIX)}
    return {
        **kept,
        f"{PREFIX}INSTANCE": str(folder),
        f"{PREFIX}DEMO": "yes",
        f"{PREFIX}BASE_URL": address,
    }


def _prepare(folder: Path) -> None:
    """Make the demo's database, whole or not at all: an interrupted start leaves none behind."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / DATABASE).exists():
        with _step("Opening the demo's database"):
            _upgrade_and_close(create_app())
        return
    for leftover in folder.glob(f"{DRAFT}*"):
        leftover.unlink()
    app = create_app({"DATABASE_URL": f"sqlite:///{folder / DRAFT}"})
    with _step("Creating the database"):
        upgrade_database(app)
    # Nearly all that is made here is still needed at the end: to look for what is not, as often as
    # Python does by itself, takes an eighth of the time.
    gc.set_threshold(GARBAGE_AFTER)
    load_demo(app, _step)
    engine = sessions(app).kw["bind"]
    # Everything into the one file, which then gets its name.
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    (folder / DRAFT).rename(folder / DATABASE)


def _upgrade_and_close(app: Flask) -> None:
    upgrade_database(app)
    sessions(app).kw["bind"].dispose()


@contextmanager
def _step(words: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    click.echo(f"{words} … ", nl=False)
    begun = time.monotonic()
    yield
    click.echo(f"{time.monotonic() - begun:.1f} s")


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    yield


def _start(module: str, *arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own commands


def _wait_until_served(address: str, children: list["subprocess.Popen[bytes]"]) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        if any(child.poll() is not None for child in children):
            break
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - http, ours
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(LOOK_EVERY)
    msg = "The demo did not start; what stands above says why."
    raise click.ClickException(msg)


def _tell(host: str, port: int) -> None:
    lines = [f"\nThe demo is at http://{host}:{port} – sign in at /login with one of", ""]
    lines += [f"  {account.email:<28}{account.shown}" for account in ACCOUNTS]
    lines += ["", f"and the password {PASSWORD}. Letters are read at /mailbox.", ""]
    lines += ["It keeps what you do. Stop it with Ctrl-C; start it anew with: make demo-reset"]
    click.echo("\n".join(lines))
    sys.stdout.flush()


def _wait(children: list["subprocess.Popen[bytes]"]) -> int:
    """Wait until a child ends by itself, which none should."""
    while True:
        for child in children:
            if child.poll() is not None:
                click.echo("A part of the demo has stopped; the rest stops too.", err=True)
                return 1
        time.sleep(LOOK_EVERY * 5)


def _stop(children: list["subprocess.Popen[bytes]"]) -> None:
    """Ask each child to stop, and end those that do not, each by its own id."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    end = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        try:
            child.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
