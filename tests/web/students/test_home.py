"""The student's own page: the one next thing, and who may open which page."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account, Student
from models.words import MatchState, Role, Side
from tests.builders import (
    a_match_in,
    a_placed_match,
    a_student,
    a_suggestion,
    an_account,
    an_offered_match,
    say,
)
from tests.web.browsing import Form, form_of, send
from tests.web.counting import queries_counted

SignIn = Callable[[Account], None]
# What stands on a page exactly when something waits for whoever reads it.
NEEDS_YOU = "kp-needs"
# With the beginning of the transaction, and who is looking.
MOST_QUERIES = 12


def test_somebody_new_is_led_to_the_profile(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(an_account(session, Role.STUDENT))
    text = client.get("/student").text
    assert NEEDS_YOU in text
    assert "/student/profile/about" in text


def test_a_draft_is_led_to_what_is_missing_and_then_to_the_review(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    assert 'href="/student/profile/review"' in client.get("/student").text
    draft.seeking = []
    session.commit()
    assert 'href="/student/profile/seeking"' in client.get("/student").text


def test_where_nothing_waits_nothing_says_so(client: FlaskClient, student: Student) -> None:
    text = client.get("/student").text
    assert NEEDS_YOU not in text
    assert "btn-needs" not in text


def test_an_answer_comes_before_everything_else(
    session: Session, client: FlaskClient, student: Student
) -> None:
    match = an_offered_match(session, student=student)
    session.commit()
    text = client.get("/student").text
    assert text.count("btn-needs") == 1
    assert match.offer.title in text[text.index(NEEDS_YOU) :][:400]
    say(session, match, Side.STUDENT)
    session.commit()
    assert NEEDS_YOU not in client.get("/student").text


@pytest.mark.parametrize("state", [MatchState.DECLINED, MatchState.FILLED, MatchState.WITHDRAWN])
def test_what_is_over_waits_for_nobody(
    session: Session, client: FlaskClient, sign_in: SignIn, state: MatchState
) -> None:
    match = a_match_in(session, state)
    assert match.student.account is not None
    sign_in(match.student.account)
    text = client.get("/student").text
    assert f"/student/matches/{match.id}" in text
    assert NEEDS_YOU not in text


def test_more_on_the_page_asks_no_more(
    app: Flask, session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    student, counts = a_student(session), []
    assert student.account is not None
    for times in (1, 3):
        for _each in range(times):
            an_offered_match(session, student=student)
            a_placed_match(session, student=student)
            a_suggestion(session, student=student)
        session.commit()
        sign_in(student.account)
        with queries_counted(app) as asked:
            assert client.get("/student").status_code == 200
        counts.append(asked.count)
    assert counts[0] == counts[1] <= MOST_QUERIES


PAGES = (
    "/student",
    "/student/profile",
    "/student/profile/about",
    "/student/profile/review",
    "/student/profile/leave",
    "/student/offers",
    "/student/offers/{offer}",
    "/student/matches/{match}",
    "/student/matches/{match}/withdraw",
    "/student/matches/{match}/interrupt",
    "/student/matches/{match}/evaluate",
)
FORMS = (
    "/student/profile/about",
    "/student/profile/submit",
    "/student/profile/leave",
    "/student/profile/come-back",
    "/student/offers/{offer}/interest",
    "/student/matches/{match}/answer",
    "/student/matches/{match}/withdraw",
    "/student/matches/{match}/interrupt",
    "/student/matches/{match}/evaluate",
)


@pytest.fixture
def addresses(session: Session) -> dict[str, int]:
    """Give the ids of somebody's match and its offer."""
    match = an_offered_match(session)
    session.commit()
    return {"match": match.id, "offer": match.offer_id}


def test_signed_out_every_page_leads_to_sign_in(
    client: FlaskClient, addresses: dict[str, int]
) -> None:
    for page in PAGES:
        answer = client.get(page.format(**addresses))
        assert answer.status_code == 302, page
        assert answer.location.startswith("/login?next="), page


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.COORDINATOR, Role.STEERING, Role.ADMIN])
def test_for_every_other_role_no_page_is_there(
    session: Session,
    client: FlaskClient,
    sign_in: SignIn,
    addresses: dict[str, int],
    role: Role,
) -> None:
    sign_in(an_account(session, role))
    token = form_of(client.get("/"), "/language").values["csrf_token"]
    for page in PAGES:
        assert client.get(page.format(**addresses)).status_code == 404, page
    for page in FORMS:
        form = Form(page.format(**addresses), "post", {"csrf_token": token})
        assert send(client, form).status_code == 404, page


def test_another_students_match_is_not_there(
    session: Session, client: FlaskClient, sign_in: SignIn, addresses: dict[str, int]
) -> None:
    other = a_student(session)
    assert other.account is not None
    sign_in(other.account)
    token = form_of(client.get("/student"), "/language").values["csrf_token"]
    for page in (page for page in PAGES if "{match}" in page):
        assert client.get(page.format(**addresses)).status_code == 404, page
    for page in (page for page in FORMS if "{match}" in page):
        told = {"csrf_token": token, "says": "yes", "reason": "other", "rating": "5"}
        form = Form(page.format(**addresses), "post", told)
        assert send(client, form).status_code == 404, page


def test_a_match_that_never_was_is_not_there(client: FlaskClient, student: Student) -> None:
    assert client.get("/student/matches/999999").status_code == 404
    assert client.get("/student/offers/999999").status_code == 404
