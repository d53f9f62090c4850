"""``kajplats rank``: two files in, ranked and explained pairs out, without a database."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask_babel import Babel

from models.taxonomies import Release
from web.bridge import tables as matching
from web.bridge.machines import machines_for
from web.bridge.taxonomies import vocabulary_with
from web.cli.groups import with_example
from web.imports.vocabulary import read_releases
from web.tables.columns import OFFERS, SHEETS, STUDENTS, Sheet
from web.tables.faults import BadCell, BadCells, TableUnreadable
from web.tables.files import ENDINGS
from web.tables.reading import Table, read_table
from web.tables.writing import as_csv, write_table

FILE = click.Path(path_type=Path, dir_okay=False)
DAY = click.DateTime(["%Y-%m-%d"])
MACHINES_USAGE = "give --workers N or --scheduler ADDRESS; --shared FOLDER goes with either"
USAGE = "give two files and --on DATE, or --template students, or --template offers"


@click.command(
    epilog=with_example(
        "kajplats rank students.csv offers.csv --on 2027-01-15 -k 10 --out suggestions.csv",
        "kajplats rank --template students > students.csv",
        "kajplats rank students.csv offers.csv --on 2027-01-15 --workers 4 --out suggestions.csv",
    )
)
@click.argument("students", type=FILE, required=False)
@click.argument("offers", type=FILE, required=False)
@click.option("--on", type=DAY, metavar="DATE", help="The day it is reckoned for: 2027-01-15.")
@click.option(
    "-k",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="How long the lists are.",
)
@click.option(
    "--out",
    type=FILE,
    metavar="FILE",
    help="A .csv, .xlsx or .json file; otherwise CSV is printed.",
)
@click.option(
    "--reasons", type=click.Choice(["sv", "en"]), default=None, help="Say why, in this language."
)
@click.option(
    "--vocabulary",
    type=FILE,
    metavar="FILE",
    multiple=True,
    help="A taxonomy to understand words by, beside what ships: see vocabulary import.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Share the work out to so many processes of this machine: for tens of thousands.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Share it out to the workers of a Dask scheduler: tcp://10.0.0.5:8786.",
)
@click.option(
    "--shared",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="A folder that all workers see by this name, for the data meanwhile.",
)
@click.option(
    "--template", type=click.Choice(sorted(SHEETS)), help="Print an example file and stop."
)
def rank(
    students: Path | None,
    offers: Path | None,
    on: datetime | None,
    k: int,
    out: Path | None,
    reasons: str | None,
    vocabulary: tuple[Path, ...],
    workers: int | None,
    scheduler: str | None,
    shared: Path | None,
    template: str | None,
) -> None:
    """Rank students and offers from two files.

    The files are CSV, XLSX or JSON, by their ending. Several values in a cell are separated by
    semicolons, levels written as skill:3 and sv:C1. A bad cell is told with its file, row and
    column, all of them at once, and nothing is written.
    """
    if template:
        click.echo(as_template(SHEETS[template]), nl=False)
        return
    if students is None or offers is None or on is None:
        raise click.UsageError(USAGE)
    if (workers and scheduler) or (shared and not workers and not scheduler):
        raise click.UsageError(MACHINES_USAGE)
    refuse_ending(out)
    columns = [*matching.COLUMNS, *(matching.REASONS if reasons else ())]
    with words_of_the_service(reasons or ""):
        with machines_for(workers, scheduler, shared) as machines:
            rows = _rank(students, offers, on, k, reasons or "", vocabulary, machines)
        if out is None:
            click.echo(as_csv(columns, rows), nl=False)
            return
        written = write_table(out, columns, rows)
    click.echo(f"{written} pairs written to {out}.", err=True)


def as_template(sheet: Sheet, *, imported: bool = False) -> str:
    """Give an example file of a sheet."""
    columns = sheet.columns if imported else sheet.ranked
    return as_csv([column.name for column in columns], [sheet.example])


def tell_ignored(table: Table) -> None:
    """Say which columns of a file are of no use here, so that a misspelt one is seen."""
    if table.ignored:
        click.echo(f"{table.file}: not used: {', '.join(table.ignored)}.", err=True)


def refuse_ending(out: Path | None) -> None:
    """Refuse a file that could not be written before the work is done, not after."""
    if out is not None and out.suffix.lower() not in ENDINGS:
        msg = f"{out.name}: the name must end in {', '.join(ENDINGS)}."
        raise TableUnreadable(msg)
    if out is not None and not out.resolve().parent.is_dir():
        msg = f"{out}: there is no such folder."
        raise TableUnreadable(msg)


def _rank(
    students: Path,
    offers: Path,
    on: datetime,
    k: int,
    language: str,
    taxonomies: Sequence[Path],
    machines: Any,
) -> Iterator[dict[str, Any]]:
    tables, bad = [], list[BadCell]()
    for path, sheet in ((students, STUDENTS), (offers, OFFERS)):
        try:
            tables.append(read_table(path, sheet, sheet.ranked))
        except BadCells as found:
            bad += found.cells
    releases = list[Release]()
    try:
        releases += read_releases(taxonomies)
    except BadCells as found:
        bad += found.cells
    if bad:
        raise BadCells(bad)
    for table in tables:
        tell_ignored(table)
    made_students, refused = matching.make_students(line.values for line in tables[0].lines)
    bad += matching.bad_cells(tables[0], refused)
    made_offers, refused = matching.make_offers(line.values for line in tables[1].lines)
    bad += matching.bad_cells(tables[1], refused)
    if bad:
        raise BadCells(bad)
    return matching.rank_records(
        made_students,
        made_offers,
        on=on.date(),
        k=k,
        language=language,
        vocabulary=vocabulary_with(releases) if releases else None,
        machines=machines,
    )


def words_of_the_service(language: str) -> Any:
    """Let sentences be worded without the service: no settings, no database."""
    app = Flask("web")
    Babel(app, default_locale=language or "en")
    return app.app_context()
