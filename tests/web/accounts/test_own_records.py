"""One's own data: all of it in one file, and being erased."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.erasures import Erasure
from models.people import Account, Student
from models.personal import RECORDS
from models.words import ErasureState, Language, Role
from tests.builders import a_student, a_suggestion, an_account, an_offered_match
from tests.web.browsing import form_of, forms_of, send
from tests.web.databases import on_both

pytestmark = on_both

SignIn = Callable[[Account], None]
PAGE, FILE = "/account/data", "/account/data/file"
ASK, TAKE_BACK, DRAFT = f"{PAGE}/erase", f"{PAGE}/keep", f"{PAGE}/draft"


def account_of(session: Session, student: Student) -> Account:
    account = session.get(Account, student.account_id)
    assert account is not None
    account.language = Language.ENGLISH
    return account


@pytest.fixture
def student(session: Session, sign_in: SignIn) -> Student:
    """Give a student who takes part, signed in."""
    student = a_student(session, text="Jag mäter båtar", phone="070-111 11 11")
    sign_in(account_of(session, student))
    return student


@pytest.fixture
def draft(session: Session, sign_in: SignIn) -> Student:
    """Give a student who has handed nothing in, signed in."""
    student = a_student(session, submitted=False)
    sign_in(account_of(session, student))
    return student


def the_erasure(session: Session) -> Erasure:
    # What was read before is of an earlier moment.
    session.rollback()
    session.expire_all()
    return session.scalars(select(Erasure)).one()


def read(client: FlaskClient) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(client.get(FILE).text)
    return told


def test_the_file_holds_what_is_stored_and_is_an_attachment(
    session: Session, client: FlaskClient, student: Student
) -> None:
    an_offered_match(session, student=student)
    a_suggestion(session, student=student)
    session.commit()
    answer = client.get(FILE)
    assert answer.headers["Content-Disposition"] == "attachment; filename=kajplats.json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "application/json"
    told = json.loads(answer.text)
    assert set(told["records"]) == set(RECORDS)
    (profile,) = told["records"]["profile"]["tables"]["students"]
    assert (profile["name"], profile["text"], profile["phone"]) == (
        student.name, "Jag mäter båtar", "070-111 11 11",
    )  # fmt: skip
    assert told["records"]["profile"]["tables"]["student_languages"][0]["level"] == "C2"
    assert len(told["records"]["matches"]["tables"]["matches"]) == 1
    assert len(told["records"]["suggestions"]["tables"]["suggestions"]) == 1
    assert told["records"]["letters"]["tables"]["letters"]
    assert {event["verb"] for event in told["records"]["events"]["tables"]["events"]} >= {
        "registered", "submitted", "offered",
    }  # fmt: skip


def test_what_is_kept_and_not_shown_is_named_with_its_reason(
    client: FlaskClient, student: Student
) -> None:
    told = read(client)
    named = {(one["table"], one["column"]): one["why"] for one in told["kept_not_shown"]}
    for column in (
        ("accounts", "password"),
        ("accounts", "tf_totp_secret"),
        ("links", "token_hash"),
    ):
        assert named[column] == "opens"
    assert set(named.values()) == set(told["reasons"])


def test_the_page_says_what_is_stored_and_what_becomes_of_it(
    client: FlaskClient, student: Student
) -> None:
    page = client.get(PAGE).text
    for words in ("My data", "Profile", "It is a public record", "Kept, not shown"):
        assert words in page


@pytest.mark.parametrize(
    "role", [Role.STUDENT, Role.EMPLOYER, Role.COORDINATOR, Role.STEERING, Role.ADMIN]
)
def test_everybody_who_signs_in_has_the_page_and_the_file(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    account = an_account(session, role, language=Language.ENGLISH)
    sign_in(account)
    assert client.get(PAGE).status_code == 200
    assert read(client)["records"]["account"]["tables"]["accounts"][0]["email"] == account.email
    assert PAGE in client.get("/account").text


@pytest.mark.parametrize("page", [PAGE, FILE])
def test_one_is_asked_to_sign_in_first(client: FlaskClient, page: str) -> None:
    assert client.get(page).location == f"/login?next={page}"


def test_a_student_finds_the_page_from_home_and_profile(
    client: FlaskClient, student: Student
) -> None:
    for page in ("/student", "/student/profile/review", "/student/profile/leave", "/privacy"):
        assert f'href="{PAGE}"' in client.get(page).text


def test_a_request_is_sent_shown_and_taken_back(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = form_of(client.get(PAGE), ASK)
    assert send(client, form).location == PAGE
    assert send(client, form).location == PAGE
    assert the_erasure(session).state is ErasureState.ASKED
    page = client.get(PAGE)
    assert "Your request to be erased" in page.text
    assert ASK not in {form.action for form in forms_of(page)}
    assert send(client, form_of(page, TAKE_BACK)).location == PAGE
    assert the_erasure(session).state is ErasureState.TAKEN_BACK


def test_what_follows_is_listed_before_one_asks(
    session: Session, client: FlaskClient, student: Student
) -> None:
    match = an_offered_match(session, student=student)
    session.commit()
    assert match.offer.title in client.get(PAGE).text


def test_a_draft_is_erased_and_the_account_kept(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    form = next(each for each in forms_of(client.get(PAGE)) if each.values.get("account") == "no")
    assert send(client, form).location == PAGE
    session.expire_all()
    assert session.scalars(select(Student)).all() == []
    page = client.get(PAGE).text
    assert "Your profile is erased." in page
    assert "Erase my account" in page


def test_a_draft_is_erased_with_its_account_and_one_is_signed_out(
    session: Session, client: FlaskClient, draft: Student
) -> None:
    form = next(each for each in forms_of(client.get(PAGE)) if each.values.get("account") == "yes")
    assert send(client, form).location == "/"
    assert client.get(PAGE).location == f"/login?next={PAGE}"
    assert the_erasure(session).state is ErasureState.DONE


def test_what_was_handed_in_is_not_erased_as_a_draft(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = form_of(client.get(PAGE), ASK)
    form.action = DRAFT
    assert send(client, form, account="yes").status_code == 409
    session.expire_all()
    assert session.get(Student, student.id) is not None


def test_the_only_administrator_is_told_why_not(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(an_account(session, Role.ADMIN, language=Language.ENGLISH))
    page = client.get(PAGE)
    assert "You are the only administrator" in page.text
    form = form_of(page, "/logout")
    form.action = ASK
    assert send(client, form).status_code == 404


def test_a_get_asks_for_nothing(client: FlaskClient, student: Student) -> None:
    assert client.get(ASK).status_code == 405 or client.get(ASK).status_code == 404
