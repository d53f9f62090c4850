"""A student tells on their own pages how a placement goes, and no employer reads it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.matches import Match
from models.people import Account, Student
from models.queries.check_ins import find_check_in
from models.words import Going, Role, Side
from tests.builders import NOW, a_placed_match, an_account, an_offer
from tests.web.anew import look_anew
from tests.web.browsing import Form, form_of, send

SignIn = Callable[[Account], None]


@pytest.fixture
def placed(session: Session, student: Student) -> Match:
    """Give a placement of the student, who was asked how it goes."""
    match = a_placed_match(session, student=student)
    match.check_in_asked_at = NOW
    session.commit()
    return match


def page_of(match: Match) -> str:
    return f"/student/matches/{match.id}/check-in"


def test_what_is_asked_stands_first_until_it_is_told(
    session: Session, client: FlaskClient, placed: Match
) -> None:
    address = page_of(placed)
    for page in ("/student", f"/student/matches/{placed.id}"):
        assert address in client.get(page).text
    form = form_of(client.get(address), address)
    assert send(client, form, words="Ö").status_code == 422
    form = form_of(client.get(address), address)
    answer = send(client, form, going="badly", words="Ensamt i båthuset")
    assert answer.location == f"/student/matches/{placed.id}"
    look_anew(session)
    told = find_check_in(session, placed.id, Side.STUDENT)
    assert told is not None
    assert (told.going, told.words) == (Going.BADLY, "Ensamt i båthuset")
    for page in ("/student", f"/student/matches/{placed.id}"):
        assert address not in client.get(page).text
    assert send(client, form, going="well", form_key="another").status_code == 409


def test_nothing_is_asked_before_its_time(
    session: Session, client: FlaskClient, student: Student
) -> None:
    match = a_placed_match(session, student=student)
    session.commit()
    assert page_of(match) not in client.get("/student").text


def test_another_student_finds_no_such_page(
    session: Session, client: FlaskClient, placed: Match, sign_in: SignIn
) -> None:
    token = form_of(client.get(page_of(placed)), page_of(placed)).values["csrf_token"]
    sign_in(an_account(session, Role.STUDENT))
    assert client.get(page_of(placed)).status_code == 404
    form = Form(page_of(placed), "post", {"csrf_token": token, "going": "badly"})
    assert send(client, form).status_code in {403, 404}
    assert find_check_in(session, placed.id, Side.STUDENT) is None


def test_no_page_of_the_employer_shows_what_the_student_told(
    session: Session, client: FlaskClient, student: Student, sign_in: SignIn
) -> None:
    offer = an_offer(session)
    match = a_placed_match(session, student=student, offer=offer)
    match.check_in_asked_at = NOW
    session.commit()
    form = form_of(client.get(page_of(match)), page_of(match))
    send(client, form, going="badly", words="Ensamt i båthuset")
    account = an_account(session, Role.EMPLOYER)
    assert offer.contact is not None
    offer.contact.account = account
    sign_in(account)
    look_anew(session)
    for page in (
        "/employer",
        f"/employer/offers/{offer.id}",
        f"/employer/matches/{match.id}",
        f"/employer/matches/{match.id}/check-in",
        "/account/data",
        "/account/data/download",
    ):
        answer = client.get(page)
        assert "Ensamt" not in answer.text
        assert "badly" not in answer.text.replace('value="badly"', "")
    assert client.get(page_of(match)).status_code == 404
