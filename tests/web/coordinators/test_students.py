"""Students: shown by number, protected, recognised, handed in, taken out."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.operations.interests import say_interest
from models.operations.students import leave, protect
from models.people import Account, Student
from models.queries.events import list_events_of
from models.words import Choice, MatchState, ProfileState, Role
from tests.builders import (
    NOW,
    a_coordinator,
    a_student,
    an_offer,
    an_offered_match,
    as_student,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.counting import queries_counted


def press(client: FlaskClient, student: Student, button: str, **words: Any) -> TestResponse:
    """Press a button of the student's page."""
    page = client.get(f"/coordinator/students/{student.id}")
    return send(client, form_of(page, f"/students/{student.id}/{button}"), **words)


@pytest.mark.usefixtures("coordinator")
def test_students_are_listed_by_number_and_named_when_asked(
    client: FlaskClient, session: Session
) -> None:
    student = a_student(session, name="Vega Ås")
    session.commit()
    listed = client.get("/coordinator/students").text
    assert student.number in listed
    assert "Vega Ås" not in listed
    assert "Vega Ås" in client.get("/coordinator/students?names=1").text
    assert "Vega Ås" in client.get("/coordinator/students?names=1&words=VEGA").text


@pytest.mark.usefixtures("coordinator")
def test_long_lists_ask_no_more_than_short_ones(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    counts = []
    for number in (2, 12):
        for _student in range(number):
            an_offered_match(session)
        session.commit()
        asked_of_all = []
        for page in ("students", "employers", "offers"):
            with queries_counted(app) as asked:
                client.get(f"/coordinator/{page}")
            asked_of_all.append(asked.count)
        counts.append(asked_of_all)
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("coordinator")
def test_a_students_page_asks_no_more_when_more_has_happened(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    student, counts = a_student(session), []
    for _time in range(2):
        match = an_offered_match(session, student=student)
        by = as_student(student)
        say_interest(session, student, match.offer, Choice.INTERESTED, by=by, at=NOW)
        session.commit()
        with queries_counted(app) as asked:
            client.get(f"/coordinator/students/{student.id}")
        counts.append(asked.count)
    assert counts[0] == counts[1]


def test_a_protected_identity_is_in_no_list_and_looked_up_by_hand(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    student = a_student(session, name="Hemlig Person", phone="0709999999")
    session.commit()
    assert press(client, student, "protect", protected="yes").status_code == 303
    for page in ("/students?names=1", "/students?words=hemlig&names=1", ""):
        assert "Hemlig Person" not in client.get(f"/coordinator{page}").text
    opened = client.get(f"/coordinator/students/open?number={student.number}")
    assert opened.location == f"/coordinator/students/{student.id}"
    shown = client.get(opened.location)
    assert "Hemlig Person" not in shown.text
    assert "0709999999" not in shown.text
    reached = press(client, student, "contacts")
    assert "0709999999" in reached.text
    look_anew(session)
    last = list_events_of(session, "student", student.id)[-1]
    assert (last.verb, last.account_id) == ("contacts seen", coordinator.id)


@pytest.mark.usefixtures("coordinator")
def test_the_mark_of_a_protected_identity_is_taken_away(
    client: FlaskClient, session: Session
) -> None:
    student = a_student(session, name="Vega Ås")
    protect(session, student, True, by=a_coordinator(session), at=NOW)
    session.commit()
    press(client, student, "protect", protected="no")
    look_anew(session)
    assert not student.is_protected
    assert "Vega Ås" in client.get("/coordinator/students?names=1").text


def test_a_student_is_recognised_by_whoever_checked(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    student = a_student(session)
    session.commit()
    press(client, student, "recognise")
    look_anew(session)
    assert student.recognised_by_id == coordinator.id


@pytest.mark.usefixtures("coordinator")
def test_a_complete_draft_is_handed_in_once(client: FlaskClient, session: Session) -> None:
    student = a_student(session, submitted=False)
    session.commit()
    form = form_of(
        client.get(f"/coordinator/students/{student.id}"), f"/students/{student.id}/submit"
    )
    answers = [send(client, form) for _again in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    look_anew(session)
    assert student.state is ProfileState.SUBMITTED
    verbs = [event.verb for event in list_events_of(session, "student", student.id)]
    assert verbs.count("submitted") == 1


@pytest.mark.usefixtures("coordinator")
def test_what_a_draft_lacks_is_said(client: FlaskClient, session: Session) -> None:
    student = a_student(session, submitted=False, programme="")
    session.commit()
    page = client.get(f"/coordinator/students/{student.id}").text
    assert f"/coordinator/students/{student.id}/profile/studies" in page
    assert f"/students/{student.id}/submit" not in page


def test_leaving_lists_what_follows_and_takes_the_student_out(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    match = an_offered_match(session, offer=an_offer(session, title="Fyrvaktare"))
    student = match.student
    session.commit()
    address = f"/coordinator/students/{student.id}/leave"
    page = client.get(address)
    assert "Fyrvaktare" in page.text
    assert send(client, form_of(page, address)).status_code == 303
    look_anew(session)
    assert (student.state, match.state) == (ProfileState.LEFT, MatchState.WITHDRAWN)
    last = list_events_of(session, "student", student.id)[-1]
    assert (last.verb, last.account_id, last.for_role) == ("left", coordinator.id, Role.STUDENT)


@pytest.mark.usefixtures("coordinator")
def test_somebody_who_left_comes_back(client: FlaskClient, session: Session) -> None:
    student = a_student(session)
    leave(session, student, by=as_student(student), at=NOW)
    session.commit()
    assert "kan inte ändras" in client.get(f"/coordinator/students/{student.id}/profile/about").text
    press(client, student, "come-back")
    look_anew(session)
    assert student.state is ProfileState.DRAFT
