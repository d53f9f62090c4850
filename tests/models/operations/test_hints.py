"""Hints on pairs: who may say what of whom, what no allocation could hold, and what is kept."""

import pytest
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import (
    ConflictOfInterest,
    EnoughRequired,
    Missing,
    NotAllowed,
    NotFound,
    NotOpenForMatching,
    WrongState,
)
from models.operations.hints import take_hint_back
from models.operations.offers import withdraw_offer
from models.operations.rounds import close_round
from models.operations.students import leave, protect
from models.queries.events import list_events_of
from models.queries.hints import find_hint, get_hint, list_hints, list_hints_of_offer
from models.words import HintReason, HintWish, Kind, Role
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_hint,
    a_rolling_round,
    a_round,
    a_student,
    an_employer,
    an_offer,
    as_student,
)


def test_a_hint_is_kept_with_who_said_it_when_and_why(session: Session) -> None:
    by = a_coordinator(session)
    hint = a_hint(session, by=by, reason=HintReason.OTHER, words="De sjunger i samma kör.")
    found = get_hint(session, hint.id)
    assert (found.wish, found.reason, found.by_id, found.at) == (
        HintWish.ENCOURAGE,
        HintReason.OTHER,
        by.account_id,
        NOW,
    )
    assert [each.id for each in list_hints(session, hint.round_id)] == [hint.id]
    assert list_hints_of_offer(session, hint.round_id, hint.offer_id) == [hint]


def test_the_history_says_what_was_said_and_never_the_words(session: Session) -> None:
    hint = a_hint(session, reason=HintReason.OTHER, words="De sjunger i samma kör.")
    [event] = list_events_of(session, "hint", hint.id)
    assert event.details["wish"] == "encourage"
    assert "kör" not in str(event.details)


def test_said_anew_it_replaces_what_was_said_before(session: Session) -> None:
    first = a_hint(session)
    pair = {"student": first.student, "offer": first.offer}
    second = a_hint(session, **pair, wish=HintWish.FORBID, reason=HintReason.TOO_CLOSE)
    assert second.id == first.id
    assert [hint.wish for hint in list_hints(session, first.round_id)] == [HintWish.FORBID]
    assert len(list_events_of(session, "hint", first.id)) == 2


def test_taken_back_it_is_gone_and_the_history_knows(session: Session) -> None:
    hint = a_hint(session)
    key = (hint.round_id, hint.student_id, hint.offer_id)
    take_hint_back(session, hint, by=a_coordinator(session), at=NOW)
    assert find_hint(session, *key) is None
    assert [event.verb for event in list_events_of(session, "hint", hint.id)] == [
        "given",
        "taken back",
    ]
    with pytest.raises(NotFound):
        get_hint(session, hint.id)


@pytest.mark.parametrize("role", [Role.STUDENT, Role.EMPLOYER, Role.STEERING, Role.ADMIN])
def test_only_the_working_group_says_something_of_pairs(session: Session, role: Role) -> None:
    with pytest.raises(NotAllowed):
        a_hint(session, by=Actor(role, account_id=1))
    hint = a_hint(session)
    with pytest.raises(NotAllowed):
        take_hint_back(session, hint, by=Actor(role, account_id=1), at=NOW)
    assert get_hint(session, hint.id) is hint


def test_a_hint_is_a_named_persons(session: Session) -> None:
    with pytest.raises(NotAllowed):
        a_hint(session, by=SYSTEM)


def test_nobody_says_anything_for_the_unit_that_employs_them(session: Session) -> None:
    employer = an_employer(session)
    by = a_coordinator(session, works_for=employer)
    with pytest.raises(ConflictOfInterest):
        a_hint(session, offer=an_offer(session, employer=employer), by=by)


def test_nobody_says_anything_of_themselves(session: Session) -> None:
    student = a_student(session)
    by = Actor(Role.COORDINATOR, account_id=student.account_id)
    with pytest.raises(ConflictOfInterest):
        a_hint(session, student=student, by=by)


def test_another_reason_needs_words(session: Session) -> None:
    with pytest.raises(Missing) as refused:
        a_hint(session, reason=HintReason.OTHER)
    assert refused.value.fields == ("reason_words",)


def test_what_cannot_be_matched_is_not_hinted_of(session: Session) -> None:
    by = a_coordinator(session)
    gone, hidden, withdrawn = a_student(session), a_student(session), an_offer(session)
    leave(session, gone, by=as_student(gone), at=NOW)
    protect(session, hidden, is_protected=True, by=by, at=NOW)
    withdraw_offer(session, withdrawn, by=by, at=NOW)
    for what in (
        {"student": gone},
        {"student": hidden},
        {"offer": withdrawn},
        {"round_": a_rolling_round(session, Kind.THESIS)},
        {"round_": a_round(session, opened=False)},
    ):
        with pytest.raises(NotOpenForMatching):
            a_hint(session, **what)


def test_a_closed_round_is_still_hinted_in(session: Session) -> None:
    round_ = a_round(session)
    close_round(session, round_, by=a_coordinator(session), at=NOW)
    assert a_hint(session, round_=round_).round_id == round_.id


def test_where_somebody_has_acted_the_match_says_it_all(session: Session) -> None:
    match = a_confirmed_match(session)
    with pytest.raises(WrongState):
        a_hint(session, student=match.student, offer=match.offer)


def test_a_student_is_required_once(session: Session) -> None:
    first = a_hint(session, wish=HintWish.REQUIRE)
    with pytest.raises(EnoughRequired) as refused:
        a_hint(session, student=first.student, wish=HintWish.REQUIRE)
    assert refused.value.what == "student"


def test_no_more_are_required_than_places_are_left(session: Session) -> None:
    offer = an_offer(session, places=2)
    first = a_hint(session, offer=offer, wish=HintWish.REQUIRE)
    a_hint(session, offer=offer, wish=HintWish.REQUIRE)
    with pytest.raises(EnoughRequired) as refused:
        a_hint(session, offer=offer, wish=HintWish.REQUIRE)
    assert refused.value.what == "offer"
    again = a_hint(session, student=first.student, offer=offer, wish=HintWish.REQUIRE)
    assert again.id == first.id


def test_a_hint_of_one_round_is_none_of_another(session: Session) -> None:
    first = a_hint(session, wish=HintWish.REQUIRE)
    other = a_round(session)
    pair = {"student": first.student, "offer": first.offer}
    assert find_hint(session, other.id, first.student_id, first.offer_id) is None
    assert a_hint(session, **pair, round_=other, wish=HintWish.FORBID).id != first.id
