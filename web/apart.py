"""Files that somebody hands in are read by a process of its own, with limits, and never here.

A few kilobytes can unpack to gigabytes. The process that serves pages unpacks none: a child does,
without the settings of this one, and whatever becomes of it, the page says so in words.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOM = Path(__file__).resolve().parent
_WAYS_OUT = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")

# The package by its folder alone: what `web` itself imports for its pages would take the child
# seconds to load, and most of its memory.
PROGRAM = """
import sys, types
from importlib import import_module
from pathlib import Path
room, module, *arguments = sys.argv[1:]
sys.path.insert(0, str(Path(room).parent))
web = types.ModuleType("web")
web.__path__ = [room]
sys.modules["web"] = web
import_module(module).main(*arguments)
"""


def told_by(
    module: str, *arguments: str, seconds: float, content: bytes = b"", most: int | None = None
) -> Any:
    """Return what the ``main`` of a module writes as JSON, run apart.

    None where it takes too long, ends badly, or says something else or too much.

    Parameters
    ----------
    module : str
        One of ours, whose ``main`` calls `limit`.
    *arguments : str
        For ``main``.
    seconds : float
        How long it may take.
    content : bytes
        What it reads on standard input.
    most : int, optional
        How many bytes it may say.
    """
    command = [sys.executable, "-I", "-c", PROGRAM, str(_ROOM), module, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what is typed is an argument of it
            command, input=content, capture_output=True, timeout=seconds, check=True, env={}
        )
        return json.loads(done.stdout) if most is None or len(done.stdout) <= most else None
    except (subprocess.SubprocessError, ValueError):
        return None


def limit(seconds: int, memory: int) -> None:
    """Take from this process what reading a file does not need: it writes none and calls nobody."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse_to_leave)


def _refuse_to_leave(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(
        ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")
    ):
        raise PermissionError(event)
