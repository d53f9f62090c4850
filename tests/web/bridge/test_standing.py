"""What the working group has hinted, as a run has to respect it: after what has happened."""

from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from models.operations.matches import confirm, withdraw
from models.operations.students import leave
from models.queries.rounds import list_suggestions_of_run
from models.rounds import Run, Suggestion
from models.words import CEFR, HintReason, HintWish, MatchState, Reason
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_hint,
    a_match_in,
    a_rolling_round,
    a_round,
    a_run,
    a_student,
    an_offer,
    as_student,
)
from tests.web.databases import on_both
from web.bridge.records import offer_key, read_inputs, student_key
from web.bridge.runs import carry_out

pytestmark = on_both

Sessions = sessionmaker[Session]
TODAY = NOW.date()


def hints_of(session: Session) -> list[list[str]]:
    hints: list[list[str]] = read_inputs(session, a_rolling_round(session), TODAY)["hints"]
    return hints


def pair(thing: Any) -> list[str]:
    """Give the pair of a hint or a match as runs name it."""
    return [student_key(thing.student_id), offer_key(thing.offer_id)]


@pytest.mark.parametrize("wish", HintWish)
def test_a_hint_is_among_what_a_run_is_made_from_without_its_words(
    session: Session, wish: HintWish
) -> None:
    hint = a_hint(session, wish=wish, reason=HintReason.OTHER, words="De sjunger i kör.")
    assert hints_of(session) == [[*pair(hint), wish.value, "other"]]
    assert "kör" not in str(read_inputs(session, hint.round, TODAY))


def test_a_hint_of_another_round_is_none_of_this(session: Session) -> None:
    a_hint(session, round_=a_round(session))
    assert hints_of(session) == []


def test_who_left_since_is_hinted_of_no_more(session: Session) -> None:
    offer = an_offer(session)
    hint = a_hint(session, offer=offer, wish=HintWish.REQUIRE)
    leave(session, hint.student, by=as_student(hint.student), at=NOW)
    assert hints_of(session) == []
    other = a_hint(session, offer=an_offer(session), wish=HintWish.REQUIRE)
    assert hints_of(session) == [[*pair(other), "require", "have_met"]]


def test_what_has_happened_weighs_more_than_what_was_hinted(session: Session) -> None:
    hint = a_hint(session, wish=HintWish.ENCOURAGE)
    by = a_coordinator(session)
    match = confirm(session, hint.round, hint.student, hint.offer, by=by, at=NOW)
    assert hints_of(session) == [[*pair(hint), "fixed", "confirmed"]]
    withdraw(session, match, by=by, at=NOW, reason=Reason.OTHER)
    assert hints_of(session) == [[*pair(hint), "forbid", "withdrawn"]]


def test_a_required_pair_whose_place_went_is_still_spoken_for(session: Session) -> None:
    hint = a_hint(session, wish=HintWish.REQUIRE)
    a_confirmed_match(session, offer=hint.offer)
    assert [*pair(hint), "encourage", "have_met"] in hints_of(session)


def test_a_required_student_who_came_elsewhere_is_still_spoken_for(session: Session) -> None:
    hint = a_hint(session, wish=HintWish.REQUIRE)
    a_confirmed_match(session, student=hint.student)
    assert [*pair(hint), "encourage", "have_met"] in hints_of(session)


def test_who_has_a_place_is_in_no_run_whatever_was_hinted(session: Session) -> None:
    placed = a_match_in(session, MatchState.PLACED)
    a_hint(session, student=placed.student)
    inputs = read_inputs(session, a_rolling_round(session), TODAY)
    assert (inputs["students"], inputs["hints"]) == ([], [])


def found_by(sessions: Sessions, session: Session) -> dict[tuple[int, int], Suggestion]:
    """Run the matcher, and give what it found by pair."""
    run: Run = a_run(session)
    session.commit()
    carry_out(sessions, run.id, clock=lambda: NOW)
    with sessions() as other:
        return {(s.student_id, s.offer_id): s for s in list_suggestions_of_run(other, run.id)}


@pytest.mark.parametrize(("wish", "sign"), [(HintWish.ENCOURAGE, 1.0), (HintWish.DISCOURAGE, -1.0)])
def test_later_runs_weigh_what_was_said(
    sessions: Sessions, session: Session, wish: HintWish, sign: float
) -> None:
    student, offer = a_student(session), an_offer(session)
    before = found_by(sessions, session)[student.id, offer.id]
    a_hint(session, student=student, offer=offer, wish=wish)
    after = found_by(sessions, session)[student.id, offer.id]
    assert (after.score - before.score) * sign > 0
    assert after.terms["evidence"]["hint"] == {"wish": wish.value, "reason": "have_met"}


def test_later_runs_leave_out_what_was_ruled_out(sessions: Sessions, session: Session) -> None:
    student, offer = a_student(session), an_offer(session)
    assert (student.id, offer.id) in found_by(sessions, session)
    a_hint(session, student=student, offer=offer, wish=HintWish.FORBID)
    assert found_by(sessions, session) == {}


def test_later_runs_place_what_is_required_though_it_is_on_no_list(
    sessions: Sessions, session: Session
) -> None:
    student = a_student(session, languages={"en": CEFR.B1})
    offer = an_offer(session, languages={"sv": CEFR.B2})
    a_student(session)
    assert (student.id, offer.id) not in found_by(sessions, session)
    a_hint(session, student=student, offer=offer, wish=HintWish.REQUIRE)
    found = found_by(sessions, session)
    assert found[student.id, offer.id].is_proposed
    assert found[student.id, offer.id].offer_rank is None
    assert sum(each.is_proposed for each in found.values()) == 1
