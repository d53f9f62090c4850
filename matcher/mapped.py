"""Arrays in a folder, for other processes to look at without loading them.

Every array of a named tuple, and of those within it, is a file of its own in NumPy's format. Files
are mapped into memory: only what is looked at is read, and processes of one machine share it.
"""

from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import numpy as np

T = TypeVar("T")


def write_arrays(folder: Path, name: str, values: Any) -> None:
    """Write a named tuple of arrays, numbers and such tuples into a folder.

    Raises
    ------
    OSError
        The folder cannot be written, or is full.
    """
    if hasattr(values, "_fields"):
        for field, value in values._asdict().items():
            write_arrays(folder, f"{name}.{field}", value)
    else:
        np.save(folder / f"{name}.npy", np.asarray(values), allow_pickle=False)


def map_arrays(folder: Path, name: str, kind: type[T]) -> T:
    """Return a named tuple that was written to a folder, its arrays mapped into memory.

    Raises
    ------
    OSError
        The folder, or a part of it, is not there.
    """
    fields = get_type_hints(kind)
    return kind(**{field: _mapped(folder, f"{name}.{field}", fields[field]) for field in fields})


def _mapped(folder: Path, name: str, kind: Any) -> Any:
    if hasattr(kind, "_fields"):
        return map_arrays(folder, name, kind)
    path = folder / f"{name}.npy"
    if kind in {float, int}:
        return np.load(path, allow_pickle=False).item()
    # Private to the process, so that compiled loops take them as arrays like any other.
    return np.asarray(np.load(path, mmap_mode="c", allow_pickle=False))
