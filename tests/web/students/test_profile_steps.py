"""The steps of a profile: shown, saved as one goes, and nothing lost."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account, Student
from models.queries.events import list_events_of
from models.queries.students import find_student_of_account
from models.words import Kind, Role
from tests.builders import an_account
from tests.web.browsing import form_of, send
from tests.web.students.looking import HUGE, STEPS, fill, look_anew, path, stored

SignIn = Callable[[Account], None]


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_shown_with_what_is_told(
    client: FlaskClient, draft: Student, step: str
) -> None:
    page = client.get(path(step))
    assert page.status_code == 200
    assert form_of(page, path(step)).values["form_key"]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_sent_as_it_is_changes_nothing_and_leads_on(
    session: Session, client: FlaskClient, student: Student, step: str
) -> None:
    before = len(list_events_of(session, "student", student.id))
    answer = fill(client, step)
    follows = (*STEPS, "review")[STEPS.index(step) + 1]
    assert (answer.status_code, answer.location) == (303, path(follows))
    look_anew(session)
    told = list_events_of(session, "student", student.id)[before:]
    assert [event.details["fields"] for event in told] in ([], [["university"]])


def test_a_step_that_is_not_there_is_not_found(client: FlaskClient, draft: Student) -> None:
    assert client.get(path("shoe_size")).status_code == 404


def test_a_draft_may_be_left_half_empty(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    form = form_of(client.get(path("about")), path("about"))
    form.values.pop("is_adult")
    assert send(client, form, name="").status_code == 303
    assert fill(client, "studies", programme="", university="").status_code == 303
    assert (stored(session, draft).name, stored(session, draft).programme) == ("", "")


def test_whoever_takes_part_cannot_empty_what_a_match_needs(
    session: Session, client: FlaskClient, student: Student
) -> None:
    about = form_of(client.get(path("about")), path("about"))
    about.values.pop("is_adult")
    seeking = form_of(client.get(path("seeking")), path("seeking"))
    for kind in Kind:
        seeking.values.pop(f"{kind}_wanted")
    reach = form_of(client.get(path("reach")), path("reach"))
    reach.values.pop("remote")
    assert send(client, about, name="").status_code == 422
    assert fill(client, "studies", programme="").status_code == 422
    assert send(client, seeking).status_code == 422
    assert fill(client, "languages", sv="").status_code == 422
    assert send(client, reach, place="").status_code == 422
    known = stored(session, student)
    assert known.programme
    assert known.is_adult
    assert len(known.seeking) == 4


def test_the_same_form_sent_twice_is_saved_once(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    before = len(list_events_of(session, "student", draft.id))
    form = form_of(client.get(path("text")), path("text"))
    first, second = (send(client, form, text="Jag lagar cyklar.") for _each in range(2))
    assert (first.status_code, first.location) == (second.status_code, second.location)
    look_anew(session)
    assert len(list_events_of(session, "student", draft.id)) == before + 1


def test_a_script_that_saves_meanwhile_gets_no_page(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    form = form_of(client.get(path("text")), path("text"))
    asked = {"Accept": "application/json"}
    good = client.post(form.action, data={**form.values, "text": "Halvvägs"}, headers=asked)
    form.values["form_key"] = "another"
    bad = client.post(form.action, data={**form.values, "text": HUGE}, headers=asked)
    assert (good.status_code, bad.status_code) == (200, 422)
    # What it has saved is what the form goes on from.
    assert good.json is not None
    assert good.json["seen"] == form_of(client.get(path("text")), path("text")).values["seen"]
    assert stored(session, draft).text == "Halvvägs"


def test_the_first_step_begins_a_profile_and_looking_does_not(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    account = an_account(session, Role.STUDENT, name="Ny Student")
    sign_in(account)
    for each in ("/student", "/student/offers", path("review"), *map(path, STEPS)):
        assert client.get(each).status_code == 200, each
    assert client.get("/student/profile").location == path("about")
    assert find_student_of_account(session, account.id) is None
    look_anew(session)
    assert fill(client, "about", is_adult="y").location == path("studies")
    known = find_student_of_account(session, account.id)
    assert known is not None
    assert (known.name, known.email, known.is_adult) == ("Ny Student", account.email, True)
    assert client.get("/student/profile").location == path("review")


def test_what_people_write_is_shown_as_text(client: FlaskClient, draft: Student) -> None:
    script = "<script>alert(1)</script>"
    fill(client, "text", text=script)
    fill(client, "skills", **{"skills-first": [script], "skills-second": ["3"]})
    for page in (client.get(path("review")), client.get(path("skills")), client.get(path("text"))):
        assert script not in page.text
        assert "&lt;script&gt;" in page.text
