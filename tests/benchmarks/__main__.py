"""Measure the promises about time and load: `make bench`, or this module with names of parts.

`python -m tests.benchmarks kernel rounds --full` measures two parts, at the sizes that the
promises are about. With `--write`, what was measured is kept in `BENCHMARKS.md`. A figure that
misses its gate is printed as such; nothing here fails for it.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator

from rich.console import Console
from rich.table import Column, Table

from tests.benchmarks import (
    assignment,
    calibration,
    concepts,
    demo,
    full_score,
    kernel,
    languages,
    learning,
    machine,
    machines,
    markets,
    pages,
    rounds,
)
from tests.benchmarks.measuring import Row
from tests.benchmarks.report import write_report

PARTS: dict[str, Callable[..., Iterator[Row]]] = {
    "kernel": kernel.measure,
    "full_score": full_score.measure,
    "machines": machines.measure,
    "concepts": concepts.measure,
    "languages": languages.measure,
    "assignment": assignment.measure,
    "markets": markets.measure,
    "learning": learning.measure,
    "calibration": calibration.measure,
    "rounds": rounds.measure,
    "pages": pages.measure,
    "demo": demo.measure,
}
LEGEND = (
    "A ratio is the peer's time by ours, best of several turns in one process; a gate is a ratio"
    " to reach, a target a time that depends on the machine; the stretch is wanted beyond it."
)
SMALLER = " (yes) and (no): smaller than the gate is meant for; --full measures that size."


def main() -> None:
    """Measure part by part, printing each as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--full", action="store_true", help="the promised sizes: half an hour")
    parser.add_argument("--write", action="store_true", help="keep the figures in BENCHMARKS.md")
    asked = parser.parse_args()
    unknown = sorted({*asked.parts} - {*PARTS})
    if unknown:
        parser.error(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    console = Console(highlight=False)
    console.print(machine.described())
    for name in asked.parts or PARTS:
        with console.status(f"measuring {name} …"):
            rows = list(PARTS[name](full=asked.full))
        console.print(_table(name, rows))
        if asked.write:
            # After each part, so that what was measured is kept when a later one fails.
            write_report({name: rows}, PARTS, full=asked.full)
    console.print(LEGEND + ("" if asked.full else SMALLER))
    console.print(f"At the end: {machine.load()}")


def _table(name: str, rows: Iterable[Row]) -> Table:
    # Parts share their widths, so that they read as one table.
    table = Table(Column(name, ratio=9), Column("ours", ratio=6), expand=True)
    for heading, width in (
        ("peer", 7),
        ("ratio", 6),
        ("gate", 13),
        ("stretch", 8),
        ("reached", 7),
    ):
        table.add_column(heading, justify="right", no_wrap=True, width=width)
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.1f}×"
        table.add_row(row.what, row.ours, row.peer, ratio, row.gate, row.stretch, row.verdict)
    return table


if __name__ == "__main__":
    main()
