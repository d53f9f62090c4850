"""Tables that somebody hands in, read by a process of its own (``web.apart``)."""

import json
import sys
from pathlib import Path
from typing import Any

from web.apart import limit, told_by
from web.tables.faults import Said, TableUnreadable, said
from web.tables.files import RawTable, read_file

# Of the processor, and by the clock: others may be at work on the same machine.
SECONDS, WAITS = 20, 60
MEMORY = 1024**3
MOST_BYTES = 32 * 1024**2


def read_apart(path: Path, name: str, most_rows: int) -> RawTable:
    """Read a file in a process of its own.

    Raises
    ------
    TableUnreadable
        As `read_file`; also when it takes more time or memory than a table does.
    """
    told = told_by("web.tables.apart", str(path), name, str(most_rows), seconds=WAITS)
    if told is None:
        msg = said("%(file)s: it takes more time or memory than a table does.", file=name)
        raise TableUnreadable(msg)
    if "refused" in told:
        raise TableUnreadable(Said(told["refused"], told["values"]))
    return RawTable(name, tuple(told["headings"]), [(row[0], row[1]) for row in told["rows"]])


def main(path: str, name: str, most_rows: str) -> None:
    """Read a file and write what it holds, or why it is refused, as JSON."""
    limit(SECONDS, MEMORY)
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
