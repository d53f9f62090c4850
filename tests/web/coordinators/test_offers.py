"""Offers: written for somebody on the phone, looked at twice, published or sent back, withdrawn."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.offers import Offer
from models.operations.offers import submit_offer
from models.people import Account
from models.queries.events import list_events_of
from models.queries.offers import list_offers_of_employer
from models.words import Insurer, Kind, MatchState, OfferState, Pay, Role
from tests.builders import (
    NOW,
    a_placed_match,
    an_employer,
    an_offer,
    an_offered_match,
    as_employer,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send

WORDS = {
    "title": "Fyrvaktare i sommar",
    "text": "Du tänder lampan.",
    "place": "2280",
    "pay": "wage",
    "insured_by": "employer",
}


def a_submitted_offer(session: Session, **words: Any) -> Offer:
    """Make an offer that waits for its review."""
    offer = an_offer(session, published=False, **words)
    submit_offer(session, offer, by=as_employer(offer), at=NOW)
    session.commit()
    return offer


def page_of(client: FlaskClient, offer: Offer) -> TestResponse:
    return client.get(f"/coordinator/offers/{offer.id}")


def press(client: FlaskClient, offer: Offer, button: str, **words: str) -> TestResponse:
    """Press a button of the offer's page."""
    form = form_of(page_of(client, offer), f"/offers/{offer.id}/{button}")
    return send(client, form, **words)


@pytest.mark.parametrize(
    ("do", "state"), [("draft", OfferState.DRAFT), ("submit", OfferState.SUBMITTED)]
)
def test_an_offer_is_written_on_the_phone_and_both_names_are_in_the_history(
    client: FlaskClient, session: Session, coordinator: Account, do: str, state: OfferState
) -> None:
    employer = an_employer(session)
    session.commit()
    address = f"/coordinator/employers/{employer.id}/offers/new/internship"
    form = form_of(client.get(address), address)
    answers = [send(client, form, **WORDS, do=do) for _again in range(2)]
    assert answers[0].location == answers[1].location
    look_anew(session)
    [offer] = list_offers_of_employer(session, employer.id)
    assert (offer.title, offer.state) == (WORDS["title"], state)
    for event in list_events_of(session, "offer", offer.id):
        assert (event.account_id, event.for_role) == (coordinator.id, Role.EMPLOYER)
    assert f"{coordinator.name}, för arbetsgivarens räkning" in page_of(client, offer).text


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "å" * 161),
        ("places", "0"),
        ("ends_on", "2000-01-01"),
        ("place", ""),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(
    client: FlaskClient, session: Session, field: str, value: str
) -> None:
    employer = an_employer(session)
    session.commit()
    address = f"/coordinator/employers/{employer.id}/offers/new/internship"
    form = form_of(client.get(address), address)
    answer = send(client, form, **{**WORDS, field: value, "do": "submit"})
    assert answer.status_code == 422
    assert WORDS["text"] in answer.text
    look_anew(session)
    assert list_offers_of_employer(session, employer.id) == []


@pytest.mark.usefixtures("coordinator")
def test_an_offer_is_changed_for_its_employer(client: FlaskClient, session: Session) -> None:
    offer = an_offer(session)
    session.commit()
    address = f"/coordinator/offers/{offer.id}/edit"
    form = form_of(client.get(address), address)
    assert send(client, form, title="Fyrvaktare").status_code == 303
    look_anew(session)
    assert offer.title == "Fyrvaktare"
    assert list_events_of(session, "offer", offer.id)[-1].for_role is Role.EMPLOYER


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ({"pay": Pay.UNPAID}, "Obetalt arbete utanför en kurs"),
        ({"insured_by": Insurer.NONE}, "Ingen försäkrar studenten"),
        ({"must": {"fyrvakteri": 3}}, "fyrvakteri"),
    ],
)
def test_what_is_unusual_is_pointed_out(
    client: FlaskClient, session: Session, words: dict[str, Any], flag: str
) -> None:
    usual, unusual = a_submitted_offer(session), a_submitted_offer(session, **words)
    assert "Kontrollera en gång till" not in page_of(client, usual).text
    page = page_of(client, unusual).text
    assert "Kontrollera en gång till" in page
    assert flag in page


@pytest.mark.usefixtures("coordinator")
def test_an_unpaid_mentorship_is_nothing_to_look_at_twice(
    client: FlaskClient, session: Session
) -> None:
    words = {"kind": Kind.MENTORSHIP, "pay": Pay.UNPAID, "insured_by": Insurer.NONE}
    offer = a_submitted_offer(session, **words)
    assert "Kontrollera en gång till" not in page_of(client, offer).text


@pytest.mark.usefixtures("coordinator")
def test_an_offer_is_published_once(client: FlaskClient, session: Session) -> None:
    offer = a_submitted_offer(session)
    form = form_of(page_of(client, offer), f"/offers/{offer.id}/publish")
    assert [send(client, form).status_code for _again in range(2)] == [303, 303]
    look_anew(session)
    assert offer.state is OfferState.PUBLISHED
    verbs = [event.verb for event in list_events_of(session, "offer", offer.id)]
    assert verbs.count("published") == 1


@pytest.mark.usefixtures("coordinator")
def test_an_offer_of_an_employer_that_is_not_verified_waits(
    client: FlaskClient, session: Session
) -> None:
    offer = a_submitted_offer(session, employer=an_employer(session, verified=False))
    page = page_of(client, offer)
    assert "inte kontrollerad" in page.text
    assert f"/offers/{offer.id}/publish" not in page.text
    form = form_of(page, f"/offers/{offer.id}/send-back")
    form.action = f"/coordinator/offers/{offer.id}/publish"
    assert send(client, form).status_code == 409


def test_nobody_publishes_for_the_unit_that_employs_them(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    offer = a_submitted_offer(session)
    coordinator.works_for_id = offer.employer_id
    session.commit()
    page = page_of(client, offer)
    assert "jäv" in page.text
    assert f"/offers/{offer.id}/publish" not in page.text
    form = form_of(page, f"/offers/{offer.id}/send-back")
    form.action = f"/coordinator/offers/{offer.id}/publish"
    assert send(client, form).status_code == 409
    look_anew(session)
    assert offer.state is OfferState.SUBMITTED


@pytest.mark.usefixtures("coordinator")
def test_an_offer_is_sent_back_with_a_comment(client: FlaskClient, session: Session) -> None:
    offer = a_submitted_offer(session)
    assert press(client, offer, "send-back", comment="  ").status_code == 422
    refused = press(client, offer, "send-back", comment="Vad gör " + "man " * 600)
    assert refused.status_code == 422
    assert "Vad gör man man" in refused.text
    assert press(client, offer, "send-back", comment="Vad gör man?").status_code == 303
    look_anew(session)
    assert (offer.state, offer.review_comment) == (OfferState.DRAFT, "Vad gör man?")
    assert "Vad gör man?" in page_of(client, offer).text


@pytest.mark.usefixtures("coordinator")
def test_a_draft_that_is_whole_is_submitted_for_the_employer(
    client: FlaskClient, session: Session
) -> None:
    offer = an_offer(session, published=False)
    session.commit()
    assert press(client, offer, "submit").status_code == 303
    look_anew(session)
    assert offer.state is OfferState.SUBMITTED


@pytest.mark.usefixtures("coordinator")
def test_withdrawing_lists_what_follows(client: FlaskClient, session: Session) -> None:
    offer = an_offer(session, places=3)
    asked, placed = an_offered_match(session, offer=offer), a_placed_match(session, offer=offer)
    session.commit()
    address = f"/coordinator/offers/{offer.id}/withdraw"
    page = client.get(address)
    assert asked.student.number in page.text
    assert placed.student.number not in page.text
    assert send(client, form_of(page, address)).status_code == 303
    look_anew(session)
    assert offer.state is OfferState.WITHDRAWN
    assert (asked.state, placed.state) == (MatchState.WITHDRAWN, MatchState.PLACED)
    assert client.get(address).status_code == 409
