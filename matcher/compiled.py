"""Compiles the loops of the matcher, and keeps what was compiled.

Numba notices when the file of a function has changed, but not when a function that it calls from
another file has. So what was compiled lies in a folder named after all compiled modules together:
whoever changes one of them never meets machine code made from the old one.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba

F = TypeVar("F", bound=Callable[..., object])

_HERE = Path(__file__).parent
_MARK = "from matcher.compiled import"


def digest() -> str:
    """Return what tells the sources of this version from any other."""
    seen = hashlib.sha256(numba.__version__.encode())
    for path in sorted(_HERE.glob("*.py")):
        source = path.read_bytes()
        if _MARK.encode() in source:
            seen.update(source)
    return seen.hexdigest()[:16]


def _folder() -> Path:
    """Return where compiled code is kept: beside the sources where that can be written."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen:
        return Path(chosen) / digest()
    beside = _HERE / "__pycache__"
    try:
        beside.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=beside):
            return beside / f"compiled-{digest()}"
    except OSError:
        # Read-only sources: a folder of one's own, since whoever may write here decides what runs.
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return home / "kajplats" / f"compiled-{digest()}"


numba.config.CACHE_DIR = str(_folder())  # type: ignore[attr-defined] # made when loaded


def compiled(function: F) -> F:
    """Compile a function when it is first called; other threads may run while it does.

    Sums are taken in the order written, so that a result does not depend on the machine.
    """
    return _made(function)


def inner(function: F) -> F:
    """Compile a function that only compiled ones call: with no way in from Python.

    It makes no arrays, and so does not count who holds those it is given: in short functions that
    would cost more than their loops.
    """
    return _made(function, no_cpython_wrapper=True, _nrt=False)


def inlined(function: F) -> F:
    """Compile a small function into the loops of those that call it; it makes no arrays either."""
    return _made(function, no_cpython_wrapper=True, forceinline=True, _nrt=False)


def _made(function: F, **options: bool) -> F:
    njit: Any = numba.njit  # its types do not know all of its options
    made: F = njit(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True, **options)(
        function
    )
    return made
