"""The life of a run of the matcher: queued, taken by a worker, beating, done, cancelled or failed.

A killed worker leaves a run without a heartbeat; it is queued again, and since a run writes its
suggestions in the transaction that finishes it, it leaves nothing half done.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.days import day_in_sweden
from models.errors import NotAllowed, RunCancelled, WrongState
from models.operations.events import record
from models.queries.rounds import count_found, find_unfinished_run, list_stale_runs
from models.rounds import Round, Run, Suggestion
from models.weights import Weights
from models.words import Role, RoundState, RunState, RunStep

MAX_ATTEMPTS = 3
SILENT_FOR = timedelta(minutes=2)
ROWS_AT_ONCE = 1000


def request_run(
    session: Session, round_: Round, *, by: Actor, at: datetime, on: date | None = None
) -> Run:
    """Queue a run of the matcher; while one is queued or running for the round, give that one.

    Raises
    ------
    WrongState
        If the round is neither open nor closed.
    """
    if by.role not in {Role.COORDINATOR, Role.SYSTEM}:
        raise NotAllowed("run")
    if round_.state not in {RoundState.OPEN, RoundState.CLOSED}:
        raise WrongState("round", "run", round_.state)
    going = find_unfinished_run(session, round_.id)
    if going is not None:
        return going
    run = Run(
        round=round_,
        requested_at=at,
        requested_by_id=by.account_id,
        reckoned_on=on or day_in_sweden(at),
        settings={},
        unmatched={},
    )
    session.add(run)
    session.flush()
    record(session, "run", "asked for", run.id, by=by, at=at, round=round_.id)
    return run


def ask_to_cancel(session: Session, run: Run, *, by: Actor, at: datetime) -> None:
    """Ask a run to stop. A queued one stops at once, a running one at its next beat."""
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("cancel")
    if run.state is RunState.QUEUED:
        _finish(session, run, RunState.CANCELLED, by=by, at=at)
    elif run.state is RunState.RUNNING and run.cancel_asked_at is None:
        run.cancel_asked_at = at
        session.flush()
        record(session, "run", "cancel asked", run.id, by=by, at=at)


def begin_run(session: Session, run: Run, *, at: datetime) -> bool:
    """Take a queued run; False if another worker has it or it is over."""
    if run.state is not RunState.QUEUED:
        return False
    run.state, run.step, run.progress = RunState.RUNNING, RunStep.READING, 0.0
    run.started_at, run.heartbeat_at = at, at
    run.attempt += 1
    session.flush()
    record(session, "run", "begun", run.id, by=SYSTEM, at=at, attempt=run.attempt)
    return True


def beat(session: Session, run: Run, step: RunStep, progress: float, *, at: datetime) -> None:
    """Give a sign of life, and how far it is.

    Raises
    ------
    RunCancelled
        If somebody asked it to stop, or it is not this worker's any more.
    """
    if run.state is not RunState.RUNNING or run.cancel_asked_at is not None:
        raise RunCancelled
    run.step, run.progress, run.heartbeat_at = step, progress, at
    session.flush()


def freeze_inputs(
    session: Session,
    run: Run,
    *,
    inputs: Mapping[str, Any],
    digest: str,
    settings: Mapping[str, Any],
    weights: Weights,
) -> None:
    """Keep what the run is made from: pseudonymised inputs, settings, version of the weights."""
    run.inputs, run.input_digest, run.settings = dict(inputs), digest, dict(settings)
    run.weights_version = weights.version
    run.student_count, run.offer_count = len(inputs["students"]), len(inputs["offers"])
    session.flush()


def finish_run(
    session: Session,
    run: Run,
    suggestions: Iterable[Mapping[str, Any]],
    *,
    digest: str,
    unmatched: Mapping[str, Any],
    spread: Mapping[str, Any] | None = None,
    at: datetime,
) -> None:
    """Write the suggestions and end the run, all or nothing.

    Raises
    ------
    RunCancelled
        If it was cancelled meanwhile; nothing is written.
    """
    beat(session, run, RunStep.WRITING, 0.9, at=at)
    rows = [{**row, "run_id": run.id} for row in suggestions]
    for first in range(0, len(rows), ROWS_AT_ONCE):
        session.execute(insert(Suggestion), rows[first : first + ROWS_AT_ONCE])
    run.output_digest, run.unmatched, run.spread = digest, dict(unmatched), dict(spread or {})
    run.found = count_found(session, run.id)
    _finish(session, run, RunState.DONE, by=SYSTEM, at=at, suggestions=len(rows), digest=digest)


def cancel_run(session: Session, run: Run, *, at: datetime) -> None:
    """End a running run that was asked to stop."""
    if run.state is RunState.RUNNING:
        _finish(session, run, RunState.CANCELLED, by=SYSTEM, at=at)


def fail_run(session: Session, run: Run, failure: str, *, at: datetime) -> None:
    """End a run that went wrong, with the name of what went wrong."""
    if run.state is RunState.RUNNING:
        run.failure = failure[:120]
        _finish(session, run, RunState.FAILED, by=SYSTEM, at=at, failure=run.failure)


def requeue_stale_runs(session: Session, *, at: datetime) -> list[Run]:
    """Queue again the runs whose worker was killed, and give all that need a worker."""
    waiting = []
    for run in list_stale_runs(session, at - SILENT_FOR):
        if run.cancel_asked_at is not None:
            _finish(session, run, RunState.CANCELLED, by=SYSTEM, at=at)
        elif run.attempt >= MAX_ATTEMPTS:
            run.failure = "WorkerLost"
            _finish(session, run, RunState.FAILED, by=SYSTEM, at=at, failure=run.failure)
        else:
            run.state, run.step, run.progress, run.heartbeat_at = (
                RunState.QUEUED,
                RunStep.WAITING,
                0.0,
                at,
            )
            session.flush()
            waiting.append(run)
    return waiting


def _finish(
    session: Session, run: Run, state: RunState, *, by: Actor, at: datetime, **details: Any
) -> None:
    run.state, run.step, run.finished_at = state, RunStep.FINISHED, at
    if state is RunState.DONE:
        run.progress = 1.0
    session.flush()
    record(session, "run", str(state), run.id, by=by, at=at, **details)
