"""What an employer changed since it was reviewed is looked at beside what it was."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.changes import Change
from models.offers import Offer
from models.operations.employers import edit_employer
from models.operations.offers import edit_offer
from models.people import Account
from models.queries.changes import TO_REVIEW, find_change
from models.words import Language, Pay, Role
from tests.builders import NOW, an_account, an_employer, an_offer, an_offered_match, offer_words
from tests.web.anew import look_anew
from tests.web.browsing import form_of, forms_of, send

SignIn = Callable[[Account], None]
BY = Actor(Role.EMPLOYER)


@pytest.fixture
def coordinator(session: Session, sign_in: SignIn) -> Account:
    """Give a coordinator who reads English and is signed in."""
    account = an_account(session, Role.COORDINATOR, language=Language.ENGLISH)
    sign_in(account)
    return account


@pytest.fixture
def offer(session: Session, coordinator: Account) -> Offer:
    """Give an offer that its employer has changed."""
    offer = an_offer(session)
    words = offer_words(title="Gratis på varvet", pay=Pay.UNPAID, must={"svetsning": 5})
    edit_offer(session, offer, words, by=BY, at=NOW)
    session.commit()
    return offer


def change_of(session: Session, offer: Offer) -> Change:
    change = find_change(session, offer)
    assert change is not None
    return change


def address(session: Session, offer: Offer) -> str:
    return f"/coordinator/changes/{change_of(session, offer).id}"


def test_it_stands_in_the_work_list_and_on_the_offer_s_page(
    session: Session, client: FlaskClient, offer: Offer
) -> None:
    page = address(session, offer)
    assert page in client.get("/coordinator").text
    assert page in client.get(f"/coordinator/offers/{offer.id}").text


def test_both_are_shown_field_by_field_and_students_read_what_was(
    session: Session, client: FlaskClient, offer: Offer
) -> None:
    page = client.get(address(session, offer)).text
    for words in ("Sommar på varvet", "Gratis på varvet", "Wage", "Unpaid", "svetsning"):
        assert words in page
    assert "Description" not in page
    public = client.get(f"/offers/{offer.id}").text
    assert "Sommar på varvet" in public
    assert "Gratis" not in public


def test_let_through_students_read_it(session: Session, client: FlaskClient, offer: Offer) -> None:
    match = an_offered_match(session, offer=offer)
    session.commit()
    page = client.get(address(session, offer))
    assert f"/coordinator/matches/{match.id}" in page.text
    sent = send(client, form_of(page, "/accept"))
    assert (sent.status_code, sent.location) == (303, f"/coordinator/offers/{offer.id}")
    assert "Gratis på varvet" in client.get(f"/offers/{offer.id}").text
    shown = client.get(f"/coordinator/matches/{match.id}").text
    assert "something else now than when both were asked" in shown
    look_anew(session)
    assert match.asked_offer.title == "Sommar på varvet"


def test_sent_back_with_a_comment(session: Session, client: FlaskClient, offer: Offer) -> None:
    page = client.get(address(session, offer))
    form = form_of(page, "/send-back")
    refused = send(client, form, comment="")
    assert refused.status_code == 422
    sent = send(client, form_of(refused, "/send-back"), comment="Ni måste betala.")
    assert sent.status_code == 303
    look_anew(session)
    assert list(session.scalars(TO_REVIEW.query)) == []
    assert "Ni måste betala." in client.get(f"/coordinator/offers/{offer.id}").text


def test_what_changed_again_meanwhile_is_read_again(
    session: Session, client: FlaskClient, offer: Offer
) -> None:
    form = form_of(client.get(address(session, offer)), "/accept")
    edit_offer(session, offer, offer_words(title="Värre ändå"), by=BY, at=NOW)
    session.commit()
    late = send(client, form)
    assert late.status_code == 409
    assert "It was changed while you read it" in late.text
    look_anew(session)
    assert offer.title == "Sommar på varvet"


def test_without_a_version_nothing_is_let_through(
    session: Session, client: FlaskClient, offer: Offer
) -> None:
    form = form_of(client.get(address(session, offer)), "/accept")
    del form.values["version"]
    assert send(client, form).status_code == 409


def test_who_works_there_gets_no_button(
    session: Session, client: FlaskClient, offer: Offer, coordinator: Account
) -> None:
    form = form_of(client.get(address(session, offer)), "/accept")
    coordinator.works_for_id = offer.employer_id
    session.commit()
    page = client.get(address(session, offer))
    assert not any("/changes/" in each.action for each in forms_of(page))
    assert send(client, form).status_code == 409


def test_an_employer_that_renames_itself(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    employer = an_employer(session, name="Varvet i norr")
    edit_employer(session, employer, by=BY, at=NOW, name="Banken", website="https://b.example")
    session.commit()
    home = client.get("/coordinator").text
    assert "Varvet i norr" in home
    assert "Banken" not in home
    change = find_change(session, employer)
    assert change is not None
    page = client.get(f"/coordinator/changes/{change.id}")
    assert "Banken" in page.text
    assert send(client, form_of(page, "/accept")).status_code == 303
    look_anew(session)
    assert (employer.name, employer.website) == ("Banken", "https://b.example")


def test_one_that_is_gone_is_no_page(client: FlaskClient, coordinator: Account) -> None:
    assert client.get("/coordinator/changes/4711").status_code == 404


def test_an_offer_is_published_as_it_was_read(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    offer = an_offer(session, published=False)
    page = f"/coordinator/offers/{offer.id}"
    session.commit()
    assert send(client, form_of(client.get(page), "/submit")).status_code == 303
    form = form_of(client.get(page), "/publish")
    look_anew(session)
    edit_offer(session, offer, offer_words(title="Annat"), by=BY, at=NOW)
    session.commit()
    assert send(client, form).status_code == 409
    assert send(client, form_of(client.get(page), "/publish")).status_code == 303


def test_an_employer_is_verified_as_it_was_looked_at(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    employer = an_employer(session, verified=False)
    session.commit()
    page = f"/coordinator/employers/{employer.id}"
    form = form_of(client.get(page), "/verify")
    edit_employer(session, employer, by=BY, at=NOW, name="Annan")
    session.commit()
    assert send(client, form).status_code == 409
    assert send(client, form_of(client.get(page), "/verify")).status_code == 303
