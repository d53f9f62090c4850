"""Close-ups of pairs: asked for by a coordinator, reckoned by the worker, kept with the run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.close_ups import CloseUp
from models.errors import NotAllowed, NotFound
from models.offers import Offer
from models.operations.events import record
from models.people import Student
from models.queries.close_ups import find_close_up
from models.rounds import Run
from models.words import Role, RunState


def ask_close_up(
    session: Session, run: Run, student: Student, offer: Offer, *, by: Actor, at: datetime
) -> CloseUp:
    """Ask the worker to look at a pair as a run saw it; one that is there already is given.

    One that went wrong is tried again.

    Raises
    ------
    NotAllowed
        If somebody else than the working group asks.
    NotFound
        If the run is not done.
    """
    if by.role is not Role.COORDINATOR:
        raise NotAllowed("look")
    if run.state is not RunState.DONE:
        raise NotFound("run", run.id)
    close_up = find_close_up(session, run.id, student.id, offer.id)
    if close_up is not None and not close_up.failure:
        return close_up
    if close_up is None:
        close_up = CloseUp(run_id=run.id, student_id=student.id, offer_id=offer.id)
        session.add(close_up)
    close_up.asked_at, close_up.finished_at, close_up.failure = at, None, ""
    session.flush()
    told = {"run": run.id, "student": student.id, "offer": offer.id}
    record(session, "close-up", "asked for", close_up.id, by=by, at=at, **told)
    return close_up


def finish_close_up(
    session: Session, close_up: CloseUp, findings: Mapping[str, Any], *, at: datetime
) -> None:
    """Keep what was found; what another worker kept before stays."""
    if close_up.finished_at is None:
        close_up.findings, close_up.finished_at = dict(findings), at
        session.flush()
        record(session, "close-up", "finished", close_up.id, by=SYSTEM, at=at)


def fail_close_up(session: Session, close_up: CloseUp, failure: str, *, at: datetime) -> None:
    """Note the name of what went wrong."""
    if close_up.finished_at is None:
        close_up.failure, close_up.finished_at = failure[:120], at
        session.flush()
        record(session, "close-up", "failed", close_up.id, by=SYSTEM, at=at, failure=failure[:120])
