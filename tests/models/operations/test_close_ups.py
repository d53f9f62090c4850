"""Close-ups: asked for once, finished once, tried again when they went wrong."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed, NotFound
from models.operations.close_ups import ask_close_up, fail_close_up, finish_close_up
from models.queries.close_ups import find_close_up, get_close_up, list_close_ups_waiting
from models.words import Role
from tests.builders import (
    NOW,
    a_close_up,
    a_coordinator,
    a_run,
    a_student,
    a_suggestion,
    an_offer,
)

FOUND = {"missing": [], "changes": []}


def test_a_close_up_waits_until_it_is_finished(session: Session) -> None:
    close_up = a_close_up(session)
    assert list_close_ups_waiting(session) == [close_up]
    finish_close_up(session, close_up, FOUND, at=NOW)
    assert list_close_ups_waiting(session) == []
    assert get_close_up(session, close_up.id).findings == FOUND


def test_asked_for_twice_it_is_one(session: Session) -> None:
    found = a_suggestion(session)
    first = a_close_up(session, found)
    finish_close_up(session, first, FOUND, at=NOW)
    second = a_close_up(session, found)
    assert second.id == first.id
    assert (second.findings, list_close_ups_waiting(session)) == (FOUND, [])


def test_what_was_found_first_stays(session: Session) -> None:
    close_up = a_close_up(session)
    finish_close_up(session, close_up, FOUND, at=NOW)
    later = NOW + timedelta(minutes=1)
    finish_close_up(session, close_up, {"missing": ["inputs"]}, at=later)
    fail_close_up(session, close_up, "MemoryError", at=later)
    assert (close_up.findings, close_up.finished_at, close_up.failure) == (FOUND, NOW, "")


def test_what_went_wrong_is_tried_again_when_somebody_asks(session: Session) -> None:
    found = a_suggestion(session)
    close_up = a_close_up(session, found)
    fail_close_up(session, close_up, "MemoryError", at=NOW)
    assert list_close_ups_waiting(session) == []
    again = a_close_up(session, found)
    assert (again.id, again.failure, again.finished_at) == (close_up.id, "", None)


def test_a_pair_that_was_not_suggested_can_be_looked_at_too(session: Session) -> None:
    run, student, offer = a_suggestion(session).run, a_student(session), an_offer(session)
    close_up = ask_close_up(session, run, student, offer, by=a_coordinator(session), at=NOW)
    assert find_close_up(session, run.id, student.id, offer.id) is close_up


@pytest.mark.parametrize("role", [Role.STUDENT, Role.EMPLOYER, Role.STEERING, Role.SYSTEM])
def test_only_the_working_group_looks_closer(session: Session, role: Role) -> None:
    run, student, offer = a_suggestion(session).run, a_student(session), an_offer(session)
    with pytest.raises(NotAllowed):
        ask_close_up(session, run, student, offer, by=Actor(role), at=NOW)


def test_a_run_that_is_not_done_shows_nothing(session: Session) -> None:
    run, student, offer = a_run(session), a_student(session), an_offer(session)
    with pytest.raises(NotFound):
        ask_close_up(session, run, student, offer, by=a_coordinator(session), at=NOW)
