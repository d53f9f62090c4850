"""The command line: ``kajplats``. Each command is listed with one example."""

import sys

import click

from web.bridge.machines import MachinesRefused
from web.cli.bad_cells import tell_bad_cells
from web.cli.groups import Sections
from web.config import SettingRefused
from web.tables.faults import BadCells, TableUnreadable

EPILOG = "Settings come from the environment (KAJPLATS_…) and from instance/config.py."
SECTIONS = {
    "Start the service": {
        "demo": "web.cli.serving:demo",
        "run": "web.cli.serving:run",
        "worker": "web.cli.serving:worker",
    },
    "Files, without a database": {"rank": "web.cli.ranking:rank"},
    "Files into the database": {
        "import": "web.cli.importing:import_",
        "courses": "web.cli.courses:courses",
    },
    "How well it works": {
        "evaluate": "web.cli.evaluating:evaluate",
        "model-card": "web.cli.evaluating:model_card",
    },
    "Upkeep": {
        "upgrade": "web.cli.upkeep:upgrade",
        "vocabulary": "web.cli.vocabulary:vocabulary",
        "accounts": "web.cli.upkeep:accounts",
        "retention": "web.cli.upkeep:retention",
        "data": "web.cli.personal:data",
        "weights": "web.cli.weighing:weights",
    },
    "Checks": {"events": "web.cli.upkeep:events", "explain-run": "web.cli.upkeep:explain_run"},
}


@click.group(
    cls=Sections,
    sections=SECTIONS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def cli() -> None:
    """Match students with local employers."""


def main() -> None:
    """Run a command; what is refused is told in words, and ends with a status of 1."""
    try:
        cli(prog_name="kajplats")
    except BadCells as bad:
        tell_bad_cells(bad.cells)
        sys.exit(1)
    except (MachinesRefused, TableUnreadable, SettingRefused) as refusal:
        click.echo(f"Error: {refusal}", err=True)
        sys.exit(1)
