"""The web server: the pages behind Granian, in processes that are started anew when one dies."""

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

# Requests of one process that are worked on at the same time; the others wait their turn.
THREADS = 4
REQUESTS_WAITING = 256
SECONDS_TO_STOP = 10


def serve(host: str, port: int, workers: int) -> None:
    """Serve until asked to stop by SIGTERM or SIGINT."""
    Granian(
        "web.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        backlog=REQUESTS_WAITING,
        backpressure=THREADS * 8,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
    ).serve()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
