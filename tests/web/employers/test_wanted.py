"""What an employer changed waits visibly, goes on from there, and can be taken back."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.employers import Employer
from models.offers import Offer
from models.operations.changes import send_back_change
from models.queries.changes import find_change
from tests.builders import NOW, a_coordinator, an_offer
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send

ORGANISATION = "/employer/organisation"


@pytest.fixture
def offer(session: Session, employer: Employer) -> Offer:
    offer = an_offer(session, employer=employer)
    session.commit()
    return offer


def change(client: FlaskClient, offer: Offer, **typed: str) -> None:
    edit = f"/employer/offers/{offer.id}/edit"
    assert send(client, form_of(client.get(edit), edit), do="draft", **typed).status_code == 303


def test_a_change_waits_and_says_so(session: Session, client: FlaskClient, offer: Offer) -> None:
    change(client, offer, title="Höst på varvet")
    page = client.get(f"/employer/offers/{offer.id}").text
    assert "Your changes wait for a coordinator" in page
    assert "until then students read the offer as it was" in page
    assert "Höst på varvet" in page
    assert "Höst" not in client.get(f"/offers/{offer.id}").text
    assert "a coordinator looks at it" in client.get("/employer").text


def test_the_form_goes_on_from_what_waits(
    session: Session, client: FlaskClient, offer: Offer
) -> None:
    change(client, offer, title="Höst på varvet")
    change(client, offer, text="Du lagar båtar.")
    look_anew(session)
    waits = find_change(session, offer)
    assert waits is not None
    assert waits.wanted == {"title": "Höst på varvet", "text": "Du lagar båtar."}


def test_fewer_places_are_changed_at_once(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer, places=3)
    session.commit()
    change(client, offer, places="2")
    look_anew(session)
    assert offer.places == 2
    assert find_change(session, offer) is None


def test_it_can_be_taken_back(session: Session, client: FlaskClient, offer: Offer) -> None:
    change(client, offer, title="Höst på varvet")
    page = client.get(f"/employer/offers/{offer.id}")
    form = form_of(page, "/change/drop")
    assert [send(client, form).status_code for _twice in range(2)] == [303, 303]
    look_anew(session)
    assert find_change(session, offer) is None


def test_a_comment_is_read_where_it_is_mended(
    session: Session, client: FlaskClient, offer: Offer
) -> None:
    change(client, offer, title="Höst på varvet")
    look_anew(session)
    waits = find_change(session, offer)
    assert waits is not None
    by = a_coordinator(session)
    send_back_change(session, waits, seen=waits.version, comment="Vilken höst?", by=by, at=NOW)
    session.commit()
    for page in (f"/employer/offers/{offer.id}", f"/employer/offers/{offer.id}/edit"):
        assert "Vilken höst?" in client.get(page).text
    assert "sent it back with a comment" in client.get("/employer").text


def test_a_new_name_waits_and_the_phone_does_not(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    was = employer.name
    form = form_of(client.get(ORGANISATION), ORGANISATION)
    assert send(client, form, name="Banken", contact_phone="070-1").status_code == 303
    look_anew(session)
    assert (employer.name, employer.contacts[0].phone) == (was, "070-1")
    page = client.get(ORGANISATION)
    assert 'value="Banken"' in page.text
    assert "Your changes wait for a coordinator" in page.text
    assert send(client, form_of(page, "/change/drop")).status_code == 303
    assert 'value="Banken"' not in client.get(ORGANISATION).text


def test_another_employer_s_change_cannot_be_taken_back(
    session: Session, client: FlaskClient, offer: Offer
) -> None:
    other = an_offer(session)
    session.commit()
    change(client, offer, title="Höst på varvet")
    form = form_of(client.get(f"/employer/offers/{offer.id}"), "/change/drop")
    form.action = f"/employer/offers/{other.id}/change/drop"
    assert send(client, form).status_code == 404
