"""All classes of a session are noted on one page, and each teacher is asked once how it was."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notices import Letter
from models.people import Account
from models.words import ClassBookingState
from tests.builders.schools import STARTS, a_booking, an_asked_booking, an_occasion_session
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send, sign_in_as

State = ClassBookingState


@pytest.mark.usefixtures("app")
def test_a_whole_session_is_noted_at_once(
    app: Flask, client: FlaskClient, session: Session, coordinator: Account
) -> None:
    place = an_occasion_session(session)
    there, away = a_booking(session, place), a_booking(session, place)
    an_asked_booking(session, place)
    session.commit()
    page = f"/coordinator/events/sessions/{place.id}/attendance"
    assert '/attendance" novalidate' not in client.get(page).text
    with time_machine.travel(STARTS + timedelta(hours=3), tick=True):
        sign_in_as(client, coordinator)
        form = form_of(client.get(page), "/attendance")
        asked = {name: value for name, value in form.values.items() if name.startswith("came_")}
        assert asked == {f"came_{there.id}": "20", f"came_{away.id}": "20"}
        wrong = send(client, form, **{f"came_{there.id}": "alla"})
        assert wrong.status_code == 422
        told = {f"came_{there.id}": "17", f"came_{away.id}": "0"}
        for _time in range(2):
            form = form_of(client.get(page), "/attendance")
            shown = send(client, form, **told).location
            assert shown == f"/coordinator/events/{place.occasion_id}"
    look_anew(session)
    assert (there.state, there.pupils_came, away.state) == (State.ATTENDED, 17, State.ABSENT)
    assert session.scalars(select(Letter.subject)).all().count("booking_evaluation") == 1
    assert app.testing


def test_two_at_the_door_see_both_numbers(
    app: Flask, client: FlaskClient, session: Session, coordinator: Account
) -> None:
    place = an_occasion_session(session)
    came = f"came_{a_booking(session, place).id}"
    session.commit()
    page = f"/coordinator/events/sessions/{place.id}/attendance"
    with time_machine.travel(STARTS + timedelta(hours=3), tick=True):
        sign_in_as(client, coordinator)
        one, other = (form_of(client.get(page), "/attendance") for _each in "12")
        assert send(client, one, **{came: "17"}).status_code == 303
        second = send(client, other, **{came: "18"})
        assert second.status_code == 409
        again = form_of(second, "/attendance")
        assert send(client, again, **{f"take-{came}": "theirs"}).status_code == 303
        assert form_of(client.get(page), "/attendance").values[came] == "17"
    assert app.testing
