"""A teacher's request reaches the work list when it is confirmed, and is answered by letter."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import LinkInvalid, Missing
from models.notices import Letter
from models.operations.school_requests import (
    answer_request,
    ask_us,
    confirm_request,
    withdraw_request,
)
from models.queries.school_requests import list_school_requests, list_school_requests_to_answer
from models.words import SchoolRequestState
from tests.builders import NOW, a_coordinator
from tests.builders.schools import REQUEST, VISITOR, a_school_request


def test_it_is_in_the_work_list_only_when_its_link_was_confirmed(session: Session) -> None:
    request = a_school_request(session, confirmed=False)
    assert list(list_school_requests_to_answer(session)) == []
    for _time in range(2):
        confirm_request(session, request, by=VISITOR, at=NOW)
    assert list(list_school_requests_to_answer(session)) == [request]


def test_a_link_confirms_for_two_days(session: Session) -> None:
    request = a_school_request(session, confirmed=False)
    with pytest.raises(LinkInvalid):
        confirm_request(session, request, by=VISITOR, at=NOW + timedelta(hours=49))


def test_the_answer_goes_as_a_letter(session: Session) -> None:
    request, by = a_school_request(session), a_coordinator(session)
    with pytest.raises(Missing):
        answer_request(session, request, answer="  ", by=by, at=NOW)
    answer_request(session, request, answer="Kim kommer.", by=by, at=NOW)
    assert (request.state, request.answered_at) == (SchoolRequestState.ANSWERED, NOW)
    subjects = list(session.scalars(select(Letter.subject).order_by(Letter.id)))
    assert subjects == ["request_confirm", "request_answered"]
    assert list(list_school_requests_to_answer(session)) == []


def test_a_coordinator_writes_down_what_is_asked_on_the_phone(session: Session) -> None:
    request = ask_us(session, REQUEST, by=a_coordinator(session), at=NOW)
    assert request.state is SchoolRequestState.OPEN
    assert session.scalars(select(Letter)).all() == []


def test_taken_back_twice_is_taken_back_once(session: Session) -> None:
    request = a_school_request(session)
    for _time in range(2):
        withdraw_request(session, request, by=VISITOR, at=NOW)
    assert request.state is SchoolRequestState.WITHDRAWN
    assert list(list_school_requests(session)) == [request]
