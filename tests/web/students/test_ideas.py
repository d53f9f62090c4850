"""An idea goes from the student by the working group to an employer, page by page."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ideas import Idea
from models.offers import Offer
from models.people import Account, Student
from models.words import IdeaState, Role
from tests.builders import a_student, an_account, an_employer
from tests.models.operations.test_ideas import a_published_idea, an_idea
from tests.web.browsing import Form, form_of, send, sign_in_as
from tests.web.students.looking import look_anew

IDEAS, NEW = "/student/ideas", "/student/ideas/new"
SAID = {"title": "Tång som jord", "text": "Jag vill mäta.", "then": "submit"}


def only_idea(session: Session) -> Idea:
    look_anew(session)
    return session.scalars(select(Idea)).one()


@pytest.fixture
def employer(session: Session) -> Account:
    account = an_account(session, Role.EMPLOYER)
    an_employer(session, account=account)
    session.commit()
    return account


def test_the_whole_way(
    session: Session, client: FlaskClient, student: Student, employer: Account
) -> None:
    form = form_of(client.get(NEW), NEW)
    assert [send(client, form, **SAID).location for _twice in range(2)] == [IDEAS, IDEAS]
    idea = only_idea(session)
    assert idea.state is IdeaState.SUBMITTED
    coordinator = an_account(session, Role.COORDINATOR, tf_primary_method="authenticator")
    session.commit()
    sign_in_as(client, coordinator)
    page = f"/coordinator/ideas/{idea.id}"
    assert page in client.get("/coordinator").text
    assert send(client, form_of(client.get(page), "/publish")).location == page
    sign_in_as(client, employer)
    assert "Tång som jord" in client.get("/employer/ideas?kind=thesis").text
    page = client.get(f"/employer/ideas/{idea.id}")
    assert student.name not in page.text
    take = form_of(page, "/take-up")
    first = send(client, take).location
    assert first == send(client, take).location
    look_anew(session)
    offer = session.scalars(select(Offer)).one()
    assert first == f"/employer/offers/{offer.id}/edit"
    assert "Tång som jord" in client.get(first).text
    assert client.get(f"/employer/ideas/{idea.id}").status_code == 404
    assert student.account is not None
    sign_in_as(client, student.account)
    assert "antecknad som intresserad" in client.get(f"{IDEAS}/{idea.id}").text


def test_what_is_wrong_gets_words_and_is_kept(
    session: Session, client: FlaskClient, student: Student
) -> None:
    for wrong in ({"title": " "}, {"text": ""}, {"kind": "boat"}, {"ends_on": "2001-01-01"}):
        form = form_of(client.get(NEW), NEW)
        refused = send(client, form, **{**SAID, "text": "Kvarnen Ö", **wrong})
        assert refused.status_code == 422, wrong
        assert "text" in wrong or "Kvarnen Ö" in refused.text
    assert session.scalars(select(Idea)).all() == []


def test_a_draft_is_kept_changed_and_taken_back(
    session: Session, client: FlaskClient, student: Student
) -> None:
    send(client, form_of(client.get(NEW), NEW), **{**SAID, "then": "keep"})
    idea = only_idea(session)
    page = f"{IDEAS}/{idea.id}"
    assert send(client, form_of(client.get(page), page), title="Nytt").location == IDEAS
    assert only_idea(session).title == "Nytt"
    assert send(client, form_of(client.get(page), "/withdraw")).location == IDEAS
    assert only_idea(session).state is IdeaState.WITHDRAWN


def test_nobody_elses_idea_exists(
    session: Session, client: FlaskClient, student: Student, employer: Account
) -> None:
    idea = an_idea(session, a_student(session))
    session.commit()
    token = form_of(client.get("/"), "/language").values["csrf_token"]
    for address in (f"{IDEAS}/{idea.id}", f"{IDEAS}/{idea.id}/withdraw"):
        form = Form(address, "post", {"csrf_token": token, "form_key": "k", **SAID})
        assert send(client, form).status_code == 404
    sign_in_as(client, employer)
    assert client.get(f"/employer/ideas/{idea.id}").status_code == 404


def test_an_employer_who_is_not_verified_reads_none(
    session: Session, client: FlaskClient, sign_in: Callable[[Account], None]
) -> None:
    idea, account = a_published_idea(session), an_account(session, Role.EMPLOYER)
    an_employer(session, verified=False, account=account)
    sign_in(account)
    for page in ("/employer/ideas", f"/employer/ideas/{idea.id}"):
        assert client.get(page).status_code == 404
