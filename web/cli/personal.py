"""Commands for somebody who asks what is stored about them."""

from pathlib import Path

import click
from flask_babel import force_locale

from models.database import reading
from models.queries.personal import find_person
from models.words import Language
from web.cli.groups import with_example
from web.cli.installation import installation
from web.clock import now
from web.personal import file_of
from web.session import sessions

EXPORT = "kajplats data export ebba@example.org --out ebba.json"


@click.group(epilog=with_example(EXPORT))
def data() -> None:
    """Give people what is stored about them."""


@data.command(name="export", epilog=with_example(EXPORT))
@click.argument("email", metavar="EMAIL")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The file to write; only you may read it.",
)  # fmt: skip
def data_export(email: str, out: Path) -> None:
    """Write everything that is stored about the person with an address, account or not."""
    with installation(), reading(sessions()) as session, force_locale(Language.SWEDISH.value):
        person = find_person(session, email)
        if person is None:
            msg = f"Nothing is stored about {email}."
            raise click.ClickException(msg)
        written = file_of(session, person, at=now())
    out.touch(mode=0o600)
    out.write_text(written, encoding="utf-8")
    click.echo(f"Everything that is stored about {email} is in {out}.")
