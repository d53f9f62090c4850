"""Workers that a ranking is shared out to: on this machine, or those of a Dask scheduler."""

# Annotations stay text, so that importing this loads neither NumPy nor Dask.
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matcher
from matcher.errors import MachinesError

# By what is wrong, with the worker and the value that it is about.
_WORDS = {
    "scheduler": "{value}: no Dask scheduler answers there. Start one with: dask scheduler",
    "workers": "{value}: this scheduler has no workers. Start one with: dask worker {value}",
    "version": "the worker on {row} has another version of Kajplats or of what it is compiled"
    " with. Install the same on all machines.",
    "work": "the workers gave up: {value}",
}
_NOT_WRITTEN = "{value}: the data cannot be laid there. Give --shared a folder with room for it."
_NOT_READ = (
    "the worker on {row} cannot read {value}. Give --shared a folder that all machines see by the"
    " same name, and run the workers as the same user."
)


class MachinesRefused(Exception):
    """The workers cannot be used; the text says why and what to do."""


@contextmanager
def machines_for(
    workers: int | None, scheduler: str | None, shared: Path | None
) -> Iterator[matcher.Machines | None]:
    """Give so many workers of this machine, or those of a scheduler; None where neither is asked.

    Raises
    ------
    MachinesRefused
        They cannot be reached, or cannot do the work.
    """
    if not (workers or scheduler):
        yield None
        return
    try:
        with (
            matcher.workers_at(scheduler, shared)
            if scheduler
            else matcher.workers_here(workers or 1, shared)
        ) as machines:
            yield machines
    except MachinesError as error:
        raise MachinesRefused(_worded(error)) from error


def _worded(error: MachinesError) -> str:
    words = _WORDS.get(error.field) or (_NOT_READ if error.row else _NOT_WRITTEN)
    return words.format(row=error.row, value=error.value)
