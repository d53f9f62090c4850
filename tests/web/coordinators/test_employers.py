"""Employers: taken in by phone, verified by somebody without a stake, paused, connected."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.actors import Actor
from models.employers import Employer
from models.operations.connections import ask_to_connect
from models.people import Account
from models.queries.employers import find_employer, get_employer
from models.queries.events import list_events_of
from models.queries.letters import list_letters_held
from models.words import EmployerState, Role
from tests.builders import (
    NOW,
    a_placed_match,
    an_account,
    an_agreed_match,
    an_employer,
    an_offer,
    an_offered_match,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.counting import queries_counted

NEW = "/coordinator/employers/new"
NUMBER, OF_SOLE_TRADER = "2120002411", "8112189876"
WORDS = {
    "name": "Hamnens Bolag",
    "organisation_number": "212000-2411",
    "contact_name": "Lova Berg",
    "contact_phone": "0611-55 66",
    "contact_language": "sv",
    "description": "Vi lagar båtar.",
}


def register(client: FlaskClient, **words: str) -> TestResponse:
    """Fill in the form for an employer on the phone, and send it."""
    return send(client, form_of(client.get(NEW), NEW), **{**WORDS, **words})


def press(client: FlaskClient, employer: Employer, button: str) -> TestResponse:
    """Press a button of the employer's page."""
    page = client.get(f"/coordinator/employers/{employer.id}")
    return send(client, form_of(page, f"/employers/{employer.id}/{button}"))


def test_an_employer_is_taken_in_by_phone_and_both_names_are_in_the_history(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    answer = register(client)
    employer = find_employer(session, NUMBER)
    assert employer is not None
    assert answer.location == f"/coordinator/employers/{employer.id}"
    assert employer.contacts[0].phone == "0611-55 66"
    assert employer.state is EmployerState.REGISTERED
    event = list_events_of(session, "employer", employer.id)[0]
    assert (event.account_id, event.for_role) == (coordinator.id, Role.EMPLOYER)
    page = client.get(f"/coordinator/employers/{employer.id}").text
    assert f"{coordinator.name}, för arbetsgivarens räkning" in page


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "å" * 161),
        ("organisation_number", ""),
        ("organisation_number", "212000-2412"),
        ("contact_name", ""),
        ("contact_name", "   "),
        ("contact_phone", ""),
        ("contact_email", "no address"),
        ("website", "javascript:alert(1)"),
        ("description", "å" * 4001),
        ("place", "9999"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept(
    client: FlaskClient, session: Session, field: str, value: str
) -> None:
    answer = register(client, **{field: value})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert WORDS["name" if field != "name" else "contact_name"] in answer.text
    assert find_employer(session, NUMBER) is None


@pytest.mark.usefixtures("coordinator")
def test_a_unit_that_is_registered_is_not_registered_again(
    client: FlaskClient, session: Session
) -> None:
    an_employer(session, organisation_number=NUMBER)
    session.commit()
    answer = register(client)
    assert answer.status_code == 422
    assert "redan registrerad" in answer.text
    assert register(client, unit="Lagret").status_code == 303


@pytest.mark.usefixtures("coordinator")
def test_the_same_form_twice_makes_one_employer(client: FlaskClient) -> None:
    form = form_of(client.get(NEW), NEW)
    answers = [send(client, form, **WORDS) for _again in range(2)]
    assert answers[0].location == answers[1].location


@pytest.mark.usefixtures("coordinator")
def test_a_sole_traders_number_is_shown_nowhere(client: FlaskClient, session: Session) -> None:
    an_employer(session, organisation_number=OF_SOLE_TRADER, name="Enskild")
    session.commit()
    employer = find_employer(session, OF_SOLE_TRADER)
    assert employer is not None
    for page in ("", f"/{employer.id}", f"/{employer.id}/edit"):
        text = client.get(f"/coordinator/employers{page}").text
        assert "811218-****" in text
        assert "9876" not in text


def test_an_employer_is_verified_by_whoever_did_it(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    employer = an_employer(session, verified=False)
    session.commit()
    assert press(client, employer, "verify").status_code == 303
    look_anew(session)
    assert (employer.state, employer.verified_by_id) == (EmployerState.VERIFIED, coordinator.id)


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("verb", ["verify", "refuse"])
def test_nobody_decides_on_the_unit_that_employs_them(
    client: FlaskClient, session: Session, coordinator: Account, verb: str
) -> None:
    employer = an_employer(session, verified=False)
    session.commit()
    form = form_of(
        client.get(f"/coordinator/employers/{employer.id}"), f"/employers/{employer.id}/{verb}"
    )
    coordinator.works_for_id = employer.id
    session.commit()
    page = client.get(f"/coordinator/employers/{employer.id}").text
    assert "jäv" in page
    assert f"/employers/{employer.id}/{verb}" not in page
    refused = send(client, form)
    assert refused.status_code == 409
    assert "Någon annan" in refused.text
    look_anew(session)
    assert employer.state is EmployerState.REGISTERED


@pytest.mark.usefixtures("coordinator")
def test_an_employer_is_paused_and_resumed(client: FlaskClient, session: Session) -> None:
    employer = an_offer(session, title="Fyrvaktare").employer
    session.commit()
    for button, state, is_seen in (
        ("pause", EmployerState.PAUSED, False),
        ("resume", EmployerState.VERIFIED, True),
    ):
        assert press(client, employer, button).status_code == 303
        look_anew(session)
        assert employer.state is state
        assert ("Fyrvaktare" in client.get("/offers").text) is is_seen


@pytest.mark.usefixtures("coordinator")
def test_an_employer_is_refused_once_however_often_it_is_sent(
    client: FlaskClient, session: Session
) -> None:
    employer = an_employer(session, verified=False, contact_email="", contact_phone="0611-1")
    session.commit()
    form = form_of(
        client.get(f"/coordinator/employers/{employer.id}"), f"/employers/{employer.id}/refuse"
    )
    assert [send(client, form).status_code for _again in range(2)] == [303, 303]
    look_anew(session)
    assert employer.state is EmployerState.REFUSED
    assert [letter.subject for letter in list_letters_held(session)] == ["employer_refused"]


@pytest.mark.usefixtures("coordinator")
def test_somebody_who_asked_is_connected(client: FlaskClient, session: Session) -> None:
    employer, account = an_employer(session), an_account(session, Role.EMPLOYER)
    by = Actor(Role.EMPLOYER, account_id=account.id)
    ask_to_connect(session, employer, account, by=by, at=NOW)
    session.commit()
    assert press(client, employer, "connect").status_code == 303
    look_anew(session)
    employer = get_employer(session, employer.id)
    assert account.id in {contact.account_id for contact in employer.contacts}


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("account", ["0", "-1", "x", "999999", "99999999999999999999"])
def test_nobody_who_has_not_asked_is_connected(
    client: FlaskClient, session: Session, account: str
) -> None:
    employer, asks = an_employer(session), an_account(session, Role.EMPLOYER)
    by = Actor(Role.EMPLOYER, account_id=asks.id)
    ask_to_connect(session, employer, asks, by=by, at=NOW)
    session.commit()
    page = client.get(f"/coordinator/employers/{employer.id}")
    form = form_of(page, f"/employers/{employer.id}/connect")
    assert send(client, form, account=account).status_code == 404


@pytest.mark.usefixtures("coordinator")
def test_what_an_employer_says_is_changed_for_it(client: FlaskClient, session: Session) -> None:
    employer = an_employer(session)
    session.commit()
    address = f"/coordinator/employers/{employer.id}/edit"
    form = form_of(client.get(address), address)
    refused = send(client, form, name="", description="Vi lagar båtar.")
    assert refused.status_code == 422
    assert "Vi lagar båtar." in refused.text
    assert send(client, form, description="Vi lagar båtar.").status_code == 303
    look_anew(session)
    assert employer.description == "Vi lagar båtar."
    assert list_events_of(session, "employer", employer.id)[-1].for_role is Role.EMPLOYER


@pytest.mark.usefixtures("coordinator")
def test_people_are_added_and_changed_and_found(client: FlaskClient, session: Session) -> None:
    employer = an_employer(session)
    session.commit()
    address = f"/coordinator/employers/{employer.id}/contacts/"
    form = form_of(client.get(f"{address}new"), f"{address}new")
    assert send(client, form, contact_name="Lova Berg").status_code == 422
    new = {"contact_name": "Lova Berg", "contact_phone": "0611-55 66"}
    assert send(client, form, **new).status_code == 303
    look_anew(session)
    added = get_employer(session, employer.id).contacts[-1]
    found = client.get("/coordinator/search?q=061155").text
    assert f"/coordinator/employers/{employer.id}" in found
    form = form_of(client.get(f"{address}{added.id}"), f"{address}{added.id}")
    assert form.values["contact_name"] == "Lova Berg"
    assert send(client, form, contact_language="en", contact_title="Chef").status_code == 303
    look_anew(session)
    assert (added.title, added.language.value, added.phone) == ("Chef", "en", "0611-55 66")


@pytest.mark.usefixtures("coordinator")
def test_an_employers_page_asks_no_more_when_more_has_happened(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    employer, counts = an_employer(session), []
    for _time in range(2):
        for _match in range(2):
            an_agreed_match(session, offer=an_offer(session, employer=employer))
        session.commit()
        with queries_counted(app) as asked:
            client.get(f"/coordinator/employers/{employer.id}")
        counts.append(asked.count)
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("coordinator")
def test_what_follows_a_pause_is_listed_before_it_is_done(
    client: FlaskClient, session: Session
) -> None:
    waiting = an_offered_match(session)
    employer = waiting.offer.employer
    placed = a_placed_match(session, offer=an_offer(session, employer=employer, title="Mät vågor"))
    session.commit()
    page = client.get(f"/coordinator/employers/{employer.id}").text
    panel = page[page.index("Det här händer") :]
    panel = panel[: panel.index("</form>")]
    for told in (
        "2 publicerade erbjudanden döljs",
        "Mät vågor",
        f"/coordinator/matches/{waiting.id}",
        f"/coordinator/matches/{placed.id}",
        "Brev till den stoppas",
    ):
        assert told in panel
