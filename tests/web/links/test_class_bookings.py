"""A teacher's link: reading changes nothing, the buttons confirm, change, cancel and evaluate."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.class_bookings import cancel_booking, mark_attended
from models.operations.occasions import cancel_occasion
from models.schools import ClassBooking
from models.words import ClassBookingState, Language
from tests.builders import NOW, a_coordinator
from tests.builders.schools import (
    STARTS,
    VISITOR,
    a_booking,
    a_school_request,
    an_asked_booking,
    an_occasion_session,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from web.school_tokens import make_token

State = ClassBookingState
AFTER = STARTS + timedelta(hours=3)


@pytest.fixture
def asked(session: Session) -> ClassBooking:
    booking = an_asked_booking(session)
    session.commit()
    return booking


@pytest.fixture
def afterwards(app: Flask) -> Iterator[None]:
    assert app
    with time_machine.travel(AFTER, tick=True):
        yield


def link_of(app: Flask, booking: ClassBooking) -> str:
    assert booking.teacher is not None
    with app.app_context():
        return f"/b/{make_token(booking.teacher)}"


def test_opening_the_link_changes_nothing(
    app: Flask, client: FlaskClient, session: Session, asked: ClassBooking
) -> None:
    for _time in range(3):
        page = client.get(link_of(app, asked))
        assert page.status_code == 200
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
    look_anew(session)
    assert (asked.state, asked.session.taken) == (State.ASKED, 0)


def test_its_button_confirms_and_twice_is_once(
    app: Flask, client: FlaskClient, session: Session, asked: ClassBooking
) -> None:
    link = link_of(app, asked)
    form = form_of(client.get(link), "/confirm")
    for _time in range(2):
        assert send(client, form).location == link
    again = {**form.values, "form_key": "another"}
    assert client.post(form.action, data=again).status_code == 303
    look_anew(session)
    assert (asked.state, asked.session.taken) == (State.CONFIRMED, 20)
    page = client.get(link).text
    assert "kajplats.ics" in page
    assert "/confirm" not in page


def test_who_does_not_fit_is_told_of_the_waiting_list(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    place = an_occasion_session(session, capacity=30)
    a_booking(session, place)
    asked = an_asked_booking(session, place)
    session.commit()
    link = link_of(app, asked)
    send(client, form_of(client.get(link), "/confirm"))
    assert "väntelistan" in client.get(link).text
    look_anew(session)
    assert asked.state is State.WAITING


def test_a_wrong_link_opens_nothing(
    app: Flask, client: FlaskClient, session: Session, asked: ClassBooking
) -> None:
    link = link_of(app, asked)
    request = a_school_request(session)
    session.commit()
    assert request.teacher is not None
    with app.app_context():
        of_request = f"/b/{make_token(request.teacher)}"
    for wrong in ("/b/x", link + "x", link.replace("/b/", "/r/"), of_request):
        assert client.get(wrong).status_code == 404
        assert client.post(f"{wrong}/confirm").status_code in {403, 404}
    assert asked.teacher is not None
    asked.teacher.email = "annan@skola.example"
    session.commit()
    assert client.get(link).status_code == 404


def test_a_link_confirms_for_two_days_and_says_what_to_do_then(
    app: Flask, client: FlaskClient, session: Session, asked: ClassBooking
) -> None:
    link = link_of(app, asked)
    form = form_of(client.get(link), "/confirm")
    with time_machine.travel(NOW + timedelta(hours=49), tick=True):
        page = client.get(link)
        assert page.status_code == 200
        assert "/confirm" not in page.text
        assert "Boka en gång till" in page.text
        assert client.post(form.action, data=form.values).status_code in {403, 404}
    look_anew(session)
    assert asked.state is State.ASKED


def test_an_old_link_opens_nothing(app: Flask, client: FlaskClient, asked: ClassBooking) -> None:
    link = link_of(app, asked)
    with time_machine.travel(STARTS + timedelta(days=121), tick=True):
        assert client.get(link).status_code == 404


def test_the_number_is_changed_and_refused_where_it_does_not_fit(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    booking = a_booking(session)
    session.commit()
    link = link_of(app, booking)
    form = form_of(client.get(link), "/change")
    assert form.values["pupils"] == "20"
    assert send(client, form, pupils="25").location == link
    form = form_of(client.get(link), "/change")
    for wrong in ("0", "många", "301", ""):
        refused = send(client, form, pupils=wrong)
        assert refused.status_code == 422
    full = send(client, form_of(client.get(link), "/change"), pupils="51")
    assert full.status_code == 409
    assert "50 elever" in full.text
    look_anew(session)
    assert (booking.pupils, booking.session.taken) == (25, 25)


def test_cancelled_by_link_the_seats_go_to_who_waits(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    place = an_occasion_session(session, capacity=30)
    booking, waits = a_booking(session, place), a_booking(session, place)
    session.commit()
    link = link_of(app, booking)
    form = form_of(client.get(link), "/cancel")
    for _time in range(2):
        assert send(client, form).location == link
    assert form.action not in client.get(link).text
    look_anew(session)
    assert (booking.state, waits.state) == (State.CANCELLED, State.CONFIRMED)


def test_what_is_too_late_is_refused_kindly(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    booking = a_booking(session)
    session.commit()
    form = form_of(client.get(link_of(app, booking)), "/change")
    cancel_booking(session, booking, by=a_coordinator(session), at=NOW)
    session.commit()
    refused = send(client, form, pupils="10")
    assert refused.status_code == 409
    assert "bokningen" in refused.text


def test_a_called_off_event_says_why(app: Flask, client: FlaskClient, session: Session) -> None:
    booking, by = a_booking(session), a_coordinator(session)
    cancel_occasion(session, booking.session.occasion, reason="Storm på E4", by=by, at=NOW)
    session.commit()
    assert "Storm på E4" in client.get(link_of(app, booking)).text


@pytest.mark.usefixtures("afterwards")
def test_the_three_questions_are_answered_once(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    booking = a_booking(session)
    mark_attended(session, booking, 18, by=a_coordinator(session), at=AFTER)
    session.commit()
    link = link_of(app, booking)
    form = form_of(client.get(link), "/evaluate")
    empty = send(client, form, words="Mer tid.")
    assert empty.status_code == 422
    assert "Mer tid." in empty.text
    form = form_of(client.get(link), "/evaluate")
    send(client, form, good="4", curious="5", words="Mer tid.")
    assert "/evaluate" not in client.get(link).text
    look_anew(session)
    assert (booking.good, booking.curious, booking.change_words) == (4, 5, "Mer tid.")


def test_the_calendar_holds_the_hours_and_nobody(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    booking = a_booking(session)
    session.commit()
    answer = client.get(f"{link_of(app, booking)}/kajplats.ics")
    assert answer.mimetype == "text/calendar"
    assert "DTSTART:20270331T090000Z" in answer.text
    assert "Sal M 102" in answer.text
    assert "Sundin" not in answer.text


def test_the_link_speaks_the_language_of_its_teacher(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    booking = an_asked_booking(session, language=Language.ENGLISH)
    session.commit()
    assert "Confirm the booking" in client.get(link_of(app, booking)).text
    assert VISITOR.account_id is None
