"""Rounds, and what the matcher suggested in them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.close_ups import CloseUp
from models.hints import Hint
from models.notes import Note
from models.offers import Offer
from models.operations import close_ups, hints, notes, rounds, runs
from models.operations.weights import ship_weights
from models.people import Student
from models.queries.offers import get_offer
from models.queries.students import get_student
from models.rounds import Round, Run, Suggestion
from models.weights import Weights
from models.words import HintReason, HintWish, Kind
from tests.builders.employers import an_offer
from tests.builders.people import a_coordinator, a_student
from tests.builders.time import NOW


def a_rolling_round(session: Session, kind: Kind = Kind.INTERNSHIP) -> Round:
    """Give the round of a kind that is always open."""
    return next(each for each in rounds.ensure_rolling_rounds(session, at=NOW) if each.kind is kind)


def a_round(session: Session, kind: Kind = Kind.INTERNSHIP, *, opened: bool = True) -> Round:
    """Make a dated round, open unless told otherwise."""
    by = a_coordinator(session)
    round_ = rounds.make_round(
        session,
        kind=kind,
        title="Sommaren 2027",
        opens_on=date(2027, 2, 1),
        closes_on=date(2027, 3, 31),
        by=by,
        at=NOW,
    )
    if opened:
        rounds.open_round(session, round_, by=by, at=NOW)
    return round_


def a_run(session: Session, round_: Round | None = None) -> Run:
    """Make a run that waits for a worker."""
    round_ = round_ or a_rolling_round(session)
    return runs.request_run(session, round_, by=a_coordinator(session), at=NOW)


def a_suggestion(
    session: Session,
    *,
    student: Student | None = None,
    offer: Offer | None = None,
    unmatched: Mapping[str, Any] | None = None,
    **found: Any,
) -> Suggestion:
    """Make a suggestion, in a run that is done."""
    offer = offer or an_offer(session)
    student = student or a_student(session)
    run = a_run(session, a_rolling_round(session, offer.kind))
    runs.begin_run(session, run, at=NOW)
    rows = [{**suggestion_row(student, offer), **found}]
    unmatched = unmatched or {}
    runs.finish_run(session, run, rows, digest="0" * 64, unmatched=unmatched, at=NOW)
    return session.scalars(select(Suggestion).where(Suggestion.run_id == run.id)).one()


def shipped(session: Session, version: str = "1", **numbers: Any) -> Weights:
    """Keep a version of the weights as if it came with the service."""
    return ship_weights(
        session,
        version=version,
        owner="Kim Lind",
        reason="First",
        adopted_on=NOW.date(),
        numbers=numbers or {"skills": 1.5},
        at=NOW,
    )


def a_hint(
    session: Session,
    *,
    student: Student | None = None,
    offer: Offer | None = None,
    round_: Round | None = None,
    wish: HintWish = HintWish.ENCOURAGE,
    **said: Any,
) -> Hint:
    """Make a hint on a pair, in the rolling round unless told otherwise."""
    offer = offer or an_offer(session)
    return hints.give_hint(
        session,
        round_ or a_rolling_round(session, offer.kind),
        student or a_student(session),
        offer,
        wish=wish,
        **{"reason": HintReason.HAVE_MET, "by": a_coordinator(session), "at": NOW, **said},
    )


def a_note(
    session: Session, *, student: Student | None = None, offer: Offer | None = None, **said: Any
) -> Note:
    """Make a note on a pair, in the rolling round."""
    offer = offer or an_offer(session)
    round_, student = a_rolling_round(session, offer.kind), student or a_student(session)
    given = {"words": "Vill gärna jobba med barn.", "by": a_coordinator(session), "at": NOW, **said}
    return notes.write_note(session, round_, student, offer, **given)


def a_close_up(session: Session, found: Suggestion | None = None) -> CloseUp:
    """Make a close-up that waits for a worker, of a suggested pair."""
    found = found or a_suggestion(session)
    student, offer = get_student(session, found.student_id), get_offer(session, found.offer_id)
    by = a_coordinator(session)
    return close_ups.ask_close_up(session, found.run, student, offer, by=by, at=NOW)


def suggestion_row(student: Student, offer: Offer) -> dict[str, Any]:
    """Give one pair as a run writes it."""
    return {
        "student_id": student.id,
        "offer_id": offer.id,
        "score": 0.5,
        "p_student": 0.5,
        "p_employer": 0.5,
        "student_rank": 1,
        "offer_rank": 1,
        "is_proposed": True,
        "terms": {"student": {}, "employer": {}, "evidence": {}},
    }
