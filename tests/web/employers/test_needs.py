"""An employer registers whom it will lack, in its own words, and only its own."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.employers import Employer
from models.needs import Need
from models.operations.activities import ActivityWords, draft_activity
from models.operations.needs import link_needs
from models.words import ActivityState, NeedState, Stage
from tests.builders import NOW, SUMMER, a_coordinator, a_need, an_offer
from tests.web.browsing import Form, form_of, send
from tests.web.counting import queries_counted
from tests.web.students.looking import look_anew

LIST, NEW = "/employer/needs", "/employer/needs/new"
SAID = {
    "title": "Båtbyggare på Åsön",
    "word_1": "träbåtar",
    "people": "2",
    "by_when": "2028-08-15",
    "sureness": "likely",
    "wants_commissioned": "y",
}


def only_need(session: Session) -> Need:
    look_anew(session)
    return session.scalars(select(Need)).one()


def test_the_whole_way(client: FlaskClient, session: Session, employer: Employer) -> None:
    assert LIST in client.get("/employer").text
    assert "No needs registered yet" in client.get(LIST).text
    form = form_of(client.get(NEW), NEW)
    assert form.values["place"] == employer.place
    assert [send(client, form, **SAID).location for _twice in range(2)] == [LIST, LIST]
    need = only_need(session)
    assert (need.employer_id, need.year, need.looked_at) == (employer.id, 2028, None)
    assert need.wants_commissioned
    assert "Båtbyggare på Åsön" in client.get(LIST).text
    page = f"{LIST}/{need.id}"
    form = form_of(client.get(page), page)
    assert send(client, form, people="3").location == LIST
    assert only_need(session).people == 3
    assert send(client, form_of(client.get(page), "/meet")).status_code == 422
    assert send(client, form_of(client.get(page), "/meet"), how="otherwise").location == LIST
    assert only_need(session).state is NeedState.MET
    assert "can no longer be changed" in client.get(page).text
    assert send(client, form, people="9").status_code == 409


def test_it_is_withdrawn(client: FlaskClient, session: Session, employer: Employer) -> None:
    need = a_need(session, employer=employer)
    session.commit()
    send(client, form_of(client.get(f"{LIST}/{need.id}"), "/withdraw"))
    assert only_need(session).state is NeedState.WITHDRAWN


@pytest.mark.parametrize("wrong", [{"title": ""}, {"people": ""}, {"by_when": "nästa år"}], ids=str)
def test_what_is_wrong_gets_words_and_is_kept(
    client: FlaskClient, session: Session, employer: Employer, wrong: dict[str, str]
) -> None:
    refused = send(client, form_of(client.get(NEW), NEW), **{**SAID, **wrong})
    assert refused.status_code == 422
    assert "träbåtar" in refused.text
    assert session.scalars(select(Need)).all() == []


def test_nobody_else_s_need_exists(
    client: FlaskClient, session: Session, employer: Employer
) -> None:
    need, branch = a_need(session), a_need(session, branch="Vård")
    offer = an_offer(session)
    session.commit()
    token = form_of(client.get("/"), "/language").values["csrf_token"]
    for each in (need, branch):
        assert client.get(f"{LIST}/{each.id}").status_code == 404
        for verb in ("", "/meet", "/withdraw"):
            form = Form(f"{LIST}/{each.id}{verb}", "post", {"csrf_token": token, "form_key": verb})
            assert send(client, form, how="match", **SAID).status_code == 404
    form = Form(f"/employer/offers/{offer.id}/need", "post", {"csrf_token": token})
    assert send(client, form).status_code == 404
    look_anew(session)
    assert {each.state for each in session.scalars(select(Need))} == {NeedState.OPEN}


def test_a_sole_trader_is_not_asked_about_commissioned_education(
    client: FlaskClient, session: Session, employer: Employer
) -> None:
    assert 'name="wants_commissioned"' in client.get(NEW).text
    employer.organisation_number, employer.is_sole_trader = "8112189876", True
    session.commit()
    assert 'name="wants_commissioned"' not in client.get(NEW).text
    assert send(client, form_of(client.get(NEW), NEW), **SAID).location == LIST
    assert not only_need(session).wants_commissioned


def test_what_came_of_it_is_shown_when_it_is_decided(
    client: FlaskClient, session: Session, employer: Employer
) -> None:
    need, by = a_need(session, employer=employer), a_coordinator(session)
    activity = draft_activity(session, ActivityWords(Stage.DEVELOP, "Båtkurs"), by=by, at=NOW)
    link_needs(session, activity, [need], by=by, at=NOW)
    session.commit()
    assert "Båtkurs" not in client.get(LIST).text
    activity.what = activity.for_whom = activity.by_whom = activity.responsible = "Kim"
    activity.goal_figure, activity.starts_on, activity.ends_on = 5, *SUMMER
    activity.state = ActivityState.PLANNED
    session.commit()
    assert "Båtkurs" in client.get(LIST).text


def test_an_offer_that_nobody_took_becomes_a_need(
    client: FlaskClient, session: Session, employer: Employer
) -> None:
    begun = NOW.date().replace(month=1)
    offer = an_offer(session, employer=employer, places=2, starts_on=begun)
    later = an_offer(session, employer=employer)
    session.commit()
    assert "/need" not in client.get(f"/employer/offers/{later.id}").text
    form = form_of(client.get(f"/employer/offers/{offer.id}"), "/need")
    location = send(client, form).location
    need = only_need(session)
    assert location == f"{LIST}/{need.id}"
    assert (need.people, need.offer_id) == (2, offer.id)


def test_a_long_list_asks_no_more(
    app: Flask, client: FlaskClient, session: Session, employer: Employer
) -> None:
    a_need(session, employer=employer)
    session.commit()
    client.get(LIST)
    with queries_counted(app) as few:
        client.get(LIST)
    for _each in range(5):
        a_need(session, employer=employer, words=("ett", "två"))
    session.commit()
    with queries_counted(app) as many:
        client.get(LIST)
    assert many.count <= few.count <= 12
