"""Workers that a ranking can be shared out to: processes of this machine, or a cluster, by Dask.

What they are asked to do is in ``matcher.blockwise``. This module loads no compiled loops, so that
whoever asks in vain is told at once.
"""

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import dask
from distributed import Client, LocalCluster, Security, rpc

from matcher.checks import check_whole
from matcher.errors import MachinesError

if TYPE_CHECKING:
    from matcher.candidates import Candidates
    from matcher.pairs import Pairs

MOST_WORKERS = 256
# Seconds until somebody answers, and until a first worker comes.
_PATIENCE = 5.0
# Nothing but what the workers need to talk to each other: no pages for people to look at.
_NO_PAGES: dict[str, list[str]] = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}


@dataclass(frozen=True)
class Machines:
    """Workers that can be asked to search; see `workers_here` and `workers_at`."""

    client: Client
    folder: Path

    def find_candidates(self, pairs: "Pairs", k: int, threads: int | None = None) -> "Candidates":
        """Return what `matcher.candidates.find_candidates` does, to the byte.

        Parameters
        ----------
        pairs : Pairs
        k : int
            At least 1.
        threads : int or None
            Of this process, for what is left to do when the workers are done.

        Raises
        ------
        MachinesError
            The workers cannot see the folder, have another version of the project, or are gone.
        """
        # Here, since it loads compiled loops: see above.
        from matcher.blockwise import find_by_blocks

        with _folder_in(self.folder) as folder:
            return find_by_blocks(self.client, folder, pairs, k, threads)


@contextmanager
def workers_here(count: int, shared: Path | None = None) -> Iterator[Machines]:
    """Start worker processes on this machine, each for one core, and end them afterwards.

    They listen on the loopback address only, and to nobody without the key that is made for this
    run: whoever is heard by a worker can make it do anything.

    Parameters
    ----------
    count : int
        From 1 to 256.
    shared : Path, optional
        Where the arrays are laid meanwhile; the system's folder for temporary files if not given.

    Raises
    ------
    MatcherError
        The number is none, or the folder cannot be written.
    """
    check_whole("workers", "machines", count, 1, MOST_WORKERS)
    with _folder_in(shared) as folder, dask.config.set(_NO_PAGES):
        cluster = LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            host="127.0.0.1",
            security=Security.temporary(),
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
            worker_dashboard_address=None,
            # Pages that are mapped count as the memory of each worker, though all share them.
            memory_limit=0,
            local_directory=str(folder),
            # Whose worker dies is helped; only what cannot be helped is told.
            silence_logs=logging.ERROR,
        )
        with cluster, Client(cluster, set_as_default=False) as client:
            yield Machines(client, folder)


@contextmanager
def workers_at(address: str, shared: Path | None = None) -> Iterator[Machines]:
    """Use the workers of a Dask scheduler, and leave them as they were.

    They need the same version of this project, and have to see the shared folder by the same name
    and as the same user. Certificates are set as for any use of Dask.

    Parameters
    ----------
    address : str
        Such as ``"tcp://10.0.0.5:8786"``.
    shared : Path, optional
        Where the arrays are laid meanwhile. The system's folder for temporary files if not given,
        which will do as long as the workers run on this machine, too.

    Raises
    ------
    MachinesError
        Nobody answers at the address, it has no workers, or the folder cannot be written.
    """
    with _folder_in(shared) as folder, _connected(address) as client:
        yield Machines(client, folder)


@contextmanager
def _folder_in(parent: Path | None) -> Iterator[Path]:
    """Make a folder that only this user can look into, and remove it afterwards."""
    try:
        made = TemporaryDirectory(prefix="kajplats-", dir=parent)
    except OSError as error:
        raise MachinesError(
            field="shared", row=None, value=str(parent), expected="a folder that can be written"
        ) from error
    with made as name:
        yield Path(name).resolve()


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        # A client waits for ever for somebody who takes its call and says nothing. A thread of its
        # own, since whoever calls may be in a loop of events already.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, asyncio.wait_for(_greet(address), _PATIENCE)).result()
    except Exception as error:  # whatever it is that answers there, it is no scheduler
        raise MachinesError(
            field="scheduler", row=None, value=address, expected="a Dask scheduler that answers"
        ) from error
    with Client(address, timeout=_PATIENCE, set_as_default=False) as client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise MachinesError(
                field="workers", row=None, value=address, expected="a scheduler with workers"
            ) from error
        yield client


async def _greet(address: str) -> None:
    async with rpc(address, connection_args=Security().get_connection_args("client")) as scheduler:
        await scheduler.identity()
