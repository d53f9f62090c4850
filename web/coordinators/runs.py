"""Runs of the matcher: started here, carried out by the worker, watched and cancelled here."""

from flask import jsonify, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_percent

from models.operations.runs import ask_to_cancel, request_run
from models.queries.rounds import get_round, get_run
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
    """Show how far a run is; the page asks again by itself while the run goes on."""
    return show("coordinators/runs/show.html", run=get_run(session, run_id))


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
