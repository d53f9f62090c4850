"""Commands for whoever looks after an installation."""

import click
from flask import Flask

from models.actors import SYSTEM
from models.database import reading, writing
from models.errors import AlreadyThere, DomainError, NotFound
from models.migrations import upgrade as migrate
from models.operations.accounts import make_account
from models.operations.erasing import INPUTS_ERASED
from models.operations.retention import clear
from models.operations.rounds import ensure_rolling_rounds
from models.queries.erasures import list_erasures_to_decide
from models.queries.events import check_chain, list_events_of
from models.queries.retention import count_kept, count_to_clear, find_last_report
from models.queries.rounds import get_run
from models.retention import KEEPINGS, RULES
from models.words import Language, Role
from web.accounts.passwords import hash_password, weakness
from web.bridge.runs import keep_shipped_weights, reproduce
from web.bridge.vocabulary import load_vocabulary, renew_joined
from web.cli.groups import with_example
from web.cli.installation import installation
from web.clock import now, today
from web.config import policy
from web.lifecycle import keep_shipped_model
from web.session import sessions


@click.command(epilog=with_example("kajplats upgrade"))
def upgrade() -> None:
    """Bring the database to this version: tables, vocabulary, rolling rounds, weights, model."""
    with installation(upgraded=False) as app:
        upgrade_database(app)
    click.echo("The database is at this version.")


def upgrade_database(app: Flask) -> None:
    """Migrate, and renew what ships with the service. Twice is once."""
    with app.app_context():
        migrate(sessions().kw["bind"])
        with writing(sessions()) as session:
            load_vocabulary(session)
            renew_joined(session, at=now())
            ensure_rolling_rounds(session, at=now())
            keep_shipped_weights(session, at=now())
            keep_shipped_model(session, at=now())


@click.group(
    epilog=with_example("kajplats accounts make --email anna@example.org --name Anna --role admin")
)
def accounts() -> None:
    """Make accounts: the first administrator here, the others on the pages."""


@accounts.command(
    name="make",
    epilog=with_example("kajplats accounts make --email anna@example.org --name Anna --role admin"),
)
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option(
    "--role",
    "roles",
    required=True,
    multiple=True,
    type=click.Choice([role.value for role in Role if role is not Role.SYSTEM]),
    help="May be given several times.",
)
@click.option("--language", type=click.Choice([each.value for each in Language]), default="sv")
@click.password_option(help="Asked for when it is not given; at least 12 characters.")
def accounts_make(
    email: str, name: str, roles: tuple[str, ...], language: str, password: str
) -> None:
    """Make an account that can sign in at once."""
    with installation():
        refusal = weakness(password, (email, name))
        if refusal is not None:
            raise click.ClickException(str(refusal))
        hashed = hash_password(password)
        try:
            with writing(sessions()) as session:
                make_account(
                    session,
                    email=email,
                    name=name,
                    roles=[Role(role) for role in roles],
                    language=Language(language),
                    password_hash=hashed,
                    confirmed_at=now(),
                    by=SYSTEM,
                    at=now(),
                )
        except AlreadyThere as error:
            msg = f"{email} has an account."
            raise click.ClickException(msg) from error
    click.echo(f"{email} can sign in now.")


@click.group(epilog=with_example("kajplats events check"))
def events() -> None:
    """Check what has happened: a chain in which nothing can be changed unseen."""


@events.command(name="check", epilog=with_example("kajplats events check"))
def events_check() -> None:
    """Reckon the chain of events anew and say whether it is whole."""
    with installation(), reading(sessions()) as session:
        report = check_chain(session)
    if report.is_whole:
        click.echo(f"{report.count} events, and the chain is whole.")
        return
    where = "at its end" if report.broken_at is None else f"at event {report.broken_at}"
    msg = f"The chain is broken {where}: something was changed, removed or put in."
    raise click.ClickException(msg)


@click.group(epilog=with_example("kajplats retention report"))
def retention() -> None:
    """Look after how long what is kept; the worker clears away once a day by itself."""


@retention.command(name="report", epilog=with_example("kajplats retention report"))
def retention_report() -> None:
    """Say what each rule keeps, how much of it is too old, and what was cleared away last."""
    with installation(), reading(sessions()) as session:
        for rule in RULES:
            kept, old = count_kept(session, rule), count_to_clear(session, rule, now())
            click.echo(f"{rule.records}: kept {rule.days} days; {kept} there, {old} too old.")
        for keeping in KEEPINGS:
            if keeping.hold is not None:
                days = keeping.days(policy())
                click.echo(f"{keeping.records}: kept {days} days though erasure is asked for.")
        waiting = len(list_erasures_to_decide(session, today()))
        click.echo(f"Requests to be erased that wait for an administrator: {waiting}.")
        last = find_last_report(session)
    if last is None:
        click.echo("Nothing was cleared away yet.")
        return
    said = ", ".join(f"{count} {name}" for name, count in last.details["cleared"].items())
    click.echo(f"Cleared away last {last.at:%Y-%m-%d %H:%M} UTC: {said}.")


@retention.command(name="clear", epilog=with_example("kajplats retention clear"))
def retention_clear() -> None:
    """Clear away now what the rules keep no longer."""
    with installation(), writing(sessions()) as session:
        cleared = clear(session, at=now())
    for name, count in cleared.items():
        click.echo(f"{name}: {count} cleared away.")


@click.command(name="explain-run", epilog=with_example("kajplats explain-run 12"))
@click.argument("run_id", metavar="ID", type=click.IntRange(1))
def explain_run(run_id: int) -> None:
    """Make a run again from what was frozen with it, and say whether the result is the same."""
    with installation(), reading(sessions()) as session:
        try:
            run = get_run(session, run_id)
            for line in (
                f"Run {run.id}: {run.state}, reckoned for {run.reckoned_on}.",
                f"Students {run.student_count}, offers {run.offer_count}, "
                f"weights {run.weights_version}.",
                f"Inputs  {run.input_digest}",
                f"Output  {run.output_digest}",
            ):
                click.echo(line)
            again = reproduce(session, run)
            verbs = {event.verb for event in list_events_of(session, "run", run.id)}
            is_erased_from = INPUTS_ERASED in verbs
        except NotFound as error:
            msg = f"Run {run_id} cannot be made again: {error.thing} not found."
            raise click.ClickException(msg) from error
        except DomainError as error:
            raise click.ClickException(repr(error)) from error
    click.echo(f"Again   {again.digest}")
    if not again.is_same:
        msg = f"The result is not the same. What differs: {', '.join(again.differs)}."
        if is_erased_from:
            msg += " Somebody asked to be erased since, and was taken out of what was frozen."
        raise click.ClickException(msg)
    click.echo("The result is the same.")
