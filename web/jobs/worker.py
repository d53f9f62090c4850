"""The worker: a process of its own that takes from the queue, and looks around once a minute."""

import logging
import signal
from typing import Any

from flask import Flask
from huey.consumer import Consumer

from web.jobs import queue

# One for a run that takes long, and two that go on with letters and the calendar meanwhile.
THREADS = 3
# How long a task may go on after it was asked to stop. A run that is cut off is taken up again.
SECONDS_TO_STOP = 20
SECONDS_BETWEEN_LOOKS = 1.0


class CleanConsumer(Consumer):
    """A consumer that ends what it has begun, whether Ctrl-C or a supervisor asks it to stop."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._signal_actions[signal.SIGINT] = (False, True)
        self._signal_actions[signal.SIGTERM] = (False, True)
        # Hanging up is no reason to start anew.
        self._signal_actions.pop(signal.SIGHUP, None)


def run_worker(app: Flask) -> None:
    """Work until asked to stop by SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)
    tasks = queue.tasks(app)
    # What came due while nobody worked is not left for the next full minute.
    tasks.every_minute()
    CleanConsumer(
        tasks.queue,
        workers=THREADS,
        max_delay=SECONDS_BETWEEN_LOOKS,
        shutdown_timeout=SECONDS_TO_STOP,
        graceful_signal="TERM",
    ).run()
