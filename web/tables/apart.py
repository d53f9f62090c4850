"""Files that somebody hands in, read by a process of its own with limits on time and memory.

A few kilobytes of a spreadsheet can unpack to gigabytes. The process that serves pages never
unpacks them: a child does, and whatever becomes of it, the page says so in words.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from web.tables.faults import Said, TableUnreadable, said
from web.tables.files import RawTable, read_file

SECONDS = 20
MEMORY = 1024**3
MOST_BYTES = 32 * 1024**2
ROOM = Path(__file__).resolve().parent.parent

# The package by its folder alone: what `web` itself imports for its pages would take the child
# seconds to load, and most of its memory.
PROGRAM = """
import sys, types
web = types.ModuleType("web")
web.__path__ = [sys.argv[1]]
sys.modules["web"] = web
from web.tables.apart import main
main(*sys.argv[2:])
"""


def read_apart(path: Path, name: str, most_rows: int) -> RawTable:
    """Read a file in a process of its own.

    Raises
    ------
    TableUnreadable
        As `read_file`; also when it takes more time or memory than a table does.
    """
    command = [sys.executable, "-I", "-c", PROGRAM, str(ROOM), str(path), name, str(most_rows)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the name is an argument, no command
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=True
        )
        told = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        msg = said("%(file)s: it takes more time or memory than a table does.", file=name)
        raise TableUnreadable(msg) from error
    if "refused" in told:
        raise TableUnreadable(Said(told["refused"], told["values"]))
    return RawTable(name, tuple(told["headings"]), [(row[0], row[1]) for row in told["rows"]])


def main(path: str, name: str, most_rows: str) -> None:
    """Read a file and write what it holds, or why it is refused, as JSON."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # It reads one file and writes none.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.stdout.write(json.dumps(_told(Path(path), name, int(most_rows))))


def _told(path: Path, name: str, most_rows: int) -> dict[str, Any]:
    try:
        raw = read_file(path, name, most_rows)
    except TableUnreadable as refusal:
        words = refusal.args[0]
        values = words.values if isinstance(words, Said) else {}
        return {
            "refused": words.words if isinstance(words, Said) else str(words),
            "values": {each: str(value) for each, value in values.items()},
        }
    if sum(len(cell) for _number, row in raw.rows for cell in row.values()) > MOST_BYTES:
        return {
            "refused": "%(file)s: it unpacks to more than the service reads.",
            "values": {"file": name},
        }
    return {"headings": raw.headings, "rows": raw.rows}
