"""Several pairs confirmed at once: what would be done is told first, and no limit is passed."""

import pytest
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import (
    ConflictOfInterest,
    EnoughAsked,
    NoPlaceLeft,
    NotAllowed,
    NotOpenForMatching,
    NotTheSame,
    SpokenFor,
    WrongState,
)
from models.operations.proposals import confirm_all, plan
from models.operations.runs import begin_run, finish_run
from models.operations.students import leave
from models.people import Student
from models.policy import Policy
from models.queries.matches import count_matches_asked
from models.queries.proposals import Pair, list_proposal
from models.words import Role
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_rolling_round,
    a_run,
    a_student,
    an_agreed_match,
    an_offer,
    as_student,
    suggestion_row,
)


def proposed(session: Session, *pairs: tuple[Student, object]) -> list[Pair]:
    """Give pairs as a run proposes them, and what came of each."""
    run = a_run(session)
    begin_run(session, run, at=NOW)
    rows = [suggestion_row(student, offer) for student, offer in pairs]  # type: ignore[arg-type] # made by the builders
    finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    return list_proposal(session, run)


def refusals(session: Session, pairs: list[Pair], **given: object) -> list[type | None]:
    """Give why each pair would be left out."""
    by = given.pop("by", None) or a_coordinator(session)
    steps = plan(session, a_rolling_round(session), pairs, by=by, **given)  # type: ignore[arg-type] # as asked for
    return [type(step.refusal) if step.refusal else None for step in steps]


def test_nothing_is_planned_beyond_what_an_offer_may_ask(session: Session) -> None:
    offer = an_offer(session)
    pairs = proposed(session, *((a_student(session), offer) for _each in range(5)))
    assert refusals(session, pairs) == [None, None, None, EnoughAsked, EnoughAsked]
    one = Policy(candidates_per_place=1)
    assert refusals(session, pairs, policy=one) == [None, *[EnoughAsked] * 4]
    assert count_matches_asked(session, offer.id) == 0


def test_each_that_is_left_out_says_why(session: Session) -> None:
    full = an_offer(session)
    an_agreed_match(session, offer=full)
    gone, elsewhere, acted = (a_student(session) for _each in range(3))
    offer = an_offer(session)
    a_confirmed_match(session, student=elsewhere)
    a_confirmed_match(session, student=acted, offer=offer)
    twice = a_student(session)
    pairs = proposed(
        session,
        (a_student(session), full),
        (elsewhere, offer),
        (acted, offer),
        (twice, an_offer(session)),
        (twice, an_offer(session)),
    )
    assert refusals(session, pairs) == [NoPlaceLeft, SpokenFor, WrongState, None, SpokenFor]
    pairs = proposed(session, (gone, offer))
    leave(session, gone, by=as_student(gone), at=NOW)
    assert refusals(session, pairs) == [NotOpenForMatching]


def test_nobody_plans_for_the_unit_that_employs_them(session: Session) -> None:
    offer = an_offer(session)
    pairs = proposed(session, (a_student(session), offer))
    by = Actor(Role.COORDINATOR, 1, works_for_id=offer.employer_id)
    assert refusals(session, pairs, by=by) == [ConflictOfInterest]


def test_all_are_confirmed_or_none(session: Session) -> None:
    offer, by = an_offer(session), a_coordinator(session)
    round_ = a_rolling_round(session)
    pairs = proposed(session, *((a_student(session), offer) for _each in range(4)))
    with pytest.raises(NotTheSame):
        confirm_all(session, round_, pairs, by=by, at=NOW)
    assert count_matches_asked(session, offer.id) == 0
    confirmed = confirm_all(session, round_, pairs[:3], by=by, at=NOW)
    assert [match.suggestion_id for match in confirmed] == [pair[0].id for pair in pairs[:3]]
    assert count_matches_asked(session, offer.id) == 3


def test_a_student_cannot_confirm_anybody(session: Session) -> None:
    student = a_student(session)
    pairs = proposed(session, (a_student(session), an_offer(session)))
    with pytest.raises(NotAllowed):
        confirm_all(session, a_rolling_round(session), pairs, by=as_student(student), at=NOW)
