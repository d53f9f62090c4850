"""A profile is looked through, handed in, left and taken up again."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.people import Account, Student
from models.policy import Policy
from models.queries.events import list_events_of
from models.queries.matches import get_match
from models.queries.students import get_student
from models.words import MatchState, ProfileState, Role
from tests.builders import a_confirmed_match, a_student, an_account, an_offered_match
from tests.web.browsing import Form, form_of, forms_of, send
from tests.web.students.looking import look_anew

REVIEW, SUBMIT = "/student/profile/review", "/student/profile/submit"
LEAVE, COME_BACK = "/student/profile/leave", "/student/profile/come-back"


def state_of(session: Session, student: Student) -> ProfileState:
    """Give where a profile stands now."""
    look_anew(session)
    return get_student(session, student.id).state


def has_form(page: str, action: str) -> bool:
    """Whether a page has a form that is sent to an address."""
    return any(form.action == action for form in forms_of(page))


def press(client: FlaskClient, action: str) -> TestResponse:
    """Send a form that no page shows now, as somebody with an old page might."""
    token = form_of(client.get("/student"), "/language").values["csrf_token"]
    return send(client, Form(action, "post", {"csrf_token": token}))


def test_a_whole_profile_is_handed_in_from_the_review(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    page = client.get(REVIEW)
    assert "/matching" in page.text
    answer = send(client, form_of(page, SUBMIT))
    assert (answer.status_code, answer.location) == (303, "/student")
    assert state_of(session, draft) is ProfileState.SUBMITTED


def test_handing_in_twice_is_handing_in_once(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    form = form_of(client.get(REVIEW), SUBMIT)
    again = Form(form.action, "post", {**form.values, "form_key": "from another tab"})
    for each in (form, form, again):
        assert send(client, each).status_code == 303
    look_anew(session)
    told = [event.verb for event in list_events_of(session, "student", draft.id)]
    assert told.count("submitted") == 1


def test_the_review_says_what_is_missing_and_leads_there(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    draft.programme, draft.seeking = "", []
    session.commit()
    page = client.get(REVIEW)
    assert not has_form(page.text, SUBMIT)
    for step in ("studies", "seeking"):
        assert page.text.count(f'href="/student/profile/{step}"') >= 2
    refused = press(client, SUBMIT)
    assert refused.status_code == 409
    assert state_of(session, draft) is ProfileState.DRAFT


def test_nobody_under_18_hands_in_a_profile(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    draft.is_adult = False
    session.commit()
    page = client.get(REVIEW)
    assert not has_form(page.text, SUBMIT)
    assert "18" in page.text
    assert press(client, SUBMIT).status_code == 409
    assert state_of(session, draft) is ProfileState.DRAFT


def test_a_student_of_elsewhere_is_told_who_lets_them_in(
    session: Session, app: Flask, client: FlaskClient, draft: Student
) -> None:
    app.extensions["policy"] = Policy(lets_in_other_universities=False)
    page = client.get(REVIEW)
    assert not has_form(page.text, SUBMIT)
    assert app.config["CONTACT_PHONE"] in page.text
    assert press(client, SUBMIT).status_code == 409
    assert state_of(session, draft) is ProfileState.DRAFT


def test_a_profile_may_be_changed_after_it_is_handed_in(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = form_of(client.get("/student/profile/text"), "/student/profile/text")
    assert send(client, form, text="Nu även keramik.").status_code == 303
    look_anew(session)
    assert get_student(session, student.id).text == "Nu även keramik."
    assert state_of(session, student) is ProfileState.SUBMITTED


def test_leaving_says_what_follows_and_then_does_it(
    session: Session, client: FlaskClient, student: Student
) -> None:
    match = an_offered_match(session, student=student)
    unknown = a_confirmed_match(session, student=student)
    unknown.offer.title = "Ännu hemlig"
    session.commit()
    page = client.get(LEAVE)
    assert match.offer.title in page.text
    assert "Ännu hemlig" not in page.text
    assert state_of(session, student) is ProfileState.SUBMITTED
    answer = send(client, form_of(page, LEAVE))
    assert answer.location == "/student"
    assert state_of(session, student) is ProfileState.LEFT
    assert get_match(session, match.id).state is MatchState.WITHDRAWN


def test_whoever_left_is_offered_to_come_back_and_nothing_else(
    session: Session, client: FlaskClient, student: Student
) -> None:
    old = form_of(client.get("/student/profile/text"), "/student/profile/text")
    send(client, form_of(client.get(LEAVE), LEAVE))
    for page in ("/student", REVIEW, "/student/profile/text"):
        assert has_form(client.get(page).text, COME_BACK), page
    refused = send(client, old, text="Sent efteråt")
    assert refused.status_code == 409
    assert "Sent efteråt" in refused.text
    answer = send(client, form_of(client.get("/student"), COME_BACK))
    assert answer.location == REVIEW
    assert state_of(session, student) is ProfileState.DRAFT
    assert has_form(client.get(REVIEW).text, SUBMIT)


def test_leaving_twice_is_leaving_once(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = form_of(client.get(LEAVE), LEAVE)
    assert [send(client, form).status_code for _each in range(3)] == [303, 303, 303]
    look_anew(session)
    told = [event.verb for event in list_events_of(session, "student", student.id)]
    assert told.count("left") == 1


def test_nothing_of_a_profile_can_be_done_without_one(
    session: Session, client: FlaskClient, sign_in: Callable[[Account], None]
) -> None:
    sign_in(an_account(session, Role.STUDENT))
    assert client.get(LEAVE).status_code == 404
    for action in (SUBMIT, LEAVE, COME_BACK):
        assert press(client, action).status_code == 404


def test_the_review_is_ones_own(session: Session, client: FlaskClient, student: Student) -> None:
    other = a_student(session, text="Någon annans ord", phone="070-999")
    session.commit()
    page = client.get(REVIEW)
    assert student.email in page.text
    assert other.email not in page.text
    assert "Någon annans ord" not in page.text
