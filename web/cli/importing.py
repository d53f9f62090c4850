"""``kajplats import``: students and offers from files into the database, none of them twice."""

from datetime import date
from pathlib import Path

import click

from models.words import Kind
from web.cli.groups import with_example
from web.cli.installation import installation
from web.cli.ranking import FILE, as_template, tell_ignored
from web.clock import now
from web.config import policy
from web.imports import ads, offers, students
from web.imports.report import Report
from web.session import sessions
from web.tables import cells
from web.tables.columns import OFFERS, STUDENTS
from web.tables.faults import CellRefused
from web.tables.reading import read_table

DRY = "Nothing was written: this was a dry run."
TEMPLATE_OR_FILE = "give a file, or --template"


@click.group(
    name="import",
    epilog=with_example("kajplats import offers offers.xlsx --dry-run"),
)
def import_() -> None:
    """Take students or offers over from a file."""


@import_.command(
    name="students", epilog=with_example("kajplats import students students.csv --submit")
)
@click.argument("file", type=FILE, required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--submit",
    is_flag=True,
    help="The students are adults and want to be matched: hand complete profiles in.",
)
@click.option("--template", is_flag=True, help="Print an example file and stop.")
def import_students(file: Path | None, dry_run: bool, submit: bool, template: bool) -> None:
    """Take students over from CSV, XLSX or JSON. Nobody gets a letter."""
    if template:
        click.echo(as_template(STUDENTS, imported=True), nl=False)
        return
    if file is None:
        raise click.UsageError(TEMPLATE_OR_FILE)
    table = read_table(file, STUDENTS, STUDENTS.columns)
    tell_ignored(table)
    with installation():
        report = students.take_over(
            sessions(), table, at=now(), policy=policy(), submit=submit, dry_run=dry_run
        )
    tell(report, dry_run)


@import_.command(
    name="offers",
    epilog=with_example(
        "kajplats import offers offers.csv --dry-run",
        "kajplats import offers jobsearch.json --kind traineeship --period 2027-08-16/2028-06-30",
    ),
)
@click.argument("file", type=FILE, required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--submit", is_flag=True, help="Hand complete offers in for review.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default=Kind.TRAINEESHIP.value,
    show_default=True,
    help="What the job ads of JobSearch become.",
)
@click.option("--period", metavar="DAYS", help="When they run, for ads: 2027-08-16/2028-06-30.")
@click.option("--template", is_flag=True, help="Print an example file and stop.")
def import_offers(
    file: Path | None, dry_run: bool, submit: bool, kind: str, period: str | None, template: bool
) -> None:
    """Take offers over from CSV, XLSX or JSON, also job ads as JobSearch gives them.

    Employers are found by organisation number and unit, and registered when they are new; a
    coordinator verifies them. The contact persons of job ads are left out.
    """
    if template:
        click.echo(as_template(OFFERS, imported=True), nl=False)
        return
    if file is None:
        raise click.UsageError(TEMPLATE_OR_FILE)
    with installation():
        if ads.are_ads(file):
            rows = ads.read_ads(file, Kind(kind), _days(period), now())
        else:
            table = read_table(file, OFFERS, OFFERS.columns)
            tell_ignored(table)
            rows = offers.rows_of(table)
        report = offers.take_over(sessions(), rows, at=now(), submit=submit, dry_run=dry_run)
    tell(report, dry_run)


def tell(report: Report, dry_run: bool) -> None:
    """Print what an import did, or would do."""
    for line in report.lines:
        click.echo(line)
    for note in report.notes:
        click.echo(f"Note: {note}", err=True)
    if dry_run:
        click.echo(DRY)


def _days(period: str | None) -> tuple[date, date] | None:
    if period is None:
        return None
    try:
        return cells.period(period)
    except CellRefused as refusal:
        msg = f"--period: expected {refusal}"
        raise click.UsageError(msg) from refusal
