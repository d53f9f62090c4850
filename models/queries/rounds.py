"""Questions about rounds, runs and suggestions."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ScalarSelect, SQLColumnExpression, case, func, or_, select
from sqlalchemy.orm import Session

from models.errors import NotFound
from models.queries.at_once import Sort
from models.rounds import Round, Run, Suggestion
from models.words import Kind, RoundState, RunState

UNFINISHED = (RunState.QUEUED, RunState.RUNNING)

# What an offer's list holds: whom a run ranked for it, and whom it proposes though on no list.
IS_LISTED = Suggestion.offer_rank.is_not(None) | Suggestion.is_proposed
# The same of a student's list.
IS_LISTED_FOR_STUDENT = Suggestion.student_rank.is_not(None) | Suggestion.is_proposed


def get_round(session: Session, round_id: int) -> Round:
    """Give a round, or raise NotFound."""
    round_ = session.get(Round, round_id)
    if round_ is None:
        raise NotFound("round", round_id)
    return round_


def find_rolling_round(session: Session, kind: Kind) -> Round | None:
    """Give the round of a kind that is always open."""
    return session.scalar(select(Round).where(Round.kind == kind, Round.is_rolling))


def list_rounds(session: Session) -> Sequence[Round]:
    """List all rounds: rolling ones first, then those that close last."""
    query = select(Round).order_by(
        Round.is_rolling.desc(), Round.closes_on.desc(), Round.kind, Round.id
    )
    return session.scalars(query).all()


def list_open_dated_rounds(session: Session) -> Sequence[Round]:
    """List the dated rounds that are open now, what closes first first."""
    query = select(Round).where(Round.state == RoundState.OPEN, Round.is_rolling.is_(False))
    return session.scalars(query.order_by(Round.closes_on, Round.id)).all()


def rounds_waiting(today: date) -> Sort[Round]:
    """Say which rounds wait for a coordinator, who asked first, or was to be closed first, first.

    Closed ones wait for the signature of a second one; open ones are past their last day.
    """
    to_sign = (Round.state == RoundState.CLOSED) & Round.requested_at.is_not(None)
    to_close = (Round.state == RoundState.OPEN) & (Round.closes_on < today)
    order = case((to_sign, Round.requested_at), else_=Round.closes_on)
    return Sort(Round, Round.id, to_sign | to_close, order)


def get_run(session: Session, run_id: int) -> Run:
    """Give a run, or raise NotFound."""
    run = session.get(Run, run_id)
    if run is None:
        raise NotFound("run", run_id)
    return run


def find_unfinished_run(session: Session, round_id: int) -> Run | None:
    """Give the run that is queued or running for a round, if there is one."""
    return session.scalar(select(Run).where(Run.round_id == round_id, Run.state.in_(UNFINISHED)))


def find_latest_run(session: Session, round_id: int) -> Run | None:
    """Give the newest run of a round that is done: the one whose suggestions are shown."""
    query = select(Run).where(Run.round_id == round_id, Run.state == RunState.DONE)
    return session.scalar(query.order_by(Run.id.desc()).limit(1))


def newest_done_run(round_id: SQLColumnExpression[int]) -> ScalarSelect[int | None]:
    """Give the id of what `find_latest_run` finds, as a part of a query of rounds."""
    newest = select(func.max(Run.id)).where(Run.round_id == round_id, Run.state == RunState.DONE)
    return newest.correlate(Round).scalar_subquery()


def list_latest_runs(session: Session) -> Sequence[Run]:
    """List the newest run of each kind that is done and still has what it was made from."""
    newest = (
        select(func.max(Run.id))
        .join(Round, Round.id == Run.round_id)
        .where(Run.state == RunState.DONE, Run.inputs.is_not(None))
        .group_by(Round.kind)
    )
    return session.scalars(select(Run).where(Run.id.in_(newest)).order_by(Run.id)).all()


def list_runs(session: Session, round_id: int, limit: int = 20) -> Sequence[Run]:
    """List the runs of a round, newest first."""
    return session.scalars(
        select(Run).where(Run.round_id == round_id).order_by(Run.id.desc()).limit(limit)
    ).all()


def list_runs_queued(session: Session) -> Sequence[Run]:
    """List the runs that wait for a worker, oldest first."""
    return session.scalars(select(Run).where(Run.state == RunState.QUEUED).order_by(Run.id)).all()


def list_stale_runs(session: Session, before: datetime) -> Sequence[Run]:
    """List the runs whose worker has given no sign since a time, and queued ones nobody took."""
    silent = or_(
        Run.heartbeat_at < before, Run.heartbeat_at.is_(None) & (Run.requested_at < before)
    )
    return session.scalars(
        select(Run).where(Run.state.in_(UNFINISHED), silent).order_by(Run.id)
    ).all()


def find_suggestion(
    session: Session, run_id: int, student_id: int, offer_id: int
) -> Suggestion | None:
    """Give what a run found for a pair, if anything."""
    return session.scalar(
        select(Suggestion).where(
            Suggestion.run_id == run_id,
            Suggestion.student_id == student_id,
            Suggestion.offer_id == offer_id,
        )
    )


def list_suggestions_of_run(session: Session, run_id: int) -> Sequence[Suggestion]:
    """List everything a run found, by student and offer: what its digest is made of."""
    query = select(Suggestion).where(Suggestion.run_id == run_id)
    return session.scalars(query.order_by(Suggestion.student_id, Suggestion.offer_id)).all()


def count_found(session: Session, run_id: int) -> dict[str, dict[str, int]]:
    """Count what a run found for each offer and each student, by id in words, as JSON has them."""
    sides = {
        "offers": (Suggestion.offer_id, IS_LISTED),
        "students": (Suggestion.student_id, IS_LISTED_FOR_STUDENT),
    }
    query = select(func.count()).where(Suggestion.run_id == run_id)
    return {
        name: {
            str(number): count
            for count, number in session.execute(
                query.add_columns(side).where(is_listed).group_by(side).order_by(side)
            )
        }
        for name, (side, is_listed) in sides.items()
    }
