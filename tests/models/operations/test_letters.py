"""Letters leave once; those that cannot leave are given to people."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.notices import Letter
from models.operations.letters import MAX_ATTEMPTS, begin_sending, mark_failed, mark_sent, queue
from models.operations.students import protect
from models.people import Student
from models.queries.letters import (
    LOST_AFTER,
    count_letters,
    list_letters_held,
    list_letters_to_send,
)
from models.words import LetterState, Role
from tests.builders import NOW, a_coordinator, a_student, an_account, an_employer

SECOND = timedelta(seconds=1)


@pytest.fixture
def student(session: Session) -> Student:
    return a_student(session)


@pytest.fixture
def letter(session: Session, student: Student) -> Letter:
    letter = queue(session, "match_offered_student", student, at=NOW)
    assert letter is not None
    return letter


class TestQueueing:
    def test_each_has_one_receiver(self, session: Session, student: Student) -> None:
        contact = an_employer(session, verified=False).contacts[0]
        account = an_account(session, Role.COORDINATOR)
        for receiver in (student, contact, account):
            letter = queue(session, "news", receiver, at=NOW)
            assert letter is not None
            ids = (letter.student_id, letter.contact_id, letter.account_id)
            assert [each for each in ids if each is not None] == [receiver.id]

    def test_the_same_news_is_told_once(self, session: Session, student: Student) -> None:
        assert queue(session, "reminder", student, at=NOW, once="reminder:1:student") is not None
        assert queue(session, "reminder", student, at=NOW, once="reminder:1:student") is None
        assert queue(session, "reminder", student, at=NOW, once="reminder:2:student") is not None
        assert session.scalar(select(func.count(Letter.id))) == 2

    def test_who_has_no_address_or_a_protected_identity_is_told_by_a_person(
        self, session: Session, student: Student
    ) -> None:
        contact = an_employer(
            session, verified=False, contact_email="", contact_phone="070 1"
        ).contacts[0]
        protect(session, student, True, by=a_coordinator(session), at=NOW)
        held = [queue(session, "news", receiver, at=NOW) for receiver in (student, contact)]
        assert list(list_letters_held(session)) == held
        assert list(list_letters_to_send(session, NOW + timedelta(days=9))) == []
        assert count_letters(session, LetterState.HELD) == 2


class TestSending:
    def test_one_that_was_sent_is_not_sent_again(self, session: Session, letter: Letter) -> None:
        assert list(list_letters_to_send(session, NOW)) == [letter]
        begin_sending(session, letter, at=NOW)
        assert list(list_letters_to_send(session, NOW)) == []
        mark_sent(session, letter, at=NOW)
        assert (letter.state, letter.sent_at) == (LetterState.SENT, NOW)
        assert list(list_letters_to_send(session, NOW + timedelta(days=9))) == []

    def test_one_of_a_killed_job_is_taken_up_later(self, session: Session, letter: Letter) -> None:
        begin_sending(session, letter, at=NOW)
        assert list(list_letters_to_send(session, NOW + LOST_AFTER - SECOND)) == []
        assert list(list_letters_to_send(session, NOW + LOST_AFTER)) == [letter]

    def test_one_that_failed_waits_longer_each_time_and_is_then_given_to_people(
        self, session: Session, letter: Letter
    ) -> None:
        at, waits = NOW, []
        for _ in range(MAX_ATTEMPTS):
            begin_sending(session, letter, at=at)
            mark_failed(session, letter, "ConnectionRefusedError", at=at)
            waits.append(letter.send_after - at)
            at = letter.send_after
        assert waits == sorted(set(waits))
        assert (letter.state, letter.failure) == (LetterState.FAILED, "ConnectionRefusedError")
        assert list(list_letters_held(session)) == [letter]
        assert list(list_letters_to_send(session, at)) == []

    def test_one_that_waits_is_not_sent_before_its_time(
        self, session: Session, letter: Letter
    ) -> None:
        begin_sending(session, letter, at=NOW)
        mark_failed(session, letter, "Timeout", at=NOW)
        assert list(list_letters_to_send(session, letter.send_after - SECOND)) == []
        assert list(list_letters_to_send(session, letter.send_after)) == [letter]

    def test_a_person_notes_that_it_was_told(self, session: Session, student: Student) -> None:
        student.is_protected = True
        letter = queue(session, "news", student, at=NOW)
        assert letter is not None
        mark_sent(session, letter, at=NOW)
        assert list(list_letters_held(session)) == []
