"""Somebody starts, stops early or carries it through, and tells of it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import AlreadyAnswered, Missing, NotAllowed, WrongState
from models.matches import Match
from models.operations.placements import change_mentor, complete, evaluate, interrupt, place
from models.queries.events import list_events_of
from models.queries.letters import list_letters_of_match
from models.queries.matches import list_matches_to_complete
from models.words import Kind, MatchState, Reason, Role, Side
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_match_in,
    a_placed_match,
    an_agreed_match,
    an_offer,
    as_employer,
    as_student,
)


def subjects_of(session: Session, match: Match) -> list[str]:
    return [letter.subject for letter in list_letters_of_match(session, match.id)]


class TestPlacing:
    def test_both_are_told_when_and_with_whom(self, session: Session) -> None:
        match = a_placed_match(session)
        assert (match.starts_on, match.ends_on) == SUMMER
        assert match.supervisor == "Kim Lind"
        assert subjects_of(session, match)[4:] == ["match_placed_student", "match_placed_employer"]

    def test_dates_and_a_supervisor_are_needed_and_all_that_is_missing_is_named(
        self, session: Session
    ) -> None:
        match = an_agreed_match(session)
        by = a_coordinator(session)
        with pytest.raises(Missing) as refused:
            place(session, match, by=by, at=NOW, starts_on=None, ends_on=None, supervisor=" ")
        assert refused.value.fields == ("starts_on", "ends_on", "supervisor")
        assert match.state is MatchState.AGREED

    def test_a_thesis_needs_an_academic_supervisor_and_an_examiner_too(
        self, session: Session
    ) -> None:
        match = an_agreed_match(session, offer=an_offer(session, kind=Kind.THESIS, credits=15))
        by, (start, end) = a_coordinator(session), SUMMER
        with pytest.raises(Missing) as refused:
            place(session, match, by=by, at=NOW, starts_on=start, ends_on=end, supervisor="Kim")
        assert refused.value.fields == ("academic_supervisor", "examiner")
        place(
            session,
            match,
            by=by,
            at=NOW,
            starts_on=SUMMER[0],
            ends_on=SUMMER[1],
            supervisor="Kim Lind",
            academic_supervisor="Ada Berg",
            examiner="Bo Ek",
        )
        assert (match.academic_supervisor, match.examiner) == ("Ada Berg", "Bo Ek")

    def test_nobody_ends_before_starting(self, session: Session) -> None:
        match = an_agreed_match(session)
        by = a_coordinator(session)
        with pytest.raises(IntegrityError, match="placed_has_dates"):
            place(
                session,
                match,
                by=by,
                at=NOW,
                starts_on=SUMMER[1],
                ends_on=SUMMER[0],
                supervisor="Kim Lind",
            )


class TestInterrupting:
    def test_the_place_is_free_again_and_the_others_are_told(self, session: Session) -> None:
        match = a_placed_match(session)
        by, on = as_student(match.student), date(2027, 7, 1)
        interrupt(session, match, by=by, at=NOW, on=on, reason=Reason.ILLNESS_OR_PRIVATE)
        assert match.offer.places_taken == 0
        assert (match.interrupted_on, match.reason) == (on, Reason.ILLNESS_OR_PRIVATE)
        assert subjects_of(session, match)[6:] == ["match_interrupted_employer"]

    def test_a_day_and_a_reason_are_needed(self, session: Session) -> None:
        match = a_placed_match(session)
        with pytest.raises(Missing) as refused:
            interrupt(session, match, by=a_coordinator(session), at=NOW, on=None, reason=None)
        assert refused.value.fields == ("on", "reason")
        assert match.offer.places_taken == 1

    def test_it_works_on_a_match_that_was_just_read(self, session: Session) -> None:
        match_id = a_placed_match(session).id
        session.flush()
        session.expunge_all()
        match = session.get_one(Match, match_id)
        by = Actor(Role.EMPLOYER)
        interrupt(session, match, by=by, at=NOW, on=SUMMER[0], reason=Reason.OTHER)
        assert match.offer.places_taken == 0


class TestCompleting:
    def test_both_are_asked_how_it_was_and_the_place_stays_taken(self, session: Session) -> None:
        match = a_placed_match(session)
        complete(session, match, by=as_employer(match.offer), at=NOW)
        assert match.offer.places_taken == 1
        assert subjects_of(session, match)[6:] == [
            "match_completed_student",
            "match_completed_employer",
        ]

    def test_the_system_waits_until_the_last_day_is_over_in_sweden(self, session: Session) -> None:
        match = a_placed_match(session)
        evening = datetime(2027, 8, 13, 21, 59, tzinfo=UTC)
        night = datetime(2027, 8, 13, 22, tzinfo=UTC)
        assert list(list_matches_to_complete(session, evening)) == []
        with pytest.raises(WrongState):
            complete(session, match, by=SYSTEM, at=evening)
        assert list(list_matches_to_complete(session, night)) == [match]
        complete(session, match, by=SYSTEM, at=night)
        assert match.state is MatchState.COMPLETED

    def test_a_person_may_end_it_on_an_earlier_day(self, session: Session) -> None:
        match = a_placed_match(session)
        complete(session, match, by=a_coordinator(session), at=NOW)
        assert match.state is MatchState.COMPLETED


class TestEvaluating:
    def test_each_side_tells_once(self, session: Session) -> None:
        match = a_match_in(session, MatchState.COMPLETED)
        student, employer = as_student(match.student), as_employer(match.offer)
        evaluate(session, match, Side.STUDENT, by=student, at=NOW, rating=5, would_again=True)
        evaluate(session, match, Side.EMPLOYER, by=employer, at=NOW, rating=4, would_again=True)
        with pytest.raises(AlreadyAnswered):
            evaluate(session, match, Side.STUDENT, by=student, at=NOW, rating=1, would_again=True)
        session.flush()
        assert [given.rating for given in match.evaluations] == [5, 4]

    def test_nobody_tells_for_the_other_side_or_before_the_end(self, session: Session) -> None:
        done = a_match_in(session, MatchState.COMPLETED)
        placed = a_placed_match(session)
        student = as_student(done.student)
        with pytest.raises(NotAllowed):
            evaluate(session, done, Side.EMPLOYER, by=student, at=NOW, rating=1, would_again=False)
        with pytest.raises(WrongState):
            evaluate(session, placed, Side.STUDENT, by=student, at=NOW, rating=1, would_again=False)


def test_a_coordinator_changes_the_mentor_of_a_mentorship(session: Session) -> None:
    offer = an_offer(session, kind=Kind.MENTORSHIP)
    match = a_placed_match(session, offer=offer)
    with pytest.raises(NotAllowed):
        change_mentor(session, match, by=as_student(match.student), at=NOW, on=SUMMER[0])
    change_mentor(session, match, by=a_coordinator(session), at=NOW, on=SUMMER[0])
    assert (match.state, match.reason) == (MatchState.INTERRUPTED, Reason.CHANGE_OF_MENTOR)
    assert offer.places_taken == 0
    verbs = {event.verb for event in list_events_of(session, "match", match.id)}
    assert {"interrupted", "mentor changed"} <= verbs


def test_no_other_kind_has_a_mentor_to_change(session: Session) -> None:
    match = a_placed_match(session)
    with pytest.raises(WrongState):
        change_mentor(session, match, by=a_coordinator(session), at=NOW, on=SUMMER[0])
    assert match.state is MatchState.PLACED
