"""A student chooses who may read the profile, and sees what they read."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account, Student
from models.words import Role, Visibility
from tests.builders import an_account
from tests.web.browsing import form_of, send
from tests.web.students.looking import stored

PAGE = "/student/visibility"


def test_the_choice_is_kept_and_counts(
    session: Session, client: FlaskClient, student: Student
) -> None:
    page = client.get(PAGE)
    form = form_of(page, PAGE)
    assert form.values["visibility"] == ["offered"]
    assert "Systemvetenskap" in page.text
    assert "Du står inte i listan nu" in page.text
    assert send(client, form, visibility="all").location == PAGE
    assert stored(session, student).visibility is Visibility.ALL
    assert "Du står i listan nu" in client.get(PAGE).text
    assert "i en lista utan ditt namn" in client.get("/student/profile/review").text


def test_no_level_of_ones_own_making(
    session: Session, client: FlaskClient, student: Student
) -> None:
    for wrong in ("everybody", "", "ALL"):
        form = form_of(client.get(PAGE), PAGE)
        assert send(client, form, visibility=wrong).status_code == 422
    assert stored(session, student).visibility is Visibility.OFFERED


def test_the_preview_holds_nothing_that_says_who_it_is(
    session: Session, client: FlaskClient, student: Student
) -> None:
    panel = client.get(PAGE).text.partition('aria-labelledby="preview"')[2].partition("</section>")
    for part in (student.name, student.email):
        assert part not in panel[0]


def test_somebody_without_a_profile_may_look_and_choose(
    session: Session, client: FlaskClient, sign_in: Callable[[Account], None]
) -> None:
    sign_in(an_account(session, Role.STUDENT))
    form = form_of(client.get(PAGE), PAGE)
    assert send(client, form, visibility="group").location == PAGE


def test_a_coordinator_writes_it_down_on_the_phone(
    session: Session, client: FlaskClient, student: Student, sign_in: Callable[[Account], None]
) -> None:
    sign_in(an_account(session, Role.COORDINATOR))
    page = f"/coordinator/students/{student.id}"
    form = form_of(client.get(page), "/show-to")
    assert send(client, form, visibility="group").location == page
    assert stored(session, student).visibility is Visibility.GROUP
