"""Both are asked once how a placement goes, each tells once, and what is bad is looked after."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from models.actors import Actor
from models.audit import Event
from models.errors import AlreadyAnswered, ConflictOfInterest, NotAllowed, WrongState
from models.matches import Match
from models.operations.check_ins import ask_how_it_goes, look_after, tell_how_it_goes
from models.operations.placements import complete
from models.personal import PARTS
from models.persons import Person
from models.policy import Policy
from models.queries.check_ins import (
    find_check_in,
    list_check_ins_of_match,
    list_check_ins_that_sound_bad,
    list_check_ins_to_give,
    list_matches_to_ask_how_it_goes,
    list_matches_to_check_in,
)
from models.queries.events import list_events_of
from models.queries.letters import list_letters_of_match
from models.queries.personal import list_rows
from models.words import Going, Role, Side
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_placed_match,
    an_agreed_match,
    as_employer,
    as_student,
)

# The placement begins on 7 June; its third week on the 21st, in Sweden.
THIRD_WEEK = datetime(2027, 6, 20, 22, tzinfo=UTC)
BEFORE = THIRD_WEEK - timedelta(minutes=1)


def tell(session: Session, match: Match, side: Side, going: Going, words: str = "") -> None:
    by = as_student(match.student) if side is Side.STUDENT else as_employer(match.offer)
    tell_how_it_goes(session, match, side, going, by=by, at=THIRD_WEEK, words=words)


def asked_by_letter(session: Session, match: Match) -> list[str]:
    letters = list_letters_of_match(session, match.id)
    return [each.subject for each in letters if each.subject.startswith("match_check_in")]


class TestAsking:
    def test_both_are_asked_when_the_third_week_begins_and_once(self, session: Session) -> None:
        match = a_placed_match(session)
        assert list(list_matches_to_ask_how_it_goes(session, BEFORE)) == []
        with pytest.raises(WrongState):
            ask_how_it_goes(session, match, at=BEFORE)
        assert list(list_matches_to_ask_how_it_goes(session, THIRD_WEEK)) == [match]
        ask_how_it_goes(session, match, at=THIRD_WEEK)
        both = ["match_check_in_student", "match_check_in_employer"]
        assert asked_by_letter(session, match) == both
        assert list(list_matches_to_ask_how_it_goes(session, THIRD_WEEK)) == []
        with pytest.raises(WrongState):
            ask_how_it_goes(session, match, at=THIRD_WEEK)
        assert asked_by_letter(session, match) == both

    def test_nobody_is_asked_before_a_placement_or_on_its_last_day(self, session: Session) -> None:
        agreed, placed = an_agreed_match(session), a_placed_match(session)
        last_day = datetime(SUMMER[1].year, SUMMER[1].month, SUMMER[1].day, 8, tzinfo=UTC)
        assert list(list_matches_to_ask_how_it_goes(session, last_day)) == []
        for match in (agreed, placed):
            with pytest.raises(WrongState):
                ask_how_it_goes(session, match, at=last_day)

    def test_when_is_the_working_groups_to_set(self, session: Session) -> None:
        match, later = a_placed_match(session), Policy(check_in_days=30)
        assert list(list_matches_to_ask_how_it_goes(session, THIRD_WEEK, later)) == []
        at = THIRD_WEEK + timedelta(days=16)
        assert list(list_matches_to_ask_how_it_goes(session, at, later)) == [match]

    def test_who_has_told_already_is_not_asked(self, session: Session) -> None:
        match = a_placed_match(session)
        tell(session, match, Side.STUDENT, Going.WELL)
        ask_how_it_goes(session, match, at=THIRD_WEEK)
        assert asked_by_letter(session, match) == ["match_check_in_employer"]

    def test_it_stands_on_both_pages_until_it_is_told(self, session: Session) -> None:
        match = a_placed_match(session)
        employer_id, student_id = match.offer.employer_id, match.student_id
        assert list(list_matches_to_check_in(session, employer_id)) == []
        ask_how_it_goes(session, match, at=THIRD_WEEK)
        assert list(list_matches_to_check_in(session, employer_id)) == [match]
        assert list(list_check_ins_to_give(session, student_id)) == [match]
        for side in Side:
            tell(session, match, side, Going.WELL)
        assert list(list_matches_to_check_in(session, employer_id)) == []
        assert list(list_check_ins_to_give(session, student_id)) == []


class TestTelling:
    def test_each_side_tells_once_and_twice_the_same_is_once(self, session: Session) -> None:
        match = a_placed_match(session)
        for _time in range(2):
            tell(session, match, Side.STUDENT, Going.BADLY, " Ensamt. ")
        told = find_check_in(session, match.id, Side.STUDENT)
        assert told is not None
        assert (told.going, told.words) == (Going.BADLY, "Ensamt.")
        with pytest.raises(AlreadyAnswered):
            tell(session, match, Side.STUDENT, Going.WELL)
        assert len(list_check_ins_of_match(session, match.id)) == 1

    def test_nobody_tells_for_the_other_side_but_a_coordinator_who_writes_it_down(
        self, session: Session
    ) -> None:
        match = a_placed_match(session)
        with pytest.raises(NotAllowed):
            tell_how_it_goes(
                session, match, Side.STUDENT, Going.WELL, by=as_employer(match.offer), at=NOW
            )
        by = a_coordinator(session, for_role=Role.EMPLOYER)
        with pytest.raises(NotAllowed):
            tell_how_it_goes(session, match, Side.STUDENT, Going.WELL, by=by, at=NOW)
        tell_how_it_goes(session, match, Side.EMPLOYER, Going.SO_SO, by=by, at=NOW)
        told = find_check_in(session, match.id, Side.EMPLOYER)
        assert told is not None
        assert told.by_id == by.account_id

    def test_it_is_told_while_the_placement_is_under_way(self, session: Session) -> None:
        agreed, done = an_agreed_match(session), a_placed_match(session)
        complete(session, done, by=a_coordinator(session), at=NOW)
        for match in (agreed, done):
            with pytest.raises(WrongState):
                tell(session, match, Side.STUDENT, Going.WELL)

    def test_the_history_tells_that_and_never_what(self, session: Session) -> None:
        match = a_placed_match(session)
        tell(session, match, Side.STUDENT, Going.BADLY, "Ensamt.")
        told: Event = list_events_of(session, "match", match.id)[-1]
        assert told.verb == "checked in"
        assert "badly" not in str(told.details)
        assert "Ensamt" not in str(told.details)


class TestLookingAfter:
    def test_what_is_bad_waits_the_worst_first_until_somebody_looks_after_it(
        self, session: Session
    ) -> None:
        well, so_so, bad = (a_placed_match(session) for _each in range(3))
        tell(session, well, Side.STUDENT, Going.WELL)
        tell(session, so_so, Side.EMPLOYER, Going.SO_SO)
        tell(session, bad, Side.STUDENT, Going.BADLY)
        waiting = list_check_ins_that_sound_bad(session)
        assert [each.match_id for each in waiting] == [bad.id, so_so.id]
        by = a_coordinator(session)
        for _time in range(2):
            look_after(session, waiting[0], by=by, at=THIRD_WEEK)
        assert waiting[0].looked_after_by_id == by.account_id
        assert [each.match_id for each in list_check_ins_that_sound_bad(session)] == [so_so.id]

    def test_it_ends_with_the_placement(self, session: Session) -> None:
        match = a_placed_match(session)
        tell(session, match, Side.STUDENT, Going.BADLY)
        complete(session, match, by=a_coordinator(session), at=NOW)
        assert list(list_check_ins_that_sound_bad(session)) == []

    def test_only_a_coordinator_who_does_not_work_there_looks_after_it(
        self, session: Session
    ) -> None:
        match = a_placed_match(session)
        tell(session, match, Side.STUDENT, Going.BADLY)
        [told] = list_check_ins_of_match(session, match.id)
        with pytest.raises(NotAllowed):
            look_after(session, told, by=Actor(Role.EMPLOYER), at=NOW)
        colleague = a_coordinator(session, works_for=match.offer.employer)
        with pytest.raises(ConflictOfInterest):
            look_after(session, told, by=colleague, at=NOW)
        assert told.looked_after_at is None


def test_what_a_student_tells_is_in_no_file_of_the_employer(session: Session) -> None:
    match = a_placed_match(session)
    tell(session, match, Side.STUDENT, Going.BADLY, "Ensamt i båthuset.")
    tell(session, match, Side.EMPLOYER, Going.SO_SO, "Kommer sent.")
    contact_id = match.offer.contact_id
    assert contact_id is not None
    employer = Person(contact_ids=(contact_id,))
    student = Person(match.student.account_id, match.student_id)
    of_employer, of_student = (
        str([list_rows(session, part, person) for part in PARTS]) for person in (employer, student)
    )
    assert "Ensamt" not in of_employer
    assert "badly" not in of_employer
    assert "Kommer sent" in of_employer
    assert "Ensamt" in of_student
    assert "Kommer sent" not in of_student
