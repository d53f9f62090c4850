"""Bad cells of a file, told on the error stream."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table as RichTable

from web.tables.faults import BadCell


def tell_bad_cells(bad: Sequence[BadCell]) -> None:
    """Print every bad cell as a table, on the error stream."""
    table = RichTable(box=None, pad_edge=False)
    for heading in ("File", "Row", "Column", "Found", "Expected"):
        table.add_column(heading, justify="right" if heading == "Row" else "left", overflow="fold")
    for cell in bad:
        table.add_row(cell.file, str(cell.row), cell.column, cell.found_shown, cell.expected)
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    console.print(table)
    cells_ = "1 cell" if len(bad) == 1 else f"{len(bad)} cells"
    console.print(f"{cells_} cannot be used. Nothing was written.")
