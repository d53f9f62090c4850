"""A yes or no from each side, and what the second yes brings about."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import AlreadyAnswered, Missing, NoPlaceLeft, NotAllowed, WrongState
from models.matches import Answer, Match
from models.notices import Letter
from models.operations.answers import answer, ask_to_meet
from models.operations.matches import fill, offer_match
from models.operations.moving import move_match
from models.queries.events import list_events_of
from models.queries.letters import list_letters_of_match
from models.words import Kind, MatchState, Reason, Role, Side
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_match_in,
    a_student,
    an_agreed_match,
    an_offer,
    an_offered_match,
    as_employer,
    as_student,
    say,
)

SECOND = timedelta(seconds=1)
AUTUMN = (date(2027, 9, 1), date(2027, 10, 1))


def subjects_of(session: Session, match: Match) -> list[str]:
    return [letter.subject for letter in list_letters_of_match(session, match.id)]


def count(session: Session, table: type[Answer] | type[Letter]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


class TestAnswering:
    @pytest.mark.parametrize("first", list(Side))
    def test_the_second_yes_agrees_whichever_side_says_it(
        self, session: Session, first: Side
    ) -> None:
        match = an_offered_match(session)
        second = Side.EMPLOYER if first is Side.STUDENT else Side.STUDENT
        say(session, match, first)
        assert (match.state, match.offer.places_taken) == (MatchState.OFFERED, 0)
        say(session, match, second)
        assert (match.state, match.offer.places_taken) == (MatchState.AGREED, 1)
        assert match.agreed_at == NOW
        assert subjects_of(session, match)[2:] == ["match_agreed_student", "match_agreed_employer"]

    def test_it_is_the_system_that_agrees_and_persons_who_answer(self, session: Session) -> None:
        match = an_agreed_match(session)
        told = [(event.verb, event.role) for event in list_events_of(session, "match", match.id)]
        assert told[2:] == [
            ("answered", Role.STUDENT),
            ("answered", Role.EMPLOYER),
            ("agreed", Role.SYSTEM),
        ]

    def test_nobody_agrees_on_their_own(self, session: Session) -> None:
        match = an_offered_match(session)
        for role in set(Role) - {Role.SYSTEM}:
            with pytest.raises(NotAllowed):
                move_match(session, match, "agree", by=Actor(role), at=NOW)

    def test_a_no_declines_and_tells_the_other_side(self, session: Session) -> None:
        match = an_offered_match(session)
        say(session, match, Side.STUDENT)
        say(session, match, Side.EMPLOYER, says_yes=False, reason=Reason.SKILLS)
        assert (match.state, match.reason) == (MatchState.DECLINED, Reason.SKILLS)
        assert subjects_of(session, match)[2:] == ["match_declined_student"]

    def test_a_no_needs_a_reason(self, session: Session) -> None:
        match = an_offered_match(session)
        with pytest.raises(Missing):
            answer(session, match, Side.STUDENT, False, by=as_student(match.student), at=NOW)
        assert match.answers == []

    def test_nobody_answers_for_the_other_side(self, session: Session) -> None:
        match = an_offered_match(session)
        for side, by in {
            Side.EMPLOYER: as_student(match.student),
            Side.STUDENT: as_employer(match.offer),
        }.items():
            with pytest.raises(NotAllowed):
                answer(session, match, side, True, by=by, at=NOW)
        for by in (a_coordinator(session), SYSTEM, Actor(Role.ADMIN), Actor(Role.STEERING)):
            with pytest.raises(NotAllowed):
                answer(session, match, Side.STUDENT, True, by=by, at=NOW)
        assert match.answers == []

    def test_a_coordinator_writes_down_what_was_said_on_the_phone_under_both_names(
        self, session: Session
    ) -> None:
        match = an_offered_match(session)
        by = a_coordinator(session, for_role=Role.EMPLOYER)
        answer(session, match, Side.EMPLOYER, True, by=by, at=NOW)
        given = match.answer_of(Side.EMPLOYER)
        assert given is not None
        assert given.by_id == by.account_id
        event = list_events_of(session, "match", match.id)[-1]
        assert (event.role, event.for_role) == (Role.COORDINATOR, Role.EMPLOYER)


class TestAnsweringTwice:
    @pytest.mark.parametrize("says_yes", [True, False])
    def test_the_same_answer_twice_is_once(self, session: Session, says_yes: bool) -> None:
        match = an_offered_match(session)
        say(session, match, Side.STUDENT, says_yes)
        before = (count(session, Answer), count(session, Letter), match.version)
        say(session, match, Side.STUDENT, says_yes)
        assert (count(session, Answer), count(session, Letter), match.version) == before

    def test_the_second_yes_twice_takes_one_place(self, session: Session) -> None:
        match = an_agreed_match(session, offer=an_offer(session, places=2))
        say(session, match, Side.EMPLOYER)
        assert match.offer.places_taken == 1

    @pytest.mark.parametrize("says_yes", [True, False])
    def test_a_side_cannot_say_otherwise_later(self, session: Session, says_yes: bool) -> None:
        match = an_offered_match(session)
        say(session, match, Side.STUDENT, says_yes)
        with pytest.raises(AlreadyAnswered) as refused:
            say(session, match, Side.STUDENT, not says_yes)
        assert refused.value.answer is says_yes

    def test_no_side_can_say_yes_after_the_others_no(self, session: Session) -> None:
        match = an_offered_match(session)
        say(session, match, Side.EMPLOYER, says_yes=False)
        with pytest.raises(WrongState):
            say(session, match, Side.STUDENT)
        assert match.state is MatchState.DECLINED


class TestAnsweringTooLate:
    def test_the_last_second_of_the_reply_time_is_in_time(self, session: Session) -> None:
        match = an_offered_match(session)
        assert match.reply_by is not None
        say(session, match, Side.STUDENT, at=match.reply_by)
        assert len(match.answers) == 1

    def test_after_the_reply_time_nothing_is_taken_though_no_job_has_run(
        self, session: Session
    ) -> None:
        match = an_offered_match(session)
        assert match.reply_by is not None
        for says_yes in (True, False):
            with pytest.raises(WrongState) as refused:
                say(session, match, Side.STUDENT, says_yes, at=match.reply_by + SECOND)
            assert refused.value.state == MatchState.EXPIRED
        assert match.answers == []

    @pytest.mark.parametrize(
        "state", [MatchState.EXPIRED, MatchState.FILLED, MatchState.WITHDRAWN, MatchState.CONFIRMED]
    )
    def test_a_match_that_is_not_offered_takes_no_answer(
        self, session: Session, state: MatchState
    ) -> None:
        match = a_match_in(session, state)
        for side in Side:
            with pytest.raises(WrongState):
                say(session, match, side)


class TestTheLastPlace:
    def test_when_it_is_taken_the_asked_are_told_and_the_confirmed_ended(
        self, session: Session
    ) -> None:
        offer = an_offer(session)
        lucky, asked = (an_offered_match(session, offer=offer) for _ in range(2))
        waiting = a_confirmed_match(session, offer=offer)
        for side in Side:
            say(session, lucky, side)
        assert asked.state is MatchState.FILLED
        assert subjects_of(session, asked)[2:] == ["match_filled_student"]
        assert (waiting.state, waiting.reason) == (MatchState.WITHDRAWN, Reason.CHOSE_OTHER)
        assert subjects_of(session, waiting) == []

    def test_while_one_is_left_the_others_wait_on(self, session: Session) -> None:
        offer = an_offer(session, places=2)
        lucky, asked = (an_offered_match(session, offer=offer) for _ in range(2))
        for side in Side:
            say(session, lucky, side)
        assert asked.state is MatchState.OFFERED
        assert offer.places_left == 1

    def test_a_yes_to_a_place_that_is_gone_is_refused_whole(self, session: Session) -> None:
        match = an_offered_match(session)
        say(session, match, Side.STUDENT)
        match.offer.places_taken = 1
        with pytest.raises(NoPlaceLeft):
            say(session, match, Side.EMPLOYER)
        assert match.answer_of(Side.EMPLOYER) is None
        assert match.state is MatchState.OFFERED

    def test_a_place_that_is_gone_cannot_be_offered(self, session: Session) -> None:
        match = a_confirmed_match(session)
        match.offer.places_taken = 1
        with pytest.raises(NoPlaceLeft):
            offer_match(session, match, by=SYSTEM, at=NOW)

    def test_what_is_filled_stays_filled(self, session: Session) -> None:
        match = an_offered_match(session)
        fill(session, match, at=NOW)
        with pytest.raises(WrongState):
            say(session, match, Side.STUDENT)


class TestWhatCompetes:
    def test_a_student_who_agreed_is_not_waited_for_elsewhere(self, session: Session) -> None:
        student = a_student(session)
        other = an_offered_match(session, student=student)
        unknown = a_confirmed_match(session, student=student)
        an_agreed_match(session, student=student)
        for match in (other, unknown):
            assert (match.state, match.reason) == (MatchState.WITHDRAWN, Reason.FOUND_OTHER)
        assert subjects_of(session, unknown) == []
        assert "match_withdrawn_employer" in subjects_of(session, other)

    def test_another_kind_or_another_time_does_not_compete(self, session: Session) -> None:
        student = a_student(session)
        mentorship = an_offered_match(
            session, student=student, offer=an_offer(session, kind=Kind.MENTORSHIP)
        )
        autumn = an_offered_match(
            session,
            student=student,
            offer=an_offer(session, starts_on=AUTUMN[0], ends_on=AUTUMN[1]),
        )
        an_agreed_match(session, student=student)
        assert {mentorship.state, autumn.state} == {MatchState.OFFERED}

    def test_one_day_in_common_competes(self, session: Session) -> None:
        student = a_student(session)
        touching = an_offer(session, starts_on=date(2027, 8, 13), ends_on=date(2027, 9, 1))
        other = an_offered_match(session, student=student, offer=touching)
        an_agreed_match(session, student=student)
        assert other.state is MatchState.WITHDRAWN

    def test_an_earlier_agreement_gives_its_place_back(self, session: Session) -> None:
        student = a_student(session)
        first = an_agreed_match(session, student=student)
        second = an_agreed_match(session, student=student)
        assert first.state is MatchState.WITHDRAWN
        assert (first.offer.places_taken, second.offer.places_taken) == (0, 1)


class TestMeetingFirst:
    def test_contacts_are_shared_and_the_reply_time_prolonged(self, session: Session) -> None:
        match = an_offered_match(session)
        ask_to_meet(session, match, by=as_employer(match.offer), at=NOW)
        assert match.meeting_asked_at == NOW
        assert match.reply_by == datetime(2027, 3, 31, 22, tzinfo=UTC)  # summer time meanwhile
        assert subjects_of(session, match)[2:] == [
            "match_meeting_student",
            "match_meeting_employer",
        ]

    def test_it_is_prolonged_once(self, session: Session) -> None:
        match = an_offered_match(session)
        ask_to_meet(session, match, by=as_employer(match.offer), at=NOW)
        before = match.reply_by
        with pytest.raises(WrongState):
            ask_to_meet(session, match, by=as_employer(match.offer), at=NOW)
        assert match.reply_by == before

    def test_only_the_employer_asks_or_a_coordinator_for_it(self, session: Session) -> None:
        match = an_offered_match(session)
        for by in (as_student(match.student), a_coordinator(session), SYSTEM):
            with pytest.raises(NotAllowed):
                ask_to_meet(session, match, by=by, at=NOW)
        ask_to_meet(session, match, by=a_coordinator(session, for_role=Role.EMPLOYER), at=NOW)
        assert match.meeting_asked_at == NOW

    def test_nobody_asks_after_having_answered(self, session: Session) -> None:
        match = an_offered_match(session)
        say(session, match, Side.EMPLOYER)
        with pytest.raises(WrongState):
            ask_to_meet(session, match, by=as_employer(match.offer), at=NOW)

    def test_nobody_asks_after_the_reply_time_though_no_job_has_run(self, session: Session) -> None:
        match = an_offered_match(session)
        assert match.reply_by is not None
        with pytest.raises(WrongState):
            ask_to_meet(session, match, by=as_employer(match.offer), at=match.reply_by + SECOND)
        assert match.meeting_asked_at is None
