"""``kajplats evaluate``: how well lists, probabilities and allocations hold to decisions."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale
from rich.console import Console
from rich.table import Table as RichTable

from models.database import reading
from models.days import day_in_sweden
from models.errors import DomainError
from web.bridge import tables as matching
from web.cli.groups import with_example
from web.cli.installation import installation
from web.cli.ranking import (
    DAY,
    FILE,
    as_template,
    refuse_ending,
    tell_ignored,
    words_of_the_service,
)
from web.clock import now
from web.session import sessions
from web.tables.columns import DECISIONS, OFFERS, SHEETS, STUDENTS, Sheet
from web.tables.faults import BadCell, BadCells
from web.tables.reading import Table, read_table
from web.tables.writing import as_csv, write_table

TEMPLATES = {**SHEETS, DECISIONS.name: DECISIONS}
USAGE = (
    "give three files (students, offers, decisions) and --on DATE; or none, for what is in the"
    " database; or --template decisions"
)
ABOUT = (
    "Decisions are about what people were shown: the figures say how well that was ordered, not"
    " what was missing. Intervals hold the figure nine times of ten."
)


@click.command(
    epilog=with_example(
        "kajplats evaluate students.csv offers.csv decisions.csv --on 2027-01-15",
        "kajplats evaluate --out figures.xlsx",
        "kajplats evaluate --template decisions > decisions.csv",
    )
)
@click.argument("students", type=FILE, required=False)
@click.argument("offers", type=FILE, required=False)
@click.argument("decisions", type=FILE, required=False)
@click.option("--on", type=DAY, metavar="DATE", help="The day it is reckoned for: 2027-01-15.")
@click.option(
    "-k",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="How long the lists are.",
)
@click.option(
    "--method",
    type=click.Choice(["stable", "best"]),
    default="stable",
    show_default=True,
    help="How the allocation is made.",
)
@click.option(
    "--weights", type=FILE, metavar="FILE", help="Other weights than those that ship: a proposal."
)
@click.option(
    "--out", type=FILE, metavar="FILE", help="A .csv, .xlsx or .json file instead of the table."
)
@click.option(
    "--template", type=click.Choice(sorted(TEMPLATES)), help="Print an example file and stop."
)
def evaluate(
    students: Path | None,
    offers: Path | None,
    decisions: Path | None,
    on: datetime | None,
    k: int,
    method: str,
    weights: Path | None,
    out: Path | None,
    template: str | None,
) -> None:
    """Measure the matching by what people decided.

    With three files: rank the students and offers, and hold lists, probabilities and allocation to
    the decisions. Without files: do the same with the suggestions and decisions in the database,
    by kind of offer and in all. Each figure is told with how many people, pairs or decisions it is
    of; shares by group are told of groups of five or more only.
    """
    if template:
        click.echo(as_template(TEMPLATES[template]), nl=False)
        return
    refuse_ending(out)
    files = (students, offers, decisions)
    if all(files) and on is not None:
        figures = _of_files(files, on, k, method, weights)
    elif not any(files) and on is None and weights is None:
        figures = _of_service()
    else:
        raise click.UsageError(USAGE)
    _tell(figures, out)


def _of_files(
    files: Sequence[Path | None], on: datetime, k: int, method: str, weights: Path | None
) -> list[dict[str, Any]]:
    # NumPy and the measures are loaded when something is measured, not for every command.
    from web.bridge.evaluation import Given, evaluate_records
    from web.bridge.weights import read_weights_file

    version = read_weights_file(weights).weights if weights else None
    people, offered, decided = _read(files, (STUDENTS, OFFERS, DECISIONS))
    made_students, refused = matching.make_students(line.values for line in people.lines)
    bad = matching.bad_cells(people, refused)
    made_offers, refused = matching.make_offers(line.values for line in offered.lines)
    bad += matching.bad_cells(offered, refused)
    bad += _unknown(decided, people, offered)
    if bad:
        raise BadCells(bad)
    given = [Given(**{**line.values, "by": line.values["by"].value}) for line in decided.lines]
    figures = evaluate_records(
        made_students,
        made_offers,
        given,
        on=on.date(),
        k=k,
        method="best" if method == "best" else "stable",
        weights=version,
    )
    return [figure.row() for figure in figures]


def _of_service() -> list[dict[str, Any]]:
    from web.bridge.evaluation import evaluate_service

    with installation(), reading(sessions()) as session:
        try:
            figures, heard = evaluate_service(session)
        except DomainError as error:
            raise click.ClickException(repr(error)) from error
        click.echo(
            f"{len(heard.decided)} decisions about suggestions. Not counted: {heard.in_between}"
            f" noes for another reason than the pair, {heard.by_hand} matches made by hand.",
            err=True,
        )
        return [figure.row() for figure in figures]


def _read(files: Sequence[Path | None], sheets: Sequence[Sheet]) -> list[Table]:
    tables, bad = [], list[BadCell]()
    for path, sheet in zip(files, sheets, strict=True):
        if path is not None:
            try:
                tables.append(read_table(path, sheet, sheet.ranked))
            except BadCells as found:
                bad += found.cells
    if bad:
        raise BadCells(bad)
    for table in tables:
        tell_ignored(table)
    return tables


def _unknown(decided: Table, students: Table, offers: Table) -> list[BadCell]:
    """Tell of ids that are in no file, and of decisions that were made twice."""
    bad = []
    seen: dict[tuple[Any, ...], int] = {}
    for column, table in (("student", students), ("offer", offers)):
        known = {line.values["id"] for line in table.lines}
        bad += [
            decided.bad(line, column, line.values[column], f"the id of a row of {table.file}")
            for line in decided.lines
            if line.values[column] not in known
        ]
    for line in decided.lines:
        key = tuple(line.values[name] for name in ("student", "offer", "by"))
        if key in seen:
            expected = f"one decision each; row {seen[key]} has it too"
            bad.append(decided.bad(line, "by", line.values["by"].value, expected))
        seen.setdefault(key, line.number)
    return bad


def _tell(rows: list[dict[str, Any]], out: Path | None) -> None:
    from web.bridge.figures import COLUMNS

    if out is not None:
        write_table(out, COLUMNS, rows)
        click.echo(f"{len(rows)} figures written to {out}.", err=True)
        return
    console = Console(markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        click.echo(as_csv(COLUMNS, rows), nl=False)
        return
    for part in dict.fromkeys(row["part"] for row in rows):
        console.print(as_table(part, [row for row in rows if row["part"] == part]))
    console.print(ABOUT)


def as_table(part: str, rows: Sequence[dict[str, Any]]) -> RichTable:
    """Give the figures of one part as a table for the screen."""
    table = RichTable(title=part, box=None, pad_edge=False, title_justify="left")
    for heading in ("what", "kind", "who"):
        table.add_column(heading, overflow="fold")
    for heading in ("figure", "interval", "n"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        interval = "" if row["low"] is None else f"{row['low']:.3f} to {row['high']:.3f}"
        table.add_row(
            row["what"], row["kind"], row["who"], _written(row["figure"]), interval, str(row["n"])
        )
    return table


def _written(figure: float | None) -> str:
    if figure is None:
        return "–"
    return f"{figure:.0f}" if figure >= 10 and float(figure).is_integer() else f"{figure:.3f}"


@click.command(
    name="model-card",
    epilog=with_example("kajplats model-card > model-card.md", "kajplats model-card --shipped"),
)
@click.option(
    "--shipped", is_flag=True, help="Without a database: the weights that ship, no figures."
)
def model_card(shipped: bool) -> None:
    """Print what the matcher is for, what it may know and weighs, and how well it does.

    It is Markdown, written from the code, the weights in force and the decisions in the database.
    """
    from web.bridge.evaluation import card_of_service, card_of_shipped

    on = day_in_sweden(now())
    with words_of_the_service("en"):
        if shipped:
            click.echo(card_of_shipped(on), nl=False)
            return
        with installation(), reading(sessions()) as session, force_locale("en"):
            click.echo(card_of_service(session, on), nl=False)
