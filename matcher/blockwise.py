"""The same candidates by the work of many processes, on this machine or on others.

Students are shared out in blocks. What the blocks are searched in lies as arrays in a folder that
every worker sees, and is mapped into memory by whoever searches (``matcher.mapped``): a task is the
numbers of a block and what it takes to be among the best of each offer so far, and what it gives
back are the best of the block. So a worker holds nothing that could be lost with it: when it dies,
its block is searched again by another. Since the finds of blocks may be put together in any order
(``matcher.candidates``), the result is that of a single process, to the byte.

Arrays are not sent through the scheduler, which would hold them a second time, and send them anew
to each worker that comes. Processes on one machine share the pages that they map.
"""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from distributed import Client, Future, KilledWorker, wait
from numpy.typing import NDArray

from matcher import compiled
from matcher.candidates import Candidates, Finds, Wanted, search
from matcher.classes import Classes, make_classes
from matcher.errors import MachinesError
from matcher.mapped import map_arrays, write_arrays
from matcher.pairs import Pairs, block_of
from matcher.shortlist import Own, make_own

# A block of students has so many pairs with all offers, at most: what is lost with a worker.
_PAIRS_OF_A_BLOCK = 1 << 29
# There are at least so many blocks a worker, so that all are busy until the end.
_BLOCKS_OF_A_WORKER = 4
# Seconds between two looks whether a worker is left, and how long one may be missing: what died
# is started anew.
_LOOK = 2.0
_PATIENCE = 60.0


class Found(NamedTuple):
    """What a block has: from its first student the best of each, and what offers may want."""

    first: int
    own: Own
    wanted: Wanted  # students are counted from the first


def find_by_blocks(
    client: Client, folder: Path, pairs: Pairs, k: int, threads: int | None = None
) -> Candidates:
    """Return the candidates, found by workers.

    Parameters
    ----------
    client : distributed.Client
    folder : Path
        Empty; seen by all workers by this name.
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
    n, m = len(pairs.students), len(pairs.offers)
    finds = Finds(n, m, k)
    if not finds.is_empty:
        _lay_out(folder, pairs)
        _Search(client, folder, k, finds).go(n, m)
    return finds.candidates(pairs, threads)


def _lay_out(folder: Path, pairs: Pairs) -> None:
    try:
        write_arrays(folder, "pairs", pairs)
        write_arrays(folder, "classes", make_classes(pairs))
    except OSError as error:
        raise MachinesError(
            field="shared", row=None, value=str(folder), expected="a folder with room for the data"
        ) from error


class _Search:
    """Blocks on their way to the workers and back."""

    def __init__(self, client: Client, folder: Path, k: int, finds: Finds) -> None:
        self._client, self._folder, self._k, self._finds = client, folder, k, finds
        self._version = compiled.digest()

    def go(self, n: int, m: int) -> None:
        """Have all blocks searched."""
        workers = sum(self._client.nthreads().values()) or 1
        blocks = _blocks(n, m, workers)
        # One more for each worker than it works on, so that none waits for the next.
        under_way = {self._submit(block) for block in islice(blocks, 2 * workers)}
        while under_way:
            done = self._wait_for_one(under_way)
            under_way -= done
            for future in done:
                self._finds.add(*_result(future))
            under_way |= {self._submit(block) for block in islice(blocks, len(done))}

    def _submit(self, block: tuple[int, int]) -> Future[Found]:
        return self._client.submit(
            search_mapped,
            str(self._folder),
            self._version,
            self._k,
            block,
            self._finds.least,
            pure=False,
        )

    def _wait_for_one(self, under_way: set[Future[Found]]) -> set[Future[Found]]:
        """Wait until one is done, but not for long where there is no worker left."""
        seen = time.monotonic()
        while True:
            try:
                with self._client.as_current():
                    finished = wait(under_way, timeout=_LOOK, return_when="FIRST_COMPLETED")
                return set(finished.done)
            except TimeoutError:
                if self._client.nthreads():
                    seen = time.monotonic()
                elif time.monotonic() > seen + _PATIENCE:
                    raise MachinesError(
                        field="workers",
                        row=None,
                        value=str(self._client.scheduler_info()["address"]),
                        expected="a worker that is left",
                    ) from None


def _result(future: Future[Found]) -> Found:
    """Return what a block has.

    Raises
    ------
    MachinesError
    """
    try:
        return future.result()
    except (CancelledError, ImportError, KilledWorker, OSError) as error:
        raise MachinesError(
            field="work", row=None, value=str(error), expected="workers that do it"
        ) from error


def _blocks(n: int, m: int, workers: int) -> Iterator[tuple[int, int]]:
    """Yield blocks of n students: enough for all workers, and none that is too large."""
    size = max(1, min(-(-n // (_BLOCKS_OF_A_WORKER * workers)), _PAIRS_OF_A_BLOCK // m))
    for first in range(0, n, size):
        yield first, min(n, first + size)


def search_mapped(
    folder: str, version: str, k: int, block: tuple[int, int], least: NDArray[np.float64]
) -> Found:
    """Search a block in the arrays of a folder; what a worker does.

    Raises
    ------
    MachinesError
        This is another version of the project, or the folder cannot be seen from here.
    """
    here = socket.gethostname()
    if version != compiled.digest():
        raise MachinesError(
            field="version", row=here, value="another", expected="the version of the client"
        )
    try:
        pairs = map_arrays(Path(folder), "pairs", Pairs)
        classes = map_arrays(Path(folder), "classes", Classes)
    except OSError as error:
        raise MachinesError(
            field="shared", row=here, value=folder, expected="a folder that every worker can read"
        ) from error
    first, last = block
    own = make_own(last - first, min(k, len(pairs.offers)))
    return Found(first, own, search(block_of(pairs, first, last), classes, k, least, own, 1))
