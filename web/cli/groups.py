"""Help that a person can read: commands by what they are for, each with an example."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

EXAMPLE = "\b\nExample:\n  "


class Sections(click.Group):
    """A group whose commands are listed in sections, and loaded when they are called or listed.

    Parameters
    ----------
    sections : mapping
        For each heading, the commands below it: name, and where it is (``"web.cli.ranking:rank"``).
        Most commands need no page, and loading all of them takes longer than most of them run.
    """

    def __init__(
        self, *arguments: Any, sections: Mapping[str, Mapping[str, str]], **settings: Any
    ) -> None:
        super().__init__(*arguments, **settings)
        self.sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of the sections."""
        return [name for places in self.sections.values() for name in places]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; None where there is none of that name."""
        for places in self.sections.values():
            if cmd_name in places:
                module, _, attribute = places[cmd_name].partition(":")
                command: click.Command = getattr(import_module(module), attribute)
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections, each command with its example below it."""
        for title, places in self.sections.items():
            with formatter.section(title):
                rows = []
                for name in places:
                    command = self.get_command(ctx, name)
                    assert command is not None  # noqa: S101 # its name is from the same table
                    rows.append((name, command.get_short_help_str(70)))
                    if example := example_of(command):
                        rows.append(("", f"$ {example}"))
                formatter.write_dl(rows)


def example_of(command: click.Command) -> str:
    """Give the first example of a command, from its epilog."""
    if not command.epilog or EXAMPLE not in command.epilog:
        return ""
    return command.epilog.partition(EXAMPLE)[2].partition("\n")[0]


def with_example(*lines: str) -> str:
    """Write an epilog with examples; the first one also stands in the list of commands."""
    return EXAMPLE + "\n  ".join(lines)
