"""``kajplats vocabulary``: the words that skills and studies are linked to, and their sources."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table as RichTable

from models.actors import SYSTEM
from models.concepts import OWN
from models.database import reading, writing
from models.queries.vocabulary import Share, list_shares
from models.taxonomies import Renewal
from web.bridge.vocabulary import load_vocabulary, renew_joined, take_over
from web.cli.groups import with_example
from web.cli.importing import DRY
from web.cli.installation import installation
from web.cli.ranking import FILE
from web.cli.teaching import train
from web.clock import now
from web.imports.vocabulary import read_releases
from web.imports.writing import one_transaction
from web.session import sessions

LONGEST_RELEASE = 60
USAGE_LANGUAGE = "--language takes two letters, such as sv"
USAGE_RELEASE = f"--release takes at most {LONGEST_RELEASE} signs"


@click.group(
    epilog=with_example("kajplats vocabulary import skills_sv.csv skills_en.csv --release 1.2.0")
)
def vocabulary() -> None:
    """Look after the words that skills and studies are linked to."""


@vocabulary.command(name="load", epilog=with_example("kajplats vocabulary load"))
def vocabulary_load() -> None:
    """Take the vocabulary that ships with the service over into the database."""
    with installation(upgraded=False), writing(sessions()) as session:
        added = load_vocabulary(session)
        renew_joined(session, at=now())
    click.echo(f"The vocabulary is loaded; {added} concepts are new.")


@vocabulary.command(
    name="import",
    epilog=with_example(
        "kajplats vocabulary import skills_sv.csv skills_en.csv --release 1.2.0",
        "kajplats vocabulary import taxonomy-to-concept.json --dry-run",
    ),
)
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--language", metavar="CODE", default="", help="Of files whose names do not tell.")
@click.option("--release", metavar="NAME", default="", help="What the release is called: 1.2.0.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
def vocabulary_import(files: tuple[Path, ...], language: str, release: str, dry_run: bool) -> None:
    """Take a taxonomy over: ESCO's CSV files, JobTech's taxonomy, or SSYK groups with skills.

    Each file is recognised by what is in it. A later release renews words, and retires what it no
    longer has; nothing is ever deleted. Concepts that the project has too are joined to its own.
    """
    if language and (len(language) != 2 or not language.isalpha()):
        raise click.UsageError(USAGE_LANGUAGE)
    if len(release) > LONGEST_RELEASE:
        raise click.UsageError(USAGE_RELEASE)
    releases = read_releases(files, language=language.lower(), release=release)
    with installation(), one_transaction(sessions(), dry_run=dry_run) as session:
        renewals, joined = take_over(session, releases, by=SYSTEM, at=now())
    _tell(renewals, joined)
    if dry_run:
        click.echo(DRY)


@vocabulary.command(name="list", epilog=with_example("kajplats vocabulary list"))
def vocabulary_list() -> None:
    """Say where the vocabulary comes from, and how much of it there is of each kind."""
    with installation(), reading(sessions()) as session:
        Console(highlight=False).print(_as_table(list_shares(session)))


def _tell(renewals: Sequence[Renewal], joined: int) -> None:
    for each in renewals:
        named = f" {each.name}" if each.name else ""
        click.echo(
            f"{each.source}{named}: {each.added} new, {each.changed} changed,"
            f" {each.same} unchanged, {each.retired} retired"
        )
        if each.left_out:
            click.echo(
                f"Note: {each.left_out} left out: they have no Swedish or English label.", err=True
            )
    click.echo(f"{joined} imported concepts are told as one of the project's own.")


def _as_table(shares: Sequence[Share]) -> RichTable:
    table = RichTable(box=None, pad_edge=False)
    for heading in ("Source", "Release", "Kind"):
        table.add_column(heading)
    for heading in ("Concepts", "Swedish", "English", "Joined", "Retired"):
        table.add_column(heading, justify="right")
    for share in shares:
        source = f"{share.source} (own)" if share.source == OWN else share.source
        numbers = (share.in_force, share.swedish, share.english, share.joined, share.retired)
        table.add_row(source, ", ".join(share.releases), share.kind, *map(str, numbers))
    return table


vocabulary.add_command(train)
