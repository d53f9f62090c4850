"""Start the service: for people (`run`), its worker (`worker`), or to look at (`demo`)."""

import sys

import click

from web.app import create_app
from web.cli import demonstration
from web.cli.groups import with_example
from web.cli.installation import installation
from web.config import COUNTED_ALONE, check_demo_address, check_for_production
from web.jobs.worker import run_worker
from web.server import serve

LOOPBACK = "127.0.0.1"
PORT = click.IntRange(1, 65535)


@click.command(epilog=with_example("kajplats demo", "kajplats demo --reset"))
@click.option("--port", type=PORT, envvar="PORT", default=8000, show_default=True)
@click.option("--reset", is_flag=True, help="Forget what the demo holds and start it anew.")
def demo(port: int, reset: bool) -> None:
    """Show the service with made-up people, on this machine only.

    Keeps what was done until --reset. Stops on Ctrl-C.
    """
    check_demo_address(LOOPBACK)
    sys.exit(demonstration.show(LOOPBACK, port, reset=reset))


@click.command(epilog=with_example("KAJPLATS_SECRET_KEY=… kajplats run --port 8000"))
@click.option("--host", default=LOOPBACK, show_default=True, help="What to listen on.")
@click.option("--port", type=PORT, envvar="PORT", default=8000, show_default=True)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes."
)
def run(host: str, port: int, workers: int) -> None:
    """Serve people, with the settings of the environment.

    Refuses to start with a secret key that is missing, short or known. The worker is started
    beside it, with `kajplats worker`; `kajplats upgrade` is run before.
    """
    app = create_app()
    check_for_production(app)
    if not app.config["MAIL_HOST"]:
        click.echo("KAJPLATS_MAIL_HOST is not set: letters stay in the instance folder.", err=True)
    if workers > 1 and app.config["RATELIMIT_STORAGE_URI"] == COUNTED_ALONE:
        click.echo(
            "KAJPLATS_RATELIMIT_STORAGE_URI is not set: tries are counted in each of the"
            f" {workers} processes by itself.",
            err=True,
        )
    click.echo(f"Serving at http://{host}:{port}", err=True)
    serve(host, port, workers)


@click.command(epilog=with_example("kajplats worker"))
def worker() -> None:
    """Do what is done in the background: runs, letters, reminders. Stops on SIGTERM."""
    with installation() as app:
        run_worker(app)
