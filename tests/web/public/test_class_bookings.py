"""A teacher books a class without an account: nothing is asked of pupils, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.notices import Letter
from models.occasions import OccasionSession
from models.schools import ClassBooking, SchoolRequest, Teacher
from models.words import ClassBookingState, SchoolRequestKind, SchoolRequestState, SchoolYear
from tests.builders import NOW
from tests.builders.schools import a_booking, an_occasion, an_occasion_session
from tests.web.anew import look_anew
from tests.web.browsing import Form, form_of, send
from web.app import create_app

CLASS = {
    "school": "Fjärdskolan",
    "school_place": "2280",
    "school_year": "upper_2",
    "pupils": "24",
    "needs": "En ramp.",
    "name": "Lo Sundin",
    "email": "Lo@Skola.example.org",
}


@pytest.fixture
def place(session: Session) -> OccasionSession:
    place = an_occasion_session(session)
    session.commit()
    return place


def the_form(client: FlaskClient, place: OccasionSession) -> Form:
    return form_of(client.get(f"/events/sessions/{place.id}/book"), "/book")


def count_bookings(session: Session) -> int:
    look_anew(session)
    return session.scalar(select(func.count(ClassBooking.id))) or 0


def test_a_class_is_booked_from_the_first_page_on(
    client: FlaskClient, session: Session, place: OccasionSession
) -> None:
    assert 'href="/events"' in client.get("/").text
    assert f"/events/{place.occasion_id}" in client.get("/events").text
    assert f"/events/sessions/{place.id}/book" in client.get(f"/events/{place.occasion_id}").text
    form = the_form(client, place)
    for _time in range(2):
        assert send(client, form, **CLASS).location == "/events/letter"
    assert client.get("/events/letter").status_code == 200
    look_anew(session)
    [booking] = session.scalars(select(ClassBooking)).all()
    assert (booking.state, booking.pupils) == (ClassBookingState.ASKED, 24)
    assert booking.school_year is SchoolYear.UPPER_2
    assert booking.teacher is not None
    assert (booking.teacher.email, booking.teacher.needs) == ("lo@skola.example.org", "En ramp.")
    assert session.scalars(select(Letter.subject)).all() == ["booking_confirm"]
    assert place.taken == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"school": " "}, "Skriv skolans namn."),
        ({"school_place": ""}, "Välj skolans kommun."),
        ({"school_year": "upper_9"}, "errors-title"),
        ({"pupils": "alla"}, "Skriv ett tal från 1 till 300."),
        ({"pupils": "51"}, "Passet har plats för 50 elever."),
        ({"email": "lo"}, "namn@example.org"),
        ({"needs": "Allergi: 20090312-1234"}, "personnummer"),
        ({"needs": "x" * 501}, "Högst 500 tecken."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    client: FlaskClient,
    session: Session,
    place: OccasionSession,
    wrong: dict[str, str],
    said: str,
) -> None:
    answer = send(client, the_form(client, place), **{**CLASS, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Lo Sundin" in answer.text
    assert count_bookings(session) == 0


def test_no_field_asks_for_a_pupil(client: FlaskClient, place: OccasionSession) -> None:
    """What can be told is known here, field by field: no name, age, sex or health of a pupil."""
    tokens = {"csrf_token", "form_key"}
    form = the_form(client, place)
    assert form.values.keys() - tokens == CLASS.keys()
    request = form_of(client.get("/events/ask"), "/ask")
    asked = {"kind", "topic", "wanted_when"} | (CLASS.keys() - {"needs"})
    assert request.values.keys() - tokens <= asked


def test_no_table_has_a_column_for_a_pupil() -> None:
    columns = {
        column
        for table in (ClassBooking, SchoolRequest, Teacher)
        for column in table.__table__.columns.keys()  # noqa: SIM118 - columns, not names
    }
    assert {each for each in columns if "pupil" in each} == {"pupils", "pupils_came"}
    assert {each for each in columns if "name" in each} == {"name"}


def test_it_cannot_be_booked_before_after_or_as_a_draft(
    client: FlaskClient, session: Session
) -> None:
    early = an_occasion(session, books_from=NOW + timedelta(days=1)).sessions[0]
    draft = an_occasion(session, published=False).sessions[0]
    session.commit()
    page = client.get(f"/events/sessions/{early.id}/book")
    assert page.status_code == 200
    assert "Skicka bokningen" not in page.text
    assert client.get(f"/events/sessions/{draft.id}/book").status_code == 404
    assert client.get(f"/events/{draft.occasion_id}").status_code == 404
    assert client.get("/events/sessions/999/book").status_code == 404


def test_sent_when_it_has_closed_it_is_refused(
    client: FlaskClient, session: Session, place: OccasionSession
) -> None:
    form = the_form(client, place)
    place.occasion.books_until = NOW - timedelta(hours=1)
    session.commit()
    answer = send(client, form, **CLASS)
    assert answer.status_code == 409
    assert "Det går inte att boka nu" in answer.text
    assert "Lo Sundin" in answer.text


def test_a_full_session_offers_the_waiting_list(client: FlaskClient, session: Session) -> None:
    booking = a_booking(session, pupils=50)
    session.commit()
    page = client.get(f"/events/{booking.session.occasion_id}").text
    assert "Ställ klassen på väntelistan" in page
    assert "Lo Sundin" not in page
    assert "Fjärdskolan" not in page


def test_letters_are_not_asked_for_without_end(
    settings: dict[str, Any], session: Session, place: OccasionSession
) -> None:
    app = create_app({**settings, "RATELIMIT_ENABLED": True, "LIMIT_LETTERS": "2 per hour"})
    with time_machine.travel(NOW, tick=True):
        client = app.test_client()
        answers = [send(client, the_form(client, place), **CLASS).status_code for _ in range(3)]
        other = {**CLASS, "email": "annan@skola.example.org"}
        answers.append(send(client, the_form(client, place), **other).status_code)
    assert answers == [303, 303, 429, 303]
    assert count_bookings(session) == 3


def test_an_empty_list_says_what_will_be_there(client: FlaskClient) -> None:
    page = client.get("/events")
    assert page.status_code == 200
    assert "kp-empty" in page.text


def test_a_teacher_asks_for_a_visit(client: FlaskClient, session: Session) -> None:
    said = {**CLASS, "kind": "visit", "topic": "Havets mikroplaster", "wanted_when": "i april"}
    said.pop("needs")
    form = form_of(client.get("/events/ask"), "/ask")
    refused = send(client, form, **{**said, "topic": "Elev 090312-1234"})
    assert refused.status_code == 422
    form = form_of(client.get("/events/ask"), "/ask")
    for _time in range(2):
        assert send(client, form, **said).location == "/events/letter"
    look_anew(session)
    [request] = session.scalars(select(SchoolRequest)).all()
    assert (request.kind, request.state) == (SchoolRequestKind.VISIT, SchoolRequestState.ASKED)
    assert session.scalars(select(Letter.subject)).all() == ["request_confirm"]
