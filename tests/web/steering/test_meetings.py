"""The steering group reads agenda and paper, opens its meeting, decides, and notes the minutes."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.decisions import Decision
from models.people import Account
from models.words import ActivityState, Language, MeetingState, Presence, Role, Ruling, Subject
from tests.builders import (
    NOW,
    a_meeting,
    a_member,
    an_account,
    an_item,
    an_item_of,
    decide_on,
)
from tests.models.operations.test_decisions import a_hosted_item
from tests.web.browsing import Form, form_of, forms_of, send

SignIn = Callable[[Account], None]


@pytest.fixture
def member(session: Session, sign_in: SignIn) -> Account:
    """Give a member of the steering group with an account, signed in."""
    account = an_account(session, Role.STEERING, language=Language.ENGLISH)
    a_member(session, name="Ådel Kobbe", account_id=account.id)
    sign_in(account)
    return account


def test_without_a_meeting_the_list_says_what_will_be_here(
    client: FlaskClient, member: Account
) -> None:
    page = client.get("/steering/meetings").text
    assert "No meeting is planned" in page


def test_a_meeting_is_opened_when_it_begins(
    session: Session, client: FlaskClient, member: Account
) -> None:
    item = an_item(session)
    session.commit()
    page = f"/steering/meetings/{item.meeting_id}"
    form = form_of(client.get(page).text, f"{page}/hold")
    assert send(client, form).status_code == 303
    session.refresh(item.meeting)
    assert item.meeting.state is MeetingState.HELD
    assert "1 item waits for a decision" in client.get(page).text


def test_an_item_is_decided_on_the_page(
    session: Session, client: FlaskClient, member: Account
) -> None:
    item = an_item_of(session, MeetingState.HELD)
    session.commit()
    page = client.get(f"/steering/meetings/{item.meeting_id}").text
    form = form_of(page, f"/steering/items/{item.id}/decide")
    form.values[f"item{item.id}-ruling"] = "approved"
    form.values[f"item{item.id}-reason"] = "Så att fler stannar."
    answer = send(client, form)
    assert answer.status_code == 303
    assert answer.location.endswith(f"#item-{item.id}")
    [decision] = session.scalars(select(Decision)).all()
    assert decision.recorded_by_id == member.id
    assert [each.name for each in decision.members(Presence.TOOK_PART)] == ["Ådel Kobbe"]
    session.refresh(item.activity)
    assert item.activity is not None
    assert item.activity.state is ActivityState.APPROVED
    page = client.get(f"/steering/meetings/{item.meeting_id}").text
    assert "Decided here by a member" in page
    assert "The activity went from “Waits for a decision” to “Approved”." in page
    assert "Så att fler stannar." in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Choose what is decided."),
        ({"ruling": "declined", "reason": " "}, "Write why it is deferred or declined."),
        ({"ruling": "approved", "took_part": "absent"}, "Somebody has to have taken part."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    session: Session, client: FlaskClient, member: Account, typed: dict[str, str], says: str
) -> None:
    item = an_item_of(session, MeetingState.HELD)
    session.commit()
    page = client.get(f"/steering/meetings/{item.meeting_id}").text
    form = form_of(page, f"/steering/items/{item.id}/decide")
    form.values.pop(f"item{item.id}-ruling", None)
    form.values[f"item{item.id}-minutes_reference"] = ""
    for name, value in typed.items():
        if name == "took_part":
            for field in form.values:
                if "-member_" in field:
                    form.values[field] = value
        else:
            form.values[f"item{item.id}-{name}"] = value
    answer = send(client, form)
    assert answer.status_code == 422
    assert says in answer.text
    assert session.scalars(select(Decision)).all() == []


def test_who_works_for_a_host_is_told_to_stand_aside(
    session: Session, client: FlaskClient, member: Account
) -> None:
    item, employer_id = a_hosted_item(session, MeetingState.HELD)
    partial = a_member(session, name="Sälma Brygga", works_for_id=employer_id)
    session.commit()
    page = client.get(f"/steering/meetings/{item.meeting_id}").text
    assert "has to stand aside: Sälma Brygga" in page
    form = form_of(page, f"/steering/items/{item.id}/decide")
    form.values[f"item{item.id}-ruling"] = "approved"
    assert form.values[f"item{item.id}-member_{partial.id}"] == "aside"
    form.values[f"item{item.id}-member_{partial.id}"] = "took_part"
    assert send(client, form).status_code == 422
    form.values[f"item{item.id}-member_{partial.id}"] = "aside"
    assert send(client, form).status_code == 303


def test_the_second_of_two_is_told(session: Session, client: FlaskClient, member: Account) -> None:
    item = an_item_of(session, MeetingState.HELD)
    session.commit()
    page = client.get(f"/steering/meetings/{item.meeting_id}").text
    form = form_of(page, f"/steering/items/{item.id}/decide")
    form.values[f"item{item.id}-ruling"] = "declined"
    form.values[f"item{item.id}-reason"] = "För dyrt."
    decide_on(session, item)
    session.commit()
    answer = send(client, form)
    assert answer.status_code == 409
    assert "The item is decided already." in answer.text


def test_minutes_are_noted_and_the_rest_is_recorded_from_them(
    session: Session, client: FlaskClient, member: Account
) -> None:
    item = an_item_of(session, MeetingState.HELD, Subject.MATTER)
    session.commit()
    page = f"/steering/meetings/{item.meeting_id}"
    form = form_of(client.get(page).text, f"{page}/minutes")
    form.values.update(reference="Dnr 2027/31 § 2", approved_on=NOW.date().isoformat())
    assert send(client, form).status_code == 303
    shown = client.get(page).text
    assert "1 item is left to record from the approved minutes." in shown
    form = form_of(shown, f"/steering/items/{item.id}/decide")
    assert form.values[f"item{item.id}-minutes_reference"] == "Dnr 2027/31 § 2"
    form.values[f"item{item.id}-ruling"] = "noted"
    assert send(client, form).status_code == 303
    assert "Recorded from the approved minutes" in client.get(page).text


def test_minutes_without_a_reference_are_asked_for_again(
    session: Session, client: FlaskClient, member: Account
) -> None:
    meeting = a_meeting(session, MeetingState.HELD)
    session.commit()
    page = f"/steering/meetings/{meeting.id}"
    form = form_of(client.get(page).text, f"{page}/minutes")
    answer = send(client, form)
    assert answer.status_code == 422
    assert "Write where the minutes are found." in answer.text


def test_a_version_of_the_model_is_adopted_with_its_reference(
    session: Session, client: FlaskClient, member: Account
) -> None:
    item = an_item_of(session, MeetingState.HELD, Subject.MODEL)
    session.commit()
    page = client.get(f"/steering/meetings/{item.meeting_id}").text
    form = form_of(page, f"/steering/items/{item.id}/decide")
    form.values[f"item{item.id}-ruling"] = "adopted"
    assert send(client, form).status_code == 422
    form.values[f"item{item.id}-minutes_reference"] = "§ 3"
    assert send(client, form).status_code == 303
    assert "came into force" in client.get(f"/steering/meetings/{item.meeting_id}").text


def test_the_meeting_goes_into_a_calendar(
    session: Session, client: FlaskClient, member: Account
) -> None:
    item = an_item(session)
    session.commit()
    file = client.get(f"/steering/meetings/{item.meeting_id}/meeting.ics")
    assert file.mimetype == "text/calendar"
    [event] = Calendar.from_ical(file.get_data()).walk("VEVENT")
    assert event["dtstart"].dt == item.meeting.starts_at
    assert event["location"] == "Rådhuset"
    assert "Mentorsprogrammet" in event["description"]
    assert event["url"].endswith(f"/steering/meetings/{item.meeting_id}/paper")


@pytest.mark.parametrize("role", [Role.STUDENT, Role.EMPLOYER, Role.ADMIN, Role.COORDINATOR])
def test_others_find_no_such_pages(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    item = an_item_of(session, MeetingState.HELD)
    sign_in(an_account(session, role))
    page = f"/steering/meetings/{item.meeting_id}"
    for path in ("/steering/meetings", page, "/steering/decisions"):
        assert client.get(path).status_code == 404
    token = forms_of(client.get("/"))[0].values["csrf_token"]
    shared = 200 if role is Role.COORDINATOR else 404
    for path in (f"{page}/paper", f"{page}/meeting.ics", "/steering/decisions.csv"):
        assert client.get(path).status_code == shared
    for path in (f"{page}/hold", f"{page}/minutes", f"/steering/items/{item.id}/decide"):
        answer = send(client, Form(path, "post", {"csrf_token": token, "form_key": path}))
        assert answer.status_code == 404
    assert session.scalars(select(Decision)).all() == []


def test_what_is_not_there_is_no_page(client: FlaskClient, member: Account) -> None:
    for path in ("/steering/meetings/7", "/steering/meetings/7/paper", "/steering/decisions.pdf"):
        assert client.get(path).status_code == 404


def test_rulings_are_those_of_the_subject(
    session: Session, client: FlaskClient, member: Account
) -> None:
    item = an_item_of(session, MeetingState.HELD, Subject.MATTER)
    session.commit()
    page = client.get(f"/steering/meetings/{item.meeting_id}").text
    form = form_of(page, f"/steering/items/{item.id}/decide")
    form.values[f"item{item.id}-ruling"] = Ruling.ADOPTED.value
    assert send(client, form).status_code == 422
