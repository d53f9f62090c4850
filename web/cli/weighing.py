"""``kajplats weights``: what the matcher weighs; proposed from decisions, adopted by a person."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table as RichTable
from sqlalchemy.orm import Session

from models.database import reading, writing
from models.days import day_in_sweden
from models.errors import AlreadyThere, Missing, NotAllowed, NotTheSame
from models.operations.weights import adopt_weights
from models.queries.accounts import find_account
from models.queries.weights import find_adoption_in_force, find_weights, find_weights_in_force
from models.weights import Weights as Adopted
from web.bridge.weights import (
    Weights,
    WeightsFile,
    as_stored,
    read_weights_file,
    write_weights_file,
)
from web.cli.groups import with_example
from web.cli.installation import installation
from web.cli.ranking import FILE
from web.clock import now
from web.session import sessions

NOTHING_IN_FORCE = "No weights are in force. Run: kajplats upgrade"
STAYS = "The weights in force stay."
TOO_FEW = {
    None: "There are {value} {field}, and {expected} are needed.",
    "yes": "Of the {field}, {value} are a yes, and {expected} are needed.",
    "no": "Of the {field}, {value} are a no, and {expected} are needed.",
}


@click.group(epilog=with_example("kajplats weights show"))
def weights() -> None:
    """Look after what the matcher weighs, and how much."""


@weights.command(
    epilog=with_example(
        "kajplats weights show",
        "kajplats weights show --version 2026-11 --out earlier.json",
    )
)
@click.option("--version", metavar="NAME", help="Another version than the one in force.")
@click.option("--out", type=FILE, metavar="FILE", help="Write a file that can be adopted.")
def show(version: str | None, out: Path | None) -> None:
    """Show the weights in force, or an earlier version.

    The file that --out writes can be changed by hand, given a name of its own, and adopted; or
    adopted as it is, to go back to an earlier version.
    """
    with installation(), reading(sessions()) as session:
        in_force = _in_force(session)
        row = find_weights(session, version) if version else in_force
        if row is None:
            msg = f"There is no version {version}."
            raise click.ClickException(msg)
        adoption = find_adoption_in_force(session)
        shown = as_stored(row)
        if out is not None:
            write_weights_file(out, shown, {"instead_of": in_force.version})
            click.echo(f"Version {row.version} written to {out}.", err=True)
            return
        since = f", in force since {day_in_sweden(adoption.at)}" if adoption else ""
        click.echo(f"Version {row.version}{since if row is in_force else ''}.")
        click.echo(f"Adopted on {row.adopted_on} by {row.owner}. {row.reason}")
        Console(highlight=False).print(_as_table(shown))


@weights.command(
    epilog=with_example("kajplats weights propose --out proposed.json"),
)
@click.option(
    "--out", type=FILE, metavar="FILE", required=True, help="The file that can be adopted."
)
@click.option("--version", metavar="NAME", help="What it is called; otherwise today's date.")
def propose(out: Path, version: str | None) -> None:
    """Learn weights from what was decided, and write them to a file.

    They are learned from the earlier decisions and judged by the later ones, which nothing is
    learned from. Nothing comes into force: a named administrator adopts the file, or nobody does.
    """
    # NumPy and the learner are loaded when something is learned, not for every command.
    from web.bridge.proposals import TooFewDecisionsError, about, lines_of, propose_weights

    with installation(), reading(sessions()) as session:
        in_force, today = _in_force(session), day_in_sweden(now())
        name = version or today.isoformat()
        try:
            proposed = propose_weights(session, in_force, version=name, on=today)
        except AlreadyThere as error:
            msg = f"There is a version {name} already. Give another name with --version."
            raise click.ClickException(msg) from error
        except TooFewDecisionsError as error:
            told = TOO_FEW[None if error.row is None else str(error.row)]
            msg = f"{told.format(**vars(error))} {STAYS}"
            raise click.ClickException(msg) from error
    for line in lines_of(proposed):
        click.echo(line)
    table = RichTable(box=None, pad_edge=False)
    for heading in ("Term", "Side", "Before", "After"):
        table.add_column(heading, justify="right" if heading in {"Before", "After"} else "left")
    for change in proposed.proposal.changes:
        table.add_row(change.term, change.side, f"{change.before:.3f}", f"{change.after:.3f}")
    Console(highlight=False).print(table)
    write_weights_file(out, proposed.proposal.weights, about(proposed.proposal))
    click.echo(f"Written to {out}. Nothing is adopted: kajplats weights adopt {out} --by …")


@weights.command(
    epilog=with_example(
        'kajplats weights adopt proposed.json --by anna@example.org --reason "Better in spring"'
    )
)
@click.argument("file", type=FILE)
@click.option("--by", required=True, metavar="EMAIL", help="The administrator who adopts them.")
@click.option("--reason", required=True, metavar="WORDS", help="Why; it is shown to everybody.")
def adopt(file: Path, by: str, reason: str) -> None:
    """Bring the weights of a file into force. Runs from now on are made with them.

    The file is a proposal, or what `weights show --out` wrote. It is refused when its version is
    known with other numbers, or when another version has come into force since it was made.
    """
    read = read_weights_file(file)
    if not read.instead_of:
        msg = f"{file.name} does not say which version it replaces (instead_of)."
        raise click.ClickException(msg)
    with installation(), writing(sessions()) as session:
        before = _in_force(session)
        adopted = _adopt(session, read, before, by, reason)
        click.echo(
            f"Version {adopted.version} is in force from now on, instead of {before.version}."
            if adopted is not before
            else f"Version {adopted.version} is in force already."
        )


def _adopt(session: Session, read: WeightsFile, before: Adopted, by: str, reason: str) -> Adopted:
    account = find_account(session, by)
    if account is None:
        msg = f"{by} has no account."
        raise click.ClickException(msg)
    try:
        return adopt_weights(
            session,
            account,
            version=read.weights.version,
            instead_of=read.instead_of,
            numbers=read.numbers,
            reason=reason,
            figures=read.figures,
            at=now(),
        )
    except NotAllowed as refusal:
        msg = f"{by} is no administrator whose account is open."
        raise click.ClickException(msg) from refusal
    except Missing as refusal:
        msg = "Say why: --reason may not be empty."
        raise click.ClickException(msg) from refusal
    except NotTheSame as refusal:
        msg = _other(refusal.thing, read, before)
        raise click.ClickException(msg) from refusal


def _other(thing: str, read: WeightsFile, before: Adopted) -> str:
    if thing == "weights":
        return (
            f"Version {read.weights.version} is known with other numbers. A version is never"
            " changed: give the new one a name of its own in the file."
        )
    return (
        f"The file was made to replace version {read.instead_of}, but {before.version} is in"
        " force. Make it anew."
    )


def _in_force(session: Session) -> Adopted:
    found = find_weights_in_force(session)
    if found is None:
        raise click.ClickException(NOTHING_IN_FORCE)
    return found


def _as_table(shown: Weights) -> RichTable:
    table = RichTable(box=None, pad_edge=False)
    table.add_column("Term")
    for heading in ("Student", "Employer", "Neutral at"):
        table.add_column(heading, justify="right")
    for term, weight in shown.terms.items():
        numbers = (weight.student, weight.employer, weight.neutral)
        table.add_row(term, *(f"{number:.3f}" for number in numbers))
    for side, knots in shown.calibration.items():
        table.add_row(f"calibration, {side}", f"{len(knots)} knots")
    return table
