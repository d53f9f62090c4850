"""A teacher's request behind its link: confirmed by a button, taken back, its answer read."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.school_requests import answer_request
from models.schools import SchoolRequest
from models.words import SchoolRequestState
from tests.builders import NOW, a_coordinator
from tests.builders.schools import a_school_request
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from web.school_tokens import make_token


def link_of(app: Flask, request: SchoolRequest) -> str:
    assert request.teacher is not None
    with app.app_context():
        return f"/r/{make_token(request.teacher)}"


def test_its_button_confirms_and_reading_does_not(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    request = a_school_request(session, confirmed=False)
    session.commit()
    link = link_of(app, request)
    form = form_of(client.get(link), "/confirm")
    look_anew(session)
    assert request.state is SchoolRequestState.ASKED
    for _time in range(2):
        assert send(client, form).location == link
    look_anew(session)
    assert request.state is SchoolRequestState.OPEN


def test_taken_back_nobody_looks_any_more(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    request = a_school_request(session)
    session.commit()
    link = link_of(app, request)
    form = form_of(client.get(link), "/withdraw")
    for _time in range(2):
        assert send(client, form).location == link
    look_anew(session)
    assert request.state is SchoolRequestState.WITHDRAWN
    assert client.get(link).status_code == 200


def test_the_answer_can_be_read_there(app: Flask, client: FlaskClient, session: Session) -> None:
    request, by = a_school_request(session), a_coordinator(session)
    link = link_of(app, request)
    form = None
    session.commit()
    form = form_of(client.get(link), "/withdraw")
    answer_request(session, request, answer="Kim kommer <i>gärna</i>.", by=by, at=NOW)
    session.commit()
    page = client.get(link).text
    assert "Kim kommer &lt;i&gt;gärna" in page
    assert send(client, form).status_code == 409


def test_a_wrong_link_opens_nothing(client: FlaskClient) -> None:
    assert client.get("/r/x").status_code == 404
