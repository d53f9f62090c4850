"""What was decided is told with the suggestion that it was made from, each thing once."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.operations import matches
from models.queries.decisions import (
    NOT_ABOUT_THE_PAIR,
    Decided,
    count_matches_without_suggestion,
    list_decisions,
)
from models.rounds import Suggestion
from models.words import Kind, Reason, Side, Voice
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_rolling_round,
    a_suggestion,
    say,
    shipped,
)
from tests.undone import undone

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def suggested(session: Session) -> Suggestion:
    suggestion = a_suggestion(session)
    suggestion.run.weights_version = shipped(session).version
    session.flush()
    return suggestion


def confirmed(session: Session, suggestion: Suggestion) -> matches.Match:
    return matches.confirm(
        session,
        suggestion.run.round,
        session.get_one(matches.Student, suggestion.student_id),
        session.get_one(matches.Offer, suggestion.offer_id),
        by=a_coordinator(session),
        at=NOW,
        suggestion=suggestion,
    )


def told(decided: Decided) -> tuple[Voice, bool]:
    return decided.by, decided.says_yes


def test_a_confirmation_is_told_when_it_was_made(session: Session, suggested: Suggestion) -> None:
    match = confirmed(session, suggested)
    matches.offer_match(session, match, by=SYSTEM, at=LATER)
    [decided] = list_decisions(session)
    assert told(decided) == (Voice.COORDINATOR, True)
    assert decided.at == NOW
    assert (decided.kind, decided.student_rank) == (Kind.INTERNSHIP, 1)
    assert decided.terms == suggested.terms
    assert decided.weights_version == "1"


def test_a_rejection_is_told_with_its_reason(session: Session, suggested: Suggestion) -> None:
    matches.reject(
        session,
        suggested.run.round,
        session.get_one(matches.Student, suggested.student_id),
        session.get_one(matches.Offer, suggested.offer_id),
        by=a_coordinator(session),
        at=LATER,
        reason=Reason.SKILLS,
        suggestion=suggested,
    )
    [decided] = list_decisions(session)
    assert told(decided) == (Voice.COORDINATOR, False)
    assert (decided.at, decided.reason) == (LATER, Reason.SKILLS)


def test_who_was_confirmed_and_then_rejected_is_rejected(
    session: Session, suggested: Suggestion
) -> None:
    match = confirmed(session, suggested)
    pair = (match.round, match.student, match.offer)
    by = a_coordinator(session)
    matches.reject(session, *pair, by=by, at=LATER, reason=Reason.PLACE, suggestion=suggested)
    assert [told(each) for each in list_decisions(session)] == [(Voice.COORDINATOR, False)]


def test_what_was_undone_is_no_decision(session: Session, suggested: Suggestion) -> None:
    match = confirmed(session, suggested)
    matches.undo(session, match, by=a_coordinator(session), at=LATER)
    assert list_decisions(session) == []


def test_both_sides_are_told_in_the_order_of_their_answers(
    session: Session, suggested: Suggestion
) -> None:
    match = confirmed(session, suggested)
    matches.offer_match(session, match, by=SYSTEM, at=NOW)
    say(session, match, Side.EMPLOYER, at=LATER)
    say(session, match, Side.STUDENT, False, at=LATER + timedelta(days=1), reason=Reason.PLACE)
    assert [told(each) for each in list_decisions(session)] == [
        (Voice.COORDINATOR, True),
        (Voice.EMPLOYER, True),
        (Voice.STUDENT, False),
    ]


def test_one_kind_is_told_alone(session: Session, suggested: Suggestion) -> None:
    confirmed(session, suggested)
    assert len(list_decisions(session, Kind.INTERNSHIP)) == 1
    assert list_decisions(session, Kind.THESIS) == []


def test_what_was_made_by_hand_is_counted_and_not_told(session: Session) -> None:
    a_rolling_round(session)
    a_confirmed_match(session)
    assert list_decisions(session) == []
    assert count_matches_without_suggestion(session) == 1
    assert count_matches_without_suggestion(session, Kind.INTERNSHIP) == 1
    assert count_matches_without_suggestion(session, Kind.THESIS) == 0


def test_a_no_is_about_the_pair_unless_something_came_in_between(
    session: Session, suggested: Suggestion
) -> None:
    match = confirmed(session, suggested)
    matches.offer_match(session, match, by=SYSTEM, at=NOW)
    about_the_pair = set()
    for reason in Reason:
        with undone(session):
            say(session, match, Side.STUDENT, False, at=LATER, reason=reason)
            answer = list_decisions(session)[-1]
            assert answer.reason is reason
            if answer.is_about_the_pair:
                about_the_pair.add(reason)
    assert about_the_pair == set(Reason) - NOT_ABOUT_THE_PAIR
