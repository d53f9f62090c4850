"""``kajplats courses``: courses that residents apply for, or employers order."""

from pathlib import Path

import click

from models.actors import SYSTEM
from models.operations.courses import renew_courses
from web.cli.groups import with_example
from web.cli.importing import DRY, TEMPLATE_OR_FILE
from web.cli.installation import installation
from web.cli.ranking import FILE, as_template
from web.clock import now
from web.imports.courses import COURSES, LONGEST_SOURCE, read_courses, source_of_file
from web.imports.writing import one_transaction
from web.session import sessions

USAGE_SOURCE = f"--source takes at most {LONGEST_SOURCE} signs"


@click.group(epilog=with_example("kajplats courses import courses.json --dry-run"))
def courses() -> None:
    """Look after the courses that residents and employers find."""


@courses.command(
    name="import",
    epilog=with_example(
        "kajplats courses import courses.json --source education-finder --dry-run",
        "kajplats courses import kurser.xlsx --source larcentrum",
    ),
)
@click.argument("file", type=FILE, required=False)
@click.option("--source", metavar="NAME", default="", help="The list it is; else the file's name.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--template", is_flag=True, help="Print an example file and stop.")
def courses_import(file: Path | None, source: str, dry_run: bool, template: bool) -> None:
    """Take courses over from CSV, XLSX, or JSON as an education finder gives them.

    A file of the same source, imported again, changes what is there and retires what it has no
    more. Who is interested in a course whose dates are others gets a letter.
    """
    if template:
        click.echo(as_template(COURSES, imported=True), nl=False)
        return
    if file is None:
        raise click.UsageError(TEMPLATE_OR_FILE)
    if len(source) > LONGEST_SOURCE:
        raise click.UsageError(USAGE_SOURCE)
    told = read_courses(file)
    called = source_of_file(file.name, source)
    with installation(), one_transaction(sessions(), dry_run=dry_run) as session:
        done = renew_courses(session, called, told, by=SYSTEM, at=now())
    counts = ", ".join(f"{count} {outcome}" for outcome, count in done.items())
    click.echo(f"courses of {called}: {counts or 'nothing to import'}")
    if dry_run:
        click.echo(DRY)
