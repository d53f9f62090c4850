"""The working group writes events, books on the phone, notes who came, and answers teachers."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notices import Letter
from models.occasions import Occasion
from models.people import Account
from models.schools import ClassBooking, SchoolRequest
from models.words import ClassBookingState, OccasionState, Role, SchoolRequestState
from tests.builders import an_account
from tests.builders.schools import (
    STARTS,
    a_booking,
    a_school_request,
    an_asked_booking,
    an_occasion,
    an_occasion_session,
)
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send

EVENTS = "/coordinator/events"
SAID = {
    "kind": "campus_visit",
    "title": "En halv dag på campus",
    "text": "Labb och verkstad.",
    "language": "sv",
    "place": "2281",
    "books_from": "2027-03-01",
    "books_until": "2027-05-01",
    "reminder_days": "5",
    "activity": "",
}
SESSION = {
    "title": "Förmiddag",
    "on_day": "2027-05-20",
    "starts": "09:00",
    "ends": "11:30",
    "room": "Hus C",
    "capacity": "60",
}
PHONED = {
    "school": "Bruksgymnasiet",
    "school_place": "2262",
    "school_year": "upper_1",
    "pupils": "28",
    "needs": "",
    "name": "Ylva Nipberg",
    "email": "",
}


@pytest.fixture
def afterwards(app: Flask) -> Iterator[None]:
    assert app
    with time_machine.travel(STARTS + timedelta(hours=3), tick=True):
        yield


@pytest.mark.usefixtures("coordinator")
def test_an_event_is_written_given_a_session_and_published(
    client: FlaskClient, session: Session
) -> None:
    assert "kp-empty" in client.get(EVENTS).text
    form = form_of(client.get(f"{EVENTS}/new"), "/new")
    wrong = send(client, form, **{**SAID, "books_until": "2027-02-01"})
    assert wrong.status_code == 422
    assert "En halv dag på campus" in wrong.text
    shown = send(client, form_of(client.get(f"{EVENTS}/new"), "/new"), **SAID).location
    assert "kp-empty" in client.get(shown).text
    add = f"{shown}/sessions/new"
    early = send(client, form_of(client.get(add), "/new"), **{**SESSION, "ends": "08:00"})
    assert early.status_code == 422
    assert send(client, form_of(client.get(add), "/new"), **SESSION).location == shown
    assert send(client, form_of(client.get(shown), "/publish")).location == shown
    look_anew(session)
    [occasion] = session.scalars(select(Occasion)).all()
    assert occasion.state is OccasionState.PUBLISHED
    [place] = occasion.sessions
    # Half past eleven in Sweden in May, and seventeen days before it is the first of May's end.
    assert place.ends_at.isoformat() == "2027-05-20T09:30:00+00:00"
    assert occasion.books_until.isoformat() == "2027-05-01T22:00:00+00:00"
    assert place.remind_at == place.starts_at - timedelta(days=5)


@pytest.mark.usefixtures("coordinator")
def test_what_a_colleague_changed_meanwhile_is_not_written_over(
    client: FlaskClient, session: Session
) -> None:
    occasion = an_occasion(session)
    session.commit()
    edit = f"{EVENTS}/{occasion.id}/edit"
    mine, theirs = (form_of(client.get(edit), "/edit") for _each in range(2))
    assert send(client, theirs, title="Deras").status_code == 303
    assert send(client, mine, title="Mitt").status_code == 409
    look_anew(session)
    assert occasion.title == "Deras"


@pytest.mark.usefixtures("coordinator")
def test_a_session_is_removed_once_and_kept_when_it_is_booked(
    client: FlaskClient, session: Session
) -> None:
    free, booked = an_occasion_session(session), a_booking(session).session
    session.commit()
    page = f"{EVENTS}/sessions/{free.id}/edit"
    form = form_of(client.get(page), "/remove")
    for _time in range(2):
        assert send(client, form).status_code == 303
    assert client.get(page).status_code == 404
    form = form_of(client.get(f"{EVENTS}/sessions/{booked.id}/edit"), "/remove")
    assert send(client, form).status_code == 409


@pytest.mark.usefixtures("coordinator")
def test_a_teacher_on_the_phone_is_booked_at_once(client: FlaskClient, session: Session) -> None:
    place = an_occasion_session(session)
    session.commit()
    page = f"{EVENTS}/sessions/{place.id}/book"
    assert send(client, form_of(client.get(page), "/book"), **PHONED).status_code == 303
    look_anew(session)
    [booking] = session.scalars(select(ClassBooking)).all()
    assert (booking.state, booking.pupils, place.taken) == (ClassBookingState.CONFIRMED, 28, 28)
    assert "Ylva Nipberg, Bruksgymnasiet" in client.get("/coordinator/letters").text


@pytest.mark.usefixtures("coordinator")
def test_a_booking_is_confirmed_changed_and_cancelled_for_the_teacher(
    client: FlaskClient, session: Session
) -> None:
    booking = an_asked_booking(session)
    session.commit()
    page = f"{EVENTS}/bookings/{booking.id}"
    send(client, form_of(client.get(page), "/confirm"))
    send(client, form_of(client.get(page), "/change"), pupils="30")
    look_anew(session)
    assert (booking.state, booking.session.taken) == (ClassBookingState.CONFIRMED, 30)
    send(client, form_of(client.get(page), "/cancel"))
    look_anew(session)
    assert (booking.state, booking.session.taken) == (ClassBookingState.CANCELLED, 0)
    assert client.get(page).status_code == 200


@pytest.mark.usefixtures("afterwards", "coordinator")
def test_who_came_is_noted_and_shown_with_what_teachers_thought(
    client: FlaskClient, session: Session
) -> None:
    there, away = a_booking(session), a_booking(session)
    session.commit()
    page = f"{EVENTS}/bookings/{there.id}"
    send(client, form_of(client.get(page), "/attend"), pupils="17")
    send(client, form_of(client.get(f"{EVENTS}/bookings/{away.id}"), "/miss"))
    look_anew(session)
    assert (there.state, there.pupils_came) == (ClassBookingState.ATTENDED, 17)
    assert away.state is ClassBookingState.ABSENT
    assert client.get(f"{EVENTS}/{there.session.occasion_id}").text.count("17") >= 1
    close = form_of(client.get(f"{EVENTS}/{there.session.occasion_id}"), "/close")
    assert send(client, close).status_code == 303


@pytest.mark.usefixtures("coordinator")
def test_an_event_is_called_off_with_a_reason_that_all_read(
    client: FlaskClient, session: Session
) -> None:
    booking = a_booking(session)
    session.commit()
    page = f"{EVENTS}/{booking.session.occasion_id}"
    assert send(client, form_of(client.get(page), "/cancel"), reason="").status_code == 422
    assert send(client, form_of(client.get(page), "/cancel"), reason="Storm").status_code == 303
    look_anew(session)
    assert booking.state is ClassBookingState.CANCELLED
    assert "booking_cancelled" in session.scalars(select(Letter.subject)).all()


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_list_for_the_day_holds_text_and_no_formula(
    client: FlaskClient, session: Session, ending: str
) -> None:
    booking = a_booking(session, school="=1+1", needs="@ramp")
    session.commit()
    answer = client.get(f"{EVENTS}/{booking.session.occasion_id}/bookings.{ending}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    if ending == "csv":
        [row] = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
        assert (row["Skola"], row["Elever"], row["Vad klassen behöver"]) == (
            "'=1+1",
            "20",
            "'@ramp",
        )
    assert client.get(f"{EVENTS}/{booking.session.occasion_id}/bookings.pdf").status_code == 404


@pytest.mark.usefixtures("coordinator")
def test_a_request_is_written_down_and_answered(client: FlaskClient, session: Session) -> None:
    request = a_school_request(session)
    session.commit()
    assert f"{EVENTS}/requests/{request.id}" in client.get(f"{EVENTS}/requests").text
    page = f"{EVENTS}/requests/{request.id}"
    assert send(client, form_of(client.get(page), "/answer"), answer=" ").status_code == 422
    form = form_of(client.get(page), "/answer")
    for _time in range(2):
        assert send(client, form, answer="Kim kommer.").location == page
    look_anew(session)
    assert request.state is SchoolRequestState.ANSWERED
    assert session.scalars(select(Letter.subject)).all().count("request_answered") == 1
    said = {**PHONED, "kind": "topics", "topic": "Skog", "wanted_when": ""}
    said.pop("needs")
    new = form_of(client.get(f"{EVENTS}/requests/new"), "/new")
    assert send(client, new, **said).status_code == 303
    look_anew(session)
    other = session.scalars(select(SchoolRequest).where(SchoolRequest.id != request.id)).one()
    send(client, form_of(client.get(f"{EVENTS}/requests/{other.id}"), "/withdraw"))
    look_anew(session)
    assert other.state is SchoolRequestState.WITHDRAWN


@pytest.mark.parametrize("role", [None, Role.STUDENT, Role.EMPLOYER, Role.STEERING, Role.ADMIN])
def test_nobody_else_sees_who_has_booked(
    client: FlaskClient,
    session: Session,
    sign_in: Callable[[Account], None],
    role: Role | None,
) -> None:
    booking, request = a_booking(session), a_school_request(session)
    if role is not None:
        sign_in(an_account(session, role))
    session.commit()
    event = booking.session.occasion_id
    for path in (
        EVENTS,
        f"{EVENTS}/{event}",
        f"{EVENTS}/{event}/edit",
        f"{EVENTS}/{event}/bookings.csv",
        f"{EVENTS}/bookings/{booking.id}",
        f"{EVENTS}/sessions/{booking.session_id}/book",
        f"{EVENTS}/requests/{request.id}",
    ):
        answer = client.get(path)
        assert answer.status_code == (302 if role is None else 404), path
        assert "Sundin" not in answer.text
    for path in (f"{EVENTS}/bookings/{booking.id}/cancel", f"{EVENTS}/{event}/cancel"):
        assert client.post(path).status_code in {401, 403, 404}
    look_anew(session)
    assert booking.state is ClassBookingState.CONFIRMED
