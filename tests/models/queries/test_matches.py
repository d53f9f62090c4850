"""Who sees which matches, and how many there are."""

from sqlalchemy.orm import Session

from models.queries.matches import (
    count_matches_asked,
    count_matches_by_state,
    list_all_matches_of_student,
    list_matches_of_employer,
    list_matches_of_offer,
    list_matches_of_round,
    list_matches_of_student,
)
from models.words import Kind, MatchState
from tests.builders import a_confirmed_match, a_match_in, a_student, an_offer, an_offered_match


def test_what_was_never_offered_is_known_to_the_working_group_alone(session: Session) -> None:
    offer, student = an_offer(session, places=2), a_student(session)
    hidden = a_confirmed_match(session, offer=offer, student=student)
    told = an_offered_match(session, offer=offer)
    assert list(list_matches_of_student(session, student.id)) == []
    assert list(list_all_matches_of_student(session, student.id)) == [hidden]
    assert list(list_matches_of_employer(session, offer.employer_id)) == [told]
    assert set(list_matches_of_offer(session, offer.id)) == {hidden, told}


def test_another_employer_sees_nothing(session: Session) -> None:
    an_offered_match(session)
    assert list(list_matches_of_employer(session, an_offer(session).employer_id)) == []


def test_those_who_are_asked_are_counted_until_they_answer(session: Session) -> None:
    offer = an_offer(session, places=2)
    a_confirmed_match(session, offer=offer)
    an_offered_match(session, offer=offer)
    assert count_matches_asked(session, offer.id) == 2
    assert count_matches_asked(session, an_offer(session).id) == 0


def test_every_state_is_counted_also_those_that_nobody_is_in(session: Session) -> None:
    placed = a_match_in(session, MatchState.PLACED)
    a_match_in(session, MatchState.DECLINED)
    counts = count_matches_by_state(session)
    assert counts.keys() == set(MatchState)
    assert {state for state, count in counts.items() if count} == {
        MatchState.PLACED,
        MatchState.DECLINED,
    }
    assert count_matches_by_state(session, round_id=placed.round_id) == counts
    assert sum(count_matches_by_state(session, kind=Kind.THESIS).values()) == 0


def test_the_matches_of_a_round_can_be_narrowed_to_a_state(session: Session) -> None:
    confirmed, offered = a_confirmed_match(session), an_offered_match(session)
    round_id = confirmed.round_id
    assert list(list_matches_of_round(session, round_id)) == [confirmed, offered]
    narrowed = list_matches_of_round(session, round_id, states=[MatchState.OFFERED])
    assert list(narrowed) == [offered]
