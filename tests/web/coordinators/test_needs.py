"""Competence needs on the working group's pages, from the phone to the activity."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.audit import Event
from models.needs import Means, Need
from models.operations.activities import ActivityWords, draft_activity
from models.operations.needs import link_needs, register_need
from models.people import Account
from models.words import ActivityState, Language, MetHow, NeedState, Role, Stage, Sureness
from tests.builders import (
    NOW,
    a_colleague,
    a_coordinator,
    a_need,
    a_placed_match,
    an_activity,
    an_employer,
    an_offer,
    need_words,
)
from tests.web.browsing import form_of, send
from tests.web.counting import queries_counted
from tests.web.students.looking import look_anew

pytestmark = pytest.mark.usefixtures("coordinator")

LIST, NEW = "/coordinator/needs", "/coordinator/needs/new"
SAID = {
    "title": "Sjuksköterskor till Åsen",
    "word_1": "Sjuksköterska",
    "people": "4",
    "by_when": "2029",
    "sureness": "certain",
    "place": "2280",
}


def only_need(session: Session) -> Need:
    look_anew(session)
    return session.scalars(select(Need)).one()


def test_a_branch_s_need_is_registered_once(client: FlaskClient, session: Session) -> None:
    form = form_of(client.get(NEW), NEW)
    first = [send(client, form, branch="Vården i Ådalen", **SAID).location for _twice in range(2)]
    need = only_need(session)
    assert first == [f"{LIST}/{need.id}"] * 2
    assert (need.whose, need.people, need.year) == ("Vården i Ådalen", 4, 2029)
    page = client.get(first[0]).text
    assert "Sjuksköterskor till Åsen" in page
    assert "anmälde behovet" in page
    assert "Vården i Ådalen" in client.get(f"{LIST}?state=open").text


def test_an_employer_s_is_written_down_for_them(client: FlaskClient, session: Session) -> None:
    employer = an_employer(session)
    session.commit()
    page = f"/coordinator/employers/{employer.id}/needs/new"
    assert page in client.get(f"/coordinator/employers/{employer.id}").text
    send(client, form_of(client.get(page), page), **SAID)
    assert only_need(session).employer_id == employer.id
    event = session.scalars(select(Event).where(Event.thing == "need")).one()
    assert (event.role, event.for_role) == (Role.COORDINATOR, Role.EMPLOYER)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"branch": ""},
        {"people": "0"},
        {"people": "många"},
        {"by_when": "snart"},
        {"by_when": "2028-13-40"},
        {"by_when": "1850"},
        {"sureness": "maybe"},
        {"place": "9999"},
        {"level": "phd"},
        {"field": "field/none"},
        {"word_1": "å" * 121},
    ],
    ids=str,
)
def test_what_is_wrong_gets_words_and_is_kept(
    client: FlaskClient, session: Session, wrong: dict[str, str]
) -> None:
    form = form_of(client.get(NEW), NEW)
    sent = {**SAID, "branch": "Vård", "text": "Kvarnen Ö", **wrong}
    refused = send(client, form, **sent)
    assert refused.status_code == 422
    assert "Kvarnen Ö" in refused.text
    assert session.scalars(select(Need)).all() == []


def test_it_is_changed_met_and_opened_again(client: FlaskClient, session: Session) -> None:
    need = a_need(session, words=("Ångpannor",))
    session.commit()
    page, edit = f"{LIST}/{need.id}", f"{LIST}/{need.id}/edit"
    form = form_of(client.get(edit), edit)
    assert form.values["word_1"] == "Ångpannor"
    assert send(client, form, people="7", by_when="2028-08-15").location == page
    assert (only_need(session).people, str(only_need(session).needed_on)) == (7, "2028-08-15")
    assert send(client, form_of(client.get(page), "/meet")).status_code == 422
    untold = send(client, form_of(client.get(page), "/meet"), how="course")
    assert untold.status_code == 422
    send(client, form_of(client.get(page), "/meet"), how="otherwise")
    assert (only_need(session).state, only_need(session).met_how) == (
        NeedState.MET,
        MetHow.OTHERWISE,
    )
    assert client.get(edit).status_code == 409
    send(client, form_of(client.get(page), "/reopen"))
    assert only_need(session).state is NeedState.OPEN
    send(client, form_of(client.get(page), "/withdraw"))
    assert only_need(session).state is NeedState.WITHDRAWN
    assert "/withdraw" not in client.get(page).text


def test_two_who_change_it_see_both_versions(client: FlaskClient, session: Session) -> None:
    need = a_need(session)
    session.commit()
    edit = f"{LIST}/{need.id}/edit"
    form = form_of(client.get(edit), edit)
    send(client, form_of(client.get(edit), edit), title="Först")
    later = send(client, form, title="Sedan")
    assert later.status_code == 409
    assert "Först" in later.text
    assert "Sedan" in later.text
    assert only_need(session).title == "Först"


def test_what_an_employer_registered_waits_in_the_work_list(
    client: FlaskClient, session: Session
) -> None:
    employer = an_employer(session)
    by = Actor(Role.EMPLOYER, account_id=a_colleague(session, employer).id)
    need = register_need(session, employer, need_words(), by=by, at=NOW)
    a_need(session)
    session.commit()
    page = f"{LIST}/{need.id}"
    home = client.get("/coordinator").text
    assert home.count(f"{LIST}/") == 1
    assert page in home
    send(client, form_of(client.get(page), "/look-at"))
    assert page not in client.get("/coordinator").text


def test_an_unfilled_offer_becomes_a_need_in_one_click(
    client: FlaskClient, session: Session
) -> None:
    offer = an_offer(session, places=2)
    session.commit()
    form = form_of(client.get(f"/coordinator/offers/{offer.id}"), "/need")
    first = [send(client, form).location for _twice in range(2)]
    need = only_need(session)
    assert first == [f"{LIST}/{need.id}"] * 2
    assert (need.offer_id, need.people) == (offer.id, 2)
    assert f"/coordinator/offers/{offer.id}" in client.get(first[0]).text


def test_the_need_shows_its_activity_and_where_it_stands(
    client: FlaskClient, session: Session
) -> None:
    need, by = a_need(session), a_coordinator(session)
    words = ActivityWords(Stage.DEVELOP, "Uppdragsutbildning i vård")
    activity = draft_activity(session, words, by=by, at=NOW)
    link_needs(session, activity, [need], by=by, at=NOW)
    session.commit()
    page = client.get(f"{LIST}/{need.id}").text
    assert "Uppdragsutbildning i vård" in page
    assert "Utkast" in page


def test_an_empty_list_says_how_it_is_filled(client: FlaskClient) -> None:
    assert "Inga kompetensbehov än" in client.get(LIST).text
    assert "Inget sådant behov" in client.get(f"{LIST}?state=met").text
    assert client.get(f"{LIST}?state=nonsense&field=nonsense&page=x").status_code == 200
    assert client.get(f"{LIST}/999").status_code == 404


def test_more_needs_ask_no_more(app: Flask, client: FlaskClient, session: Session) -> None:
    a_need(session, words=("ett", "två"))
    session.commit()
    client.get(LIST)
    with queries_counted(app) as few:
        client.get(LIST)
    for _each in range(6):
        a_need(session, words=("tre",), sureness=Sureness.PERHAPS)
    session.commit()
    with queries_counted(app) as many:
        client.get(LIST)
    assert many.count <= few.count <= 12


def test_it_is_told_in_english_too(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    coordinator.language = Language.ENGLISH
    need = a_need(session)
    session.commit()
    assert "What is done about it" in client.get(f"{LIST}/{need.id}").text
    assert 'lang="sv">Sjuksköterskor till Åsen' in client.get(LIST).text


def test_what_met_it_is_chosen_from_a_list_and_shown(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    match = a_placed_match(session)
    need = a_need(session, employer=match.offer.employer)
    a_placed_match(session)
    ran = an_activity(session, ActivityState.RUNNING, title="Vägen till vården")
    session.commit()
    page = f"/coordinator/needs/{need.id}"
    shown = client.get(page)
    boxes = re.findall(r'name="met_by"[^>]* value="([^"]+)"', shown.text)
    assert boxes == [f"match-{match.id}", f"activity-{ran.id}"]
    form = form_of(shown, "/meet")
    # Another kind than was said is not what met it.
    refused = send(client, form, how="match", met_by=f"activity-{ran.id}")
    assert refused.status_code == 422
    assert send(client, form, how="match", met_by=f"match-{match.id}").status_code == 303
    look_anew(session)
    [means] = session.scalars(select(Means)).all()
    assert (means.need_id, means.match_id) == (need.id, match.id)
    assert f"/coordinator/matches/{match.id}" in client.get(page).text
