"""Students who phone: a coordinator writes their profile, and both names are in the history."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.operations.accounts import confirm_address
from models.people import Account, Student
from models.queries.events import list_events_of
from models.queries.students import find_student_by_email
from models.words import Language, ProfileState, Role
from tests.builders import (
    NOW,
    a_student,
    an_account,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send

NEW = "/coordinator/students/new"
WORDS = {
    "name": "Vega Ås",
    "email": "vega@example.org",
    "phone": "070-123 45 67",
    "is_adult": "y",
    "language": "en",
}


def register(client: FlaskClient, **words: str) -> TestResponse:
    """Fill in the form for somebody on the phone, and send it."""
    return send(client, form_of(client.get(NEW), NEW), **{**WORDS, **words})


def press(client: FlaskClient, student: Student, button: str, **words: Any) -> TestResponse:
    """Press a button of the student's page."""
    page = client.get(f"/coordinator/students/{student.id}")
    return send(client, form_of(page, f"/students/{student.id}/{button}"), **words)


def test_a_student_is_taken_in_by_phone_and_both_names_are_in_the_history(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    answer = register(client)
    student = find_student_by_email(session, WORDS["email"])
    assert student is not None
    assert answer.status_code == 303
    assert answer.location == f"/coordinator/students/{student.id}/profile/studies"
    assert (student.name, student.is_adult, student.account_id) == ("Vega Ås", True, None)
    assert student.language is Language.ENGLISH
    for event in list_events_of(session, "student", student.id):
        assert (event.account_id, event.role) == (coordinator.id, Role.COORDINATOR)
        assert event.for_role is Role.STUDENT
    assert (
        f"{coordinator.name}, för studentens räkning"
        in client.get(f"/coordinator/students/{student.id}").text
    )


@pytest.mark.usefixtures("coordinator")
def test_the_profile_is_filled_in_for_them_and_handed_in(
    client: FlaskClient, session: Session
) -> None:
    address = register(client).location or ""
    typed: dict[str, dict[str, Any]] = {
        "studies": {"programme": "Systemvetenskap", "level": "bachelor"},
        "seeking": {"thesis_wanted": "y"},
        "skills": {},
        "languages": {"sv": "C1"},
        "reach": {"place": "2281"},
        "text": {"text": "Gillar båtar."},
    }
    for step, words in typed.items():
        assert address.endswith(f"/profile/{step}")
        form = form_of(client.get(address), f"/profile/{step}")
        answer = send(client, form, **words)
        assert answer.status_code == 303, step
        address = answer.location or ""
    student = find_student_by_email(session, WORDS["email"])
    assert student is not None
    assert address == f"/coordinator/students/{student.id}"
    press(client, student, "submit")
    look_anew(session)
    assert (student.state, student.text) == (ProfileState.SUBMITTED, "Gillar båtar.")


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "å" * 121),
        ("email", ""),
        ("email", "no address"),
        ("email", "å" * 300 + "@example.org"),
        ("phone", "call me"),
        ("language", "tlh"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(
    client: FlaskClient, session: Session, field: str, value: str
) -> None:
    answer = register(client, **{field: value})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    kept = next(WORDS[name] for name in ("phone", "name") if name != field)
    assert kept in answer.text
    assert find_student_by_email(session, WORDS["email"]) is None


@pytest.mark.usefixtures("coordinator")
def test_a_second_profile_with_an_address_is_refused(client: FlaskClient, session: Session) -> None:
    a_student(session, email=WORDS["email"])
    session.commit()
    answer = register(client, email="VEGA@example.org ")
    assert answer.status_code == 422
    assert "Sök efter den" in answer.text


@pytest.mark.usefixtures("coordinator")
def test_the_same_form_twice_makes_one_profile(client: FlaskClient) -> None:
    form = form_of(client.get(NEW), NEW)
    answers = [send(client, form, **WORDS) for _again in range(2)]
    assert answers[0].location == answers[1].location


@pytest.mark.usefixtures("coordinator")
def test_somebody_who_registers_later_gets_the_profile(
    client: FlaskClient, session: Session
) -> None:
    register(client)
    account = an_account(session, Role.STUDENT, email=WORDS["email"])
    confirm_address(session, account, at=NOW)
    session.commit()
    student = find_student_by_email(session, WORDS["email"])
    assert student is not None
    assert student.account_id == account.id


@pytest.mark.usefixtures("coordinator")
def test_somebody_who_registered_before_has_the_profile_at_once(
    client: FlaskClient, session: Session
) -> None:
    account = an_account(session, Role.STUDENT, email=WORDS["email"], confirmed_at=NOW)
    session.commit()
    register(client)
    student = find_student_by_email(session, WORDS["email"])
    assert student is not None
    assert student.account_id == account.id
