"""Runs of the matcher: started here, carried out by the worker, watched and cancelled here."""

from collections.abc import Mapping
from typing import Any

from flask import jsonify, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_percent

from models.operations.runs import ask_to_cancel, request_run
from models.queries.comparisons import get_offers_named, get_students_shown
from models.queries.rounds import get_round, get_run
from models.rounds import Run
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.labels import label
from web.pages import show
from web.session import session


@blueprint.post("/rounds/<int:round_id>/runs")
def runs_start(round_id: int) -> ResponseReturnValue:
    """Queue a run; the worker is woken when it is committed."""
    run = request_run(session, get_round(session, round_id), by=current_actor(), at=now())
    return redirect(url_for("coordinators.runs_show", run_id=run.id), 303)


@blueprint.get("/runs/<int:run_id>")
def runs_show(run_id: int) -> ResponseReturnValue:
    """Show how far a run is, or how it spreads attention when it is done.

    The page asks again by itself while the run goes on.
    """
    run = get_run(session, run_id)
    return show("coordinators/runs/show.html", run=run, **names_of_most_shown(run))


@blueprint.get("/runs/<int:run_id>/progress")
def runs_progress(run_id: int) -> ResponseReturnValue:
    """Say how far a run is, for the page's script."""
    run = get_run(session, run_id)
    return jsonify(
        state=run.state,
        step=str(label(run.step)),
        share=run.progress,
        words=format_percent(run.progress),
        is_over=run.finished_at is not None,
    )


@blueprint.post("/runs/<int:run_id>/cancel")
def runs_cancel(run_id: int) -> ResponseReturnValue:
    """Ask a run to stop; it does at its next step, and leaves nothing behind."""
    ask_to_cancel(session, get_run(session, run_id), by=current_actor(), at=now())
    return redirect(url_for("coordinators.runs_show", run_id=run_id), 303)


def names_of_most_shown(run: Run) -> dict[str, Mapping[int, Any]]:
    """Give the students and the offers that a run shows most, by id."""
    return {
        "students": get_students_shown(session, _most_shown(run, "students")),
        "offers": get_offers_named(session, _most_shown(run, "offers")),
    }


def _most_shown(run: Run, side: str) -> list[int]:
    spread = run.spread.get(side, {})
    return [thing for order in spread.values() for thing, _times in order["most_shown"]]
