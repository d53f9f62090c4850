"""The queue between the pages and the worker, and the tasks that can be put into it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey, crontab

from web.config import SettingRefused
from web.jobs import work

NAME = "kajplats"
# For tests: what is put there is seen by this process alone.
IN_MEMORY = "memory://"
EXTENSION = "kajplats.tasks"


@dataclass(frozen=True)
class Tasks:
    """The queue, and what can be asked of the worker: each call only puts it into the queue."""

    queue: Huey
    run_matcher: Callable[[int], Any]
    take_queued_runs: Callable[[], Any]
    take_close_ups: Callable[[], Any]
    take_uploads: Callable[[], Any]
    send_letters: Callable[[], Any]
    every_minute: Callable[[], Any]


def tasks(app: Flask) -> Tasks:
    """Give the app's tasks; the queue is opened at the first use."""
    if EXTENSION not in app.extensions:
        app.extensions[EXTENSION] = _make_tasks(app, open_queue(app))
    return cast(Tasks, app.extensions[EXTENSION])


def open_queue(app: Flask) -> Huey:
    """Open the queue that the setting ``QUEUE`` names.

    Raises
    ------
    SettingRefused
        When the address is of no kind that the service knows.
    """
    address = str(app.config["QUEUE"])
    if not address:
        # Results are nobody's business: what a task did stands in the database.
        return SqliteHuey(NAME, filename=f"{app.instance_path}/queue.sqlite3", results=False)
    if address == IN_MEMORY:
        return MemoryHuey(NAME, results=False)
    if address.startswith(("postgresql://", "postgres://")):
        return PostgresHuey(NAME, dsn=address, results=False)
    if address.startswith(("redis://", "rediss://")):
        return RedisHuey(NAME, url=address, results=False)
    msg = (
        "KAJPLATS_QUEUE must be empty or begin with postgresql:// or redis://"
        " (the latter needs the package redis)."
    )
    raise SettingRefused(msg)


def _make_tasks(app: Flask, queue: Huey) -> Tasks:
    """Name the tasks. The names are what the pages and the worker, two processes, agree on."""

    def in_app(do: Callable[..., None]) -> Callable[..., None]:
        def carry_out(*arguments: Any) -> None:
            with app.app_context():
                do(*arguments)

        return carry_out

    def task(do: Callable[..., None]) -> Callable[..., Any]:
        return cast(Callable[..., Any], queue.task(name=do.__name__)(in_app(do)))

    minute = queue.periodic_task(crontab(), name=work.every_minute.__name__)
    return Tasks(
        queue=queue,
        run_matcher=task(work.run_matcher),
        take_queued_runs=task(work.take_queued_runs),
        take_close_ups=task(work.take_close_ups),
        take_uploads=task(work.take_uploads),
        send_letters=task(work.send_letters),
        every_minute=cast(Callable[[], Any], minute(in_app(work.every_minute))),
    )
