"""What needs a coordinator today, and who is on the phone."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.matches import Match
from models.notices import Letter
from models.operations.matches import expire
from models.operations.offers import submit_offer
from models.operations.profiles import edit_student
from models.operations.rounds import close_round, request_publication
from models.queries.worklist import find_anyone, get_work_list
from models.words import MatchState
from tests.builders import (
    NOW,
    a_coordinator,
    a_match_in,
    a_round,
    a_student,
    an_agreed_match,
    an_employer,
    an_offer,
    an_offered_match,
    as_student,
)


def test_what_may_have_an_offer_does_not_join_all_offers_to_employers() -> None:
    for thing, its in ((Match, Match.offer), (Letter, Letter.offer)):
        assert "(offers" not in str(select(thing).options(joinedload(its)))


class TestTheWorkList:
    def test_nothing_waits_at_first(self, session: Session) -> None:
        assert get_work_list(session, NOW).count == 0

    def test_everything_that_waits_is_on_it(self, session: Session) -> None:
        by = a_coordinator(session)
        employer = an_employer(session, verified=False)
        offer = an_offer(session, published=False)
        submit_offer(session, offer, by=by, at=NOW)
        agreed = an_agreed_match(session)
        interrupted = a_match_in(session, MatchState.INTERRUPTED)
        round_ = a_round(session)
        close_round(session, round_, by=by, at=NOW)
        request_publication(session, round_, by=by, at=NOW)
        work = get_work_list(session, NOW)
        assert list(work.employers) == [employer]
        assert list(work.offers) == [offer]
        assert list(work.to_place) == [agreed]
        assert list(work.interrupted) == [interrupted]
        assert list(work.to_sign) == [round_]
        assert agreed.student in work.to_recognise

    def test_a_silent_side_is_on_it_three_days_before_the_end(self, session: Session) -> None:
        match = an_offered_match(session)
        assert match.reply_by is not None
        early = match.reply_by - timedelta(days=4)
        assert list(get_work_list(session, early).silent) == []
        assert list(get_work_list(session, early + timedelta(days=2)).silent) == [match]

    def test_the_next_candidate_is_asked_for_until_somebody_is(self, session: Session) -> None:
        match = an_offered_match(session)
        assert match.reply_by is not None
        over = match.reply_by + timedelta(seconds=1)
        expire(session, match, at=over)
        assert list(get_work_list(session, over).next_candidate) == [match]
        an_offered_match(session, offer=match.offer)
        assert list(get_work_list(session, over).next_candidate) == []

    def test_an_interrupted_student_who_is_asked_again_is_dealt_with(
        self, session: Session
    ) -> None:
        match = a_match_in(session, MatchState.INTERRUPTED)
        an_offered_match(session, student=match.student)
        assert list(get_work_list(session, NOW).interrupted) == []


class TestTheSearchBox:
    @pytest.fixture
    def match(self, session: Session) -> Match:
        employer = an_employer(
            session,
            name="Ångbåten",
            organisation_number="212000-2411",
            contact_name="Kim Lind",
            contact_phone="0611-55 66 77",
        )
        offer = an_offer(session, employer=employer, title="Räkna fiskmåsar")
        student = a_student(session, name="Märta Östlund", programme="Biologi")
        an_offer(session)
        a_student(session)
        by = as_student(student)
        edit_student(session, student, by=by, at=NOW, phone="+46 70 123 45 67")
        return an_offered_match(session, offer=offer, student=student)

    def test_a_student_is_found(self, session: Session, match: Match) -> None:
        for words in ("märta", "ÖSTLUND", "biologi", "070-123 45 67", "+46701234567"):
            assert list(find_anyone(session, words).students) == [match.student], words

    def test_a_student_is_found_by_number_and_address(self, session: Session, match: Match) -> None:
        for words in (match.student.number, match.student.email):
            assert match.student in find_anyone(session, words).students

    def test_an_employer_is_found(self, session: Session, match: Match) -> None:
        for words in ("ångbåten", "2120002411", "212000-2411", "0611-556677", "lind"):
            assert match.offer.employer in find_anyone(session, words).employers, words

    def test_an_offer_is_found(self, session: Session, match: Match) -> None:
        assert list(find_anyone(session, "fiskmåsar").offers) == [match.offer]

    def test_a_name_with_a_digit_in_it_finds_no_strangers(
        self, session: Session, match: Match
    ) -> None:
        assert match.offer.title
        assert find_anyone(session, "Kajen 2").count == 0

    def test_nothing_finds_nobody(self, session: Session, match: Match) -> None:
        assert match.id
        for words in ("", "   ", "%", "_", "finns inte"):
            assert find_anyone(session, words).count == 0, words
