"""Measure the promises about time and load: `make bench`, or this module with names of parts.

`python -m tests.benchmarks kernel rounds --full` measures two parts, at the sizes that the
promises are about. A figure that misses its gate is printed as such; nothing here fails for it.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator

from rich.console import Console
from rich.table import Column, Table

from tests.benchmarks import assignment, concepts, demo, kernel, machine, markets, pages, rounds
from tests.benchmarks.measuring import Row

PARTS: dict[str, Callable[..., Iterator[Row]]] = {
    "kernel": kernel.measure,
    "concepts": concepts.measure,
    "assignment": assignment.measure,
    "markets": markets.measure,
    "rounds": rounds.measure,
    "pages": pages.measure,
    "demo": demo.measure,
}
LEGEND = (
    "A ratio is the peer's time by ours, best of several turns in one process; a gate is a ratio"
    " to reach, a target a time that depends on the machine."
)
SMALLER = " (yes) and (no): smaller than the gate is meant for; --full measures that size."


def main() -> None:
    """Measure part by part, printing each as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--full", action="store_true", help="the promised sizes: half an hour")
    asked = parser.parse_args()
    unknown = sorted({*asked.parts} - {*PARTS})
    if unknown:
        parser.error(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    console = Console(highlight=False)
    console.print(machine.described())
    for name in asked.parts or PARTS:
        with console.status(f"measuring {name} …"):
            table = _table(name, PARTS[name](full=asked.full))
        console.print(table)
    console.print(LEGEND + ("" if asked.full else SMALLER))
    console.print(f"At the end: {machine.load()}")


def _table(name: str, rows: Iterable[Row]) -> Table:
    # Parts share their widths, so that they read as one table.
    table = Table(Column(name, ratio=9), Column("ours", ratio=6), expand=True)
    for heading, width in (("peer", 7), ("ratio", 6), ("gate", 13), ("reached", 7)):
        table.add_column(heading, justify="right", no_wrap=True, width=width)
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.1f}×"
        table.add_row(row.what, row.ours, row.peer, ratio, row.gate, _reached(row))
    return table


def _reached(row: Row) -> str:
    if row.reached is None:
        return ""
    word = "yes" if row.reached else "no"
    return f"({word})" if row.is_smaller else word


if __name__ == "__main__":
    main()
