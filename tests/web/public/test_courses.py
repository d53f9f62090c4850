"""Anybody finds open courses, and shows interest by an address and a link."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.operations.residents import make_link
from models.people import Account
from models.residents import Resident
from models.words import CourseForm, Role
from tests.builders import (
    NOW,
    a_course,
    a_resident,
    a_slot,
    an_account,
    an_employer,
)
from tests.web.browsing import form_of, send
from tests.web.databases import on_both

pytestmark = on_both

SignIn = Callable[[Account], None]


def renew(session: Session, resident: Resident) -> None:
    """See what the pages have committed since: in a new transaction only."""
    session.rollback()
    session.refresh(resident)


def test_courses_are_listed_with_the_filter_in_the_address(
    client: FlaskClient, session: Session
) -> None:
    a_course(session, title="Svetsning", form=CourseForm.CAMPUS, place="2281")
    a_course(session, title="Demensvård")
    a_course(session, title="Bara för Varvet", form=CourseForm.COMMISSIONED)
    session.commit()
    page = client.get("/courses").text
    assert "Svetsning" in page
    assert "23 augusti" in page
    assert "Bara för Varvet" not in page
    assert "Demensvård" not in client.get("/courses?form=campus").text
    assert "Svetsning" not in client.get("/courses?words=DEMENS").text
    assert "Svetsning" in client.get("/courses?place=2281").text
    assert "Ingen kurs passar" in client.get("/courses?starts_from=2028-01-01").text


@pytest.mark.parametrize(
    "asked", ["form=x", "form=commissioned", "starts_from=x", "page=-1", "words=%25_", "place=<b>"]
)
def test_an_odd_filter_is_no_failure(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/courses?{asked}").status_code == 200


def test_a_commissioned_course_is_not_there_for_residents(
    client: FlaskClient, session: Session
) -> None:
    course = a_course(session, form=CourseForm.COMMISSIONED)
    session.commit()
    assert client.get(f"/courses/{course.id}").status_code == 404


def test_an_interest_is_left_confirmed_and_taken_back(
    client: FlaskClient, session: Session
) -> None:
    course = a_course(session)
    session.commit()
    form = form_of(client.get(f"/courses/{course.id}"), f"/courses/{course.id}/interest")
    answer = send(client, form, email="bo@example.org")
    assert (answer.status_code, answer.location) == (303, "/courses/asked")
    resident = session.scalars(select(Resident)).one()
    assert not resident.counts
    link = f"/v/{make_link(session, resident, at=NOW)}"
    session.commit()
    for _scanned in range(2):
        page = client.get(link)
        renew(session, resident)
        assert not resident.counts
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert send(client, form_of(page, f"{link}/confirm")).status_code == 303
    renew(session, resident)
    assert resident.counts
    end = form_of(client.get(link), f"{link}/end")
    assert [send(client, end).status_code for _twice in range(2)] == [303, 303]
    renew(session, resident)
    assert resident.ended_at is not None
    assert "inte längre med på listan" in client.get(link).text


def test_a_wrong_address_keeps_what_was_typed(client: FlaskClient, session: Session) -> None:
    course = a_course(session)
    session.commit()
    form = form_of(client.get(f"/courses/{course.id}"), f"/courses/{course.id}/interest")
    answer = send(client, form, email="bo snabel-a example")
    assert answer.status_code == 422
    assert "bo snabel-a example" in answer.text


def test_a_place_is_booked_by_link_with_a_calendar_file(
    client: FlaskClient, session: Session
) -> None:
    slot = a_slot(session, capacity=1)
    session.commit()
    address = f"/centres/{slot.room.centre_id}"
    page = client.get(address)
    assert "onsdag 3 mars 2027" in page.text
    assert "09.00–12.00, Tysta rummet" in page.text
    form = form_of(page, f"{address}/book")
    assert send(client, form, email="bo@example.org").status_code == 422
    answer = send(client, form, email="bo@example.org", slot=str(slot.id))
    assert answer.status_code == 303
    resident = session.scalars(select(Resident)).one()
    link = f"/v/{make_link(session, resident, at=NOW)}"
    session.commit()
    assert client.get(f"{link}/calendar").status_code == 404
    send(client, form_of(client.get(link), f"{link}/confirm"))
    calendar = client.get(f"{link}/calendar")
    assert calendar.mimetype == "text/calendar"
    assert "DTSTART:20270303T080000Z" in calendar.text
    assert "bo@example.org" not in calendar.text
    assert "fullt" in client.get(address).text
    # Another was about to, and is told so.
    other = a_resident(session, course=a_course(session), confirmed=False)
    other.course_id, other.purpose, other.slot_id = None, resident.purpose, slot.id
    late = f"/v/{make_link(session, other, at=NOW)}"
    session.commit()
    refused = send(client, form_of(client.get(late), f"{late}/confirm"))
    assert refused.status_code == 409
    assert "Alla platser är tagna" in refused.text


def test_a_link_that_is_none_says_so(client: FlaskClient) -> None:
    assert client.get("/v/nonsense").status_code == 404


def test_the_pages_of_the_working_group_are_theirs(
    client: FlaskClient, session: Session, sign_in: SignIn
) -> None:
    slot = a_slot(session)
    a_resident(session, slot=slot, email="bo@example.org")
    course = a_course(session, form=CourseForm.COMMISSIONED, title="Bara för Varvet")
    a_resident(session)
    centre = f"/coordinator/centres/{slot.room.centre_id}"
    pages = ["/coordinator/courses", f"/coordinator/courses/{course.id}", centre, f"{centre}/day",
             "/coordinator/courses/import", "/coordinator/centres", "/coordinator/centres/new",
             f"{centre}/edit"]  # fmt: skip
    sign_in(an_account(session, Role.STUDENT))
    assert {client.get(page).status_code for page in pages} == {404}
    sign_in(an_account(session, Role.COORDINATOR))
    assert {client.get(page).status_code for page in pages} == {200}
    assert "Bara för Varvet" in client.get(pages[0]).text
    assert "bo@example.org" in client.get(f"{centre}/day?day=2027-03-03").text
    assert client.get(f"{centre}/day?day=nonsense").status_code == 200


def test_a_coordinator_keeps_a_centre(
    client: FlaskClient, session: Session, sign_in: SignIn
) -> None:
    sign_in(an_account(session, Role.COORDINATOR))
    page = "/coordinator/centres/new"
    answer = send(client, form_of(client.get(page), page), name="Kajens lärcentrum", place="2280")
    centre = answer.location.partition("#")[0]
    rooms = form_of(client.get(centre), f"{centre}/rooms")
    assert send(client, rooms, **{"room-name": "Norra", "room-capacity": "0"}).status_code == 422
    assert send(client, rooms, **{"room-name": "Norra", "room-capacity": "4"}).status_code == 303
    text = client.get(centre).text
    times = re.search(r'action="(/coordinator/centres/rooms/(\d+)/times)"', text)
    assert times is not None
    week = form_of(client.get(centre), times[1])
    name = f"time-{times[2]}"
    told = {f"{name}-weekday": "3", f"{name}-opens": "13:00", f"{name}-closes": "12:00"}
    refused = send(client, week, **told)
    assert refused.status_code == 422
    assert 'value="13:00' in refused.text
    assert send(client, week, **told | {f"{name}-closes": "16:00"}).status_code == 303
    text = client.get(centre).text
    assert text.count("13.00–16.00") == 5
    close = re.findall(r'action="(/coordinator/centres/slots/\d+/close)"', text)
    assert len(close) == 4
    assert send(client, form_of(client.get(centre), close[0])).status_code == 303
    remove = re.findall(r'action="(/coordinator/centres/rooms/\d+/times/\d+/remove)"', text)
    form = form_of(client.get(centre), remove[0])
    assert [send(client, form).status_code for _twice in range(2)] == [303, 303]
    assert "13.00–16.00" not in client.get(centre).text


def test_a_file_of_courses_is_taken_over_on_a_page(
    client: FlaskClient, session: Session, sign_in: SignIn
) -> None:
    sign_in(an_account(session, Role.COORDINATOR))
    page = "/coordinator/courses/import"

    def hand_in(text: str) -> tuple[int, str]:
        values = form_of(client.get(page), page).values
        answer = client.post(
            page,
            data={**values, "file": (BytesIO(text.encode()), "kurser.csv")},
            content_type="multipart/form-data",
            headers={"Referer": "http://localhost/"},
        )
        return answer.status_code, answer.text

    status, text = hand_in("id;titel;kursstart\na;Tång;i höst\n")
    assert status == 422
    assert "i höst" in text
    assert "en dag, till exempel 2027-06-07" in text
    assert hand_in("id;titel;kursstart\na;Tång;2027-08-23\n")[0] == 303
    assert "Tång" in client.get("/courses").text


def test_an_employer_sees_what_it_has_ordered(
    client: FlaskClient, session: Session, sign_in: SignIn
) -> None:
    account = an_account(session, Role.EMPLOYER)
    employer = an_employer(session)
    employer.contacts[0].account_id = account.id
    course = a_course(session, form=CourseForm.COMMISSIONED, title="Svets för Varvet")
    a_course(session, form=CourseForm.COMMISSIONED, title="Annan beställd")
    course.employer_id = employer.id
    sign_in(account)
    text = client.get("/employer/courses").text
    assert "Svets för Varvet" in text
    assert "Annan beställd" not in text
