"""Help that a person can read: commands by what they are for, each with an example."""

from typing import Any

import click

EXAMPLE = "\b\nExample:\n  "


class Sections(click.Group):
    """A group whose commands are listed in sections, in the order they were added."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.sections: list[tuple[str, list[click.Command]]] = []

    def add_section(self, title: str, *commands: click.Command) -> None:
        """Add commands under a heading."""
        self.sections.append((title, list(commands)))
        for command in commands:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of the sections."""
        return [command.name or "" for _title, commands in self.sections for command in commands]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections, each command with its example below it."""
        for title, commands in self.sections:
            with formatter.section(title):
                rows = []
                for command in commands:
                    rows.append((command.name or "", command.get_short_help_str(70)))
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
