"""`BENCHMARKS.md`: what was measured, part by part, with the machine and the day beside it.

A part that is measured anew replaces its own section and leaves the others as they were.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.benchmarks import machine
from tests.benchmarks.measuring import ROOT, Row

REPORT = ROOT / "BENCHMARKS.md"
HEADING = "## "
TITLE = "# Benchmarks"
COLUMNS = ("what", "ours", "peer", "ratio", "gate", "stretch", "reached")
LEGEND = (
    "Written by `python -m tests.benchmarks --write`. A ratio is the peer's time by ours, best of"
    " several turns in one process. A gate is promised, the stretch is wanted beyond it; a target"
    " is a time, which depends on the machine. `reached` says `no`, `yes`, or `stretch` where that"
    " is reached too; in brackets, the size measured is smaller than the one promised for, which"
    " `--full` measures."
)


def write_report(
    measured: Mapping[str, Sequence[Row]], parts: Iterable[str], *, full: bool, path: Path = REPORT
) -> None:
    """Write the sections of the parts that were measured; the others stay as they are.

    Parameters
    ----------
    measured : mapping
        Rows by part.
    parts : iterable of str
        All parts there are, in the order of their sections; what is none any more is left out.
    """
    sections = sections_of(path.read_text(encoding="utf-8")) if path.exists() else {}
    sections |= {part: _section(rows, full=full) for part, rows in measured.items()}
    written = [f"{TITLE}\n\n{LEGEND}\n"]
    written += [f"{HEADING}{part}\n\n{sections[part]}\n" for part in parts if part in sections]
    path.write_text("\n".join(written), encoding="utf-8")


def sections_of(text: str) -> dict[str, str]:
    """Give the sections of a report by the name of their part."""
    sections = {}
    for section in text.split(f"\n{HEADING}")[1:]:
        part, _, body = section.partition("\n")
        sections[part.strip()] = body.strip()
    return sections


def _section(rows: Sequence[Row], *, full: bool) -> str:
    size = "the promised sizes" if full else "the quick sizes"
    lines = [
        *(f"{line}  " for line in machine.described().splitlines()),
        f"Measured at {size}; at the end {machine.load()}.",
        "",
        _line(COLUMNS),
        _line("---:" if name in {"ratio", "gate", "stretch"} else "---" for name in COLUMNS),
        *(_line(_cells(row)) for row in rows),
    ]
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.ratio is None else f"{row.ratio:.1f}×"
    return row.what, row.ours, row.peer, ratio, row.gate, row.stretch, row.verdict


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
