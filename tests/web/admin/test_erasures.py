"""An administrator sees what follows from being erased, and carries it out once."""

from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.erasures import Erasure
from models.operations import erasures
from models.operations.accounts import actor_of
from models.people import Account, Student
from models.words import ErasureState, Language, Role
from tests.builders import (
    NOW,
    a_student,
    a_suggestion,
    an_account,
    an_agreed_match,
    an_offered_match,
)
from tests.web.browsing import form_of, forms_of, send, sign_in_as
from tests.web.databases import on_both

pytestmark = on_both

SignIn = Callable[[Account], None]
LIST = "/admin/erasures"


def asked(session: Session, student: Student) -> Erasure:
    account = session.get(Account, student.account_id)
    assert account is not None
    return erasures.ask(session, account, by=actor_of(account), at=NOW)


@pytest.fixture
def admin(session: Session, sign_in: SignIn) -> Account:
    """Give an administrator, signed in."""
    account = an_account(session, Role.ADMIN, language=Language.ENGLISH)
    sign_in(account)
    return account


def carry_out(client: FlaskClient, erasure: Erasure) -> int:
    page = client.get(f"{LIST}/{erasure.id}")
    return send(client, form_of(page, "/carry-out")).status_code


def test_what_waits_is_listed_and_counted(
    session: Session, client: FlaskClient, admin: Account
) -> None:
    assert "Nobody waits to be erased" in client.get(LIST).text
    student = a_student(session, name="Ebba Kvastlund")
    erasure = asked(session, student)
    erasure.account.name = "Ebba Kvastlund"
    session.commit()
    assert "Ebba Kvastlund" in client.get(LIST).text
    assert "1 person waits to be erased" in client.get("/admin").text


def test_a_protected_identity_is_not_named(
    session: Session, client: FlaskClient, admin: Account
) -> None:
    student = a_student(session)
    student.is_protected = True
    erasure = asked(session, student)
    erasure.account.name = "Ebba Kvastlund"
    session.commit()
    for page in (LIST, f"{LIST}/{erasure.id}"):
        text = client.get(page).text
        assert "Kvastlund" not in text
        assert student.email not in text
        assert "Protected identity" in text


def test_what_follows_is_listed_first_and_then_carried_out_once(
    session: Session, client: FlaskClient, admin: Account
) -> None:
    match = an_agreed_match(session)
    erasure = asked(session, match.student)
    session.commit()
    page = client.get(f"{LIST}/{erasure.id}")
    assert match.offer.title in page.text
    assert "It is a public record" in page.text
    form = form_of(page, "/carry-out")
    assert send(client, form).location == f"{LIST}/{erasure.id}"
    assert send(client, form).location == f"{LIST}/{erasure.id}"
    session.expire_all()
    assert erasure.state is ErasureState.KEPT
    assert match.offer.places_taken == 0
    assert "Kept for now" in client.get(LIST).text


def test_one_s_own_is_for_another_administrator(
    session: Session, client: FlaskClient, admin: Account
) -> None:
    an_account(session, Role.ADMIN)
    erasure = erasures.ask(session, admin, by=actor_of(admin), at=NOW)
    session.commit()
    page = client.get(f"{LIST}/{erasure.id}")
    assert "This is your own request" in page.text
    form = forms_of(page)[0]
    form.action = f"{LIST}/{erasure.id}/carry-out"
    assert send(client, form).status_code == 404


@pytest.mark.parametrize("role", [Role.STUDENT, Role.EMPLOYER, Role.COORDINATOR, Role.STEERING])
def test_nobody_else_sees_a_request(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    erasure = asked(session, a_student(session))
    sign_in(an_account(session, role))
    number = erasure.id
    for page in (LIST, f"{LIST}/{number}"):
        assert client.get(page).status_code == 404
    form = forms_of(client.get("/account"))[0]
    form.action = f"{LIST}/{number}/carry-out"
    assert send(client, form).status_code == 404
    session.expire_all()
    assert session.scalars(select(Erasure)).one().state is ErasureState.ASKED


def test_copies_of_letters_go_too(
    app: Flask, session: Session, client: FlaskClient, admin: Account, tmp_path: Path
) -> None:
    app.instance_path = str(tmp_path)
    match = an_offered_match(session)
    erasure = asked(session, match.student)
    session.commit()
    from models.queries.letters import list_letters_of_match

    copies = [
        tmp_path / "mailbox" / "new" / f"letter-{letter.id}"
        for letter in list_letters_of_match(session, match.id)
    ]
    copies[0].parent.mkdir(parents=True)
    other = copies[0].parent / f"letter-{copies[0].name.removeprefix('letter-')}0"
    for copy in (*copies, other):
        copy.write_text("Hej Ebba")
    assert copies
    assert carry_out(client, erasure) == 303
    assert [copy.exists() for copy in copies] == [False] * len(copies)
    assert other.exists()


def test_after_it_the_person_is_out_and_others_pages_still_open(
    app: Flask, session: Session, client: FlaskClient, admin: Account
) -> None:
    match = an_agreed_match(session)
    a_suggestion(session, student=match.student, offer=match.offer)
    student, name = match.student, match.student.name
    erasure = asked(session, student)
    coordinator = an_account(session, Role.COORDINATOR, language=Language.ENGLISH)
    coordinator.tf_primary_method = "authenticator"
    employer = an_account(session, Role.EMPLOYER, language=Language.ENGLISH)
    assert match.offer.contact is not None
    match.offer.contact.account = employer
    session.commit()
    own = app.test_client()
    with time_machine.travel(NOW.replace(year=NOW.year + 3), tick=True):
        # A session lasts half a day.
        sign_in_as(client, admin)
        sign_in_as(own, erasure.account)
        assert own.get("/account/data").status_code == 200
        assert carry_out(client, erasure) == 303
        assert "Erased person" in client.get(f"{LIST}/{erasure.id}").text
        assert own.get("/account/data").location == "/login?next=/account/data"
        for account, pages in {
            coordinator: [
                f"/coordinator/matches/{match.id}",
                f"/coordinator/students/{student.id}",
                f"/coordinator/offers/{match.offer_id}",
                f"/coordinator/employers/{match.offer.employer_id}",
            ],
            employer: [f"/employer/matches/{match.id}"],
            admin: ["/admin/events", f"/admin/accounts/{erasure.account_id}"],
        }.items():
            other = app.test_client()
            sign_in_as(other, account)
            for page in pages:
                answer = other.get(page)
                assert answer.status_code == 200, page
                assert name not in answer.text
                if page != "/admin/events":
                    assert "Erased person" in answer.text, page
