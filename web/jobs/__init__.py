"""What is done without anybody waiting for it: runs, letters, and what the calendar brings.

A page never starts such work itself. It writes a row; after the commit the worker is woken, and
if that fails, the worker finds the row within a minute. Nothing depends on the queue alone.
"""

from flask import Flask

from web import commit
from web.jobs import queue

RUNS, CLOSE_UPS, UPLOADS, LETTERS = "runs", "close_ups", "uploads", "letters"


def init_app(app: Flask) -> None:
    """Wake the worker after every commit that left it something to do."""

    def wake(written: frozenset[str]) -> None:
        tasks = queue.tasks(app)
        if RUNS in written:
            tasks.take_queued_runs()
        if CLOSE_UPS in written:
            tasks.take_close_ups()
        if UPLOADS in written:
            tasks.take_uploads()
        if LETTERS in written:
            tasks.send_letters()

    commit.after_commit(app, wake)
