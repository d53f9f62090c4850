"""The command line: ``kajplats``. Each command is listed with one example."""

import sys

import click

from web.bridge.machines import MachinesRefused
from web.cli import (
    courses,
    evaluating,
    importing,
    personal,
    ranking,
    serving,
    teaching,
    upkeep,
    vocabulary,
    weighing,
)
from web.cli.groups import Sections
from web.config import SettingRefused
from web.tables.faults import BadCells, TableUnreadable

EPILOG = "Settings come from the environment (KAJPLATS_…) and from instance/config.py."


@click.group(
    cls=Sections,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def cli() -> None:
    """Match students with local employers."""


cli.add_section("Start the service", serving.demo, serving.run, serving.worker)
cli.add_section("Files, without a database", ranking.rank)
cli.add_section("Files into the database", importing.import_, courses.courses)
cli.add_section("How well it works", evaluating.evaluate, evaluating.model_card)
vocabulary.vocabulary.add_command(teaching.train)
cli.add_section(
    "Upkeep",
    upkeep.upgrade,
    vocabulary.vocabulary,
    upkeep.accounts,
    upkeep.retention,
    personal.data,
    weighing.weights,
)
cli.add_section("Checks", upkeep.events, upkeep.explain_run)


def main() -> None:
    """Run a command; what is refused is told in words, and ends with a status of 1."""
    try:
        cli(prog_name="kajplats")
    except BadCells as bad:
        importing.tell_bad_cells(bad.cells)
        sys.exit(1)
    except (MachinesRefused, TableUnreadable, SettingRefused) as refusal:
        click.echo(f"Error: {refusal}", err=True)
        sys.exit(1)
