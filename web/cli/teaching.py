"""``kajplats vocabulary train``: what a name means, learned from names that experts placed."""

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table as RichTable

from web.cli.groups import with_example
from web.cli.ranking import FILE


@click.command(
    epilog=with_example(
        "kajplats vocabulary train skills.tsv named.tsv --out verifier.json",
        "kajplats vocabulary train skills.tsv named.tsv jobs-sv.tsv,jobs-en.tsv named-jobs.tsv "
        "--out verifier.json",
    )
)
@click.argument("files", nargs=-1, required=True, metavar="LABELS NAMES [LABELS NAMES]…")
@click.option("--out", type=FILE, metavar="FILE", required=True, help="The file of the verifier.")
def train(files: tuple[str, ...], out: Path) -> None:
    """Learn to tell which concept a name means, from names of which experts said it.

    LABELS has the columns concept and label, NAMES the columns query and concepts (ids with spaces
    between), both with tabs. Several files of labels, with commas between, are one vocabulary. The
    figures are of names that were left out when it was learned; the same files give the same
    verifier. Where it is put: matcher/data/verifier.json.
    """
    # NumPy and the learner are loaded when something is learned, not for every command.
    from web.bridge.teaching import MatcherError, NoLesson, read_lesson, teach

    if len(files) % 2:
        msg = "files come in pairs: labels, and names that mean some of them"
        raise click.UsageError(msg)
    try:
        lessons = [
            read_lesson(Path(names).stem, [Path(one) for one in labels.split(",")], Path(names))
            for labels, names in zip(files[::2], files[1::2], strict=True)
        ]
        marks = teach(lessons, out)
    except NoLesson as error:
        msg = f"{error.path}, row {error.row}: expected {error.expected}. Nothing was written."
        raise click.ClickException(msg) from error
    except MatcherError as error:
        msg = f"{error.field}: {error.value}, expected {error.expected}. Nothing was written."
        raise click.ClickException(msg) from error
    Console(highlight=False).print(_as_table(marks))
    click.echo(f"Written to {out}.", err=True)


def _as_table(marks: Sequence[Any]) -> RichTable:
    table = RichTable(box=None, pad_edge=False)
    for heading in (
        "Names", "How many", "MRR before", "MRR", "Right at first", "Right of the surest 80 %",
        "Linked", "Right of linked",
    ):  # fmt: skip
        table.add_column(heading, justify="left" if heading == "Names" else "right")
    for one in marks:
        title, count, *shares = astuple(one)
        table.add_row(title, str(count), *(f"{share:.3f}" for share in shares))
    return table
