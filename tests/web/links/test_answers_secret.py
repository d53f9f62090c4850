"""The secret in a link opens one match, and neither stays nor leaves with the page."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.audit import Event
from models.jobs import SentForm
from models.matches import Match
from models.notices import Link
from models.operations import students
from models.words import Language, LinkEnd, Role
from tests.builders import NOW, a_coordinator, an_offered_match
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.links.conftest import MakeLink


def answer(client: FlaskClient, link: str, **values: Any) -> Any:
    return send(client, form_of(client.get(link), link), **values)


def test_a_link_that_is_too_old_or_revoked_does_not_work(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match, days=30)
    form = form_of(client.get(link), link)
    ended = {"revoked_at": NOW, "revoked_because": LinkEnd.CONTACT_CHANGED}
    session.execute(update(Link).values(**ended))
    session.commit()
    for reply in (client.get(link), send(client, form, says="yes")):
        assert reply.status_code == 404
        assert "0611-00 00 00" in reply.text
    session.execute(update(Link).values(**dict.fromkeys(ended)))
    session.commit()
    with time_machine.travel(NOW + timedelta(days=31)):
        assert client.get(link).status_code == 404
    look_anew(session)
    assert match.answers == []


@pytest.mark.parametrize("token", ["x", "x" * 3000, "å", "..", "%00", "' OR 1=1 --"])
def test_a_made_up_link_does_not_work(client: FlaskClient, token: str) -> None:
    for address in (f"/a/{token}", f"/e/{token}"):
        assert client.get(address).status_code in {400, 404}


def test_a_link_opens_only_its_own_purpose(
    client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    assert client.get(link_to(match).replace("/a/", "/e/")).status_code == 404


def test_the_page_keeps_its_address_to_itself(
    client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    for reply in (client.get(link), answer(client, link, says=""), client.get("/a/unknown")):
        assert reply.headers["Referrer-Policy"] == "no-referrer"
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["X-Robots-Tag"] == "noindex"
    page = client.get(link).text
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_the_secret_is_neither_stored_nor_logged(
    session: Session,
    client: FlaskClient,
    match: Match,
    link_to: MakeLink,
    caplog: pytest.LogCaptureFixture,
) -> None:
    link = link_to(match)
    form = form_of(client.get(link), f"{link}/meet")
    send(client, form)
    answer(client, link, says="yes")
    token = link.removeprefix("/a/")
    kept = session.scalars(select(SentForm)).all()
    assert len(kept) == 2
    assert not any(token in f"{each.location} {each.key} {each.actor}" for each in kept)
    assert token not in str([vars(each) for each in session.scalars(select(Event))])
    assert token not in caplog.text


def test_a_form_of_another_site_is_refused(
    app: Flask, session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    assert client.post(link, data={"says": "yes"}).status_code == 403
    form = form_of(client.get(link), link)
    assert send(app.test_client(), form, says="yes").status_code == 403
    look_anew(session)
    assert match.answers == []


def test_an_answer_needs_no_referer_over_https(
    client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    form = form_of(client.get(link, base_url="https://localhost"), link)
    data = {**form.values, "says": "yes"}
    assert client.post(link, data=data, base_url="https://localhost").status_code == 303


def test_the_page_speaks_the_language_of_the_letter(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    assert '<html lang="en">' in client.get(link).text
    assert match.offer.contact is not None
    match.offer.contact.language = Language.SWEDISH
    session.commit()
    assert '<html lang="sv">' in client.get(link).text
    switch = form_of(client.get(link), "/language")
    sent = send(client, switch, language="en")
    assert sent.location == link
    assert '<html lang="en">' in client.get(link).text


def test_somebody_who_left_is_not_shown(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    assert match.student.programme in client.get(link).text
    students.leave(session, match.student, by=a_coordinator(session, for_role=Role.STUDENT), at=NOW)
    session.commit()
    assert match.student.programme not in client.get(link).text


def test_another_match_is_not_reached_through_the_link(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    other = an_offered_match(session)
    link = link_to(match)
    answer(client, link, says="yes", match_id=str(other.id))
    look_anew(session)
    assert other.answers == []
