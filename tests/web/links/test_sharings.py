"""A second employer answers from the link in its letter, without an account."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact
from models.offers import Sharing
from models.operations.offers import withdraw_offer
from models.operations.sharings import ask_to_share
from models.queries.sharings import list_sharings_with
from models.words import Role
from tests.builders import NOW, an_employer, an_offer, as_employer
from tests.web.anew import look_anew
from tests.web.browsing import form_of, forms_of, send
from web.sealing import seal
from web.sharing_tokens import make_token


@pytest.fixture
def sharing(session: Session) -> Sharing:
    offer = an_offer(session, employer=an_employer(session, name="Öns varv"))
    sharing = ask_to_share(session, offer, an_employer(session), by=Actor(Role.EMPLOYER), at=NOW)
    session.commit()
    return sharing


@pytest.fixture
def contact(sharing: Sharing) -> Contact:
    return sharing.employer.contacts[0]


@pytest.fixture
def link(app: Flask, sharing: Sharing, contact: Contact) -> str:
    with app.app_context():
        return f"/h/{make_token(sharing, contact)}"


def test_a_yes_is_a_button_and_twice_is_once(
    session: Session, client: FlaskClient, sharing: Sharing, contact: Contact, link: str
) -> None:
    page = client.get(link)
    assert "Öns varv" in page.text
    assert sharing.accepted_at is None
    form = form_of(page, "/accept")
    for _time in range(2):
        assert send(client, form).location == link
    look_anew(session)
    assert sharing.accepted_at is not None
    after = client.get(link)
    assert [each for each in forms_of(after) if each.action.startswith("/h/")] == []


def test_a_no_ends_it_and_twice_is_once(
    session: Session, client: FlaskClient, sharing: Sharing, link: str
) -> None:
    form, employer_id = form_of(client.get(link), "/decline"), sharing.employer_id
    for _time in range(2):
        answer = send(client, form)
        assert (answer.status_code, answer.location) == (303, "/h/declined")
    assert client.get("/h/declined").status_code == 200
    look_anew(session)
    assert list_sharings_with(session, employer_id) == []
    assert client.get(link).status_code == 404


def test_nothing_opens_by_another_link(
    session: Session, app: Flask, client: FlaskClient, sharing: Sharing, contact: Contact, link: str
) -> None:
    stranger = an_employer(session).contacts[0]
    session.commit()
    with app.app_context():
        others = [make_token(sharing, stranger), seal("another purpose", [sharing.id, contact.id])]
    for token in (*others, "made-up", link[3:-1]):
        assert client.get(f"/h/{token}").status_code == 404


def test_who_has_left_or_an_offer_that_is_withdrawn_opens_nothing(
    session: Session, client: FlaskClient, sharing: Sharing, contact: Contact, link: str
) -> None:
    withdraw_offer(session, sharing.offer, by=as_employer(sharing.offer), at=NOW)
    session.commit()
    assert client.get(link).status_code == 404
