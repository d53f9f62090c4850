"""The working group plans meetings, sets their agendas and sends them out."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.meetings import AgendaItem, Meeting
from models.notices import Letter
from models.operations.meetings import send_agenda
from models.people import Account
from models.words import ActivityState, Language, MeetingState, Role, Ruling, Subject
from tests.builders import (
    NOW,
    a_coordinator,
    a_decision,
    a_meeting,
    a_member,
    an_account,
    an_activity,
    an_item,
    an_item_of,
    decide_on,
)
from tests.web.browsing import form_of, send


def test_a_meeting_is_planned_at_a_time_in_sweden(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    form = form_of(client.get("/coordinator/meetings/new"), "/meetings/new")
    form.values.update(day="2027-06-10", time="13:00", place="Rådhuset")
    answer = send(client, form)
    assert answer.status_code == 303
    [meeting] = session.scalars(select(Meeting)).all()
    assert meeting.starts_at == datetime(2027, 6, 10, 11, tzinfo=UTC)
    assert "13.00" in client.get(answer.location).text


def test_what_is_missing_is_asked_for(client: FlaskClient, coordinator: Account) -> None:
    form = form_of(client.get("/coordinator/meetings/new"), "/meetings/new")
    answer = send(client, form, day="2027-06-10", time="", place="Rådhuset")
    assert answer.status_code == 422
    assert 'value="Rådhuset"' in answer.text


def test_a_meeting_is_moved_with_its_form_filled(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    meeting = a_meeting(session)
    session.commit()
    page = f"/coordinator/meetings/{meeting.id}/edit"
    form = form_of(client.get(page), page)
    assert form.values["place"] == "Rådhuset"
    assert send(client, form, place="Kajen").status_code == 303
    session.refresh(meeting)
    assert meeting.place == "Kajen"


def test_what_waits_is_put_on_the_agenda_and_then_waits_no_more(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    activity = an_activity(session, ActivityState.REVIEWED, title="Sommar i hamnen")
    meeting = a_meeting(session)
    session.commit()
    page = f"/coordinator/meetings/{meeting.id}/items/new"
    shown = client.get(page)
    assert "Sommar i hamnen" in shown.text
    form = form_of(shown, page)
    told = {"about": f"activity-{activity.id}", "question": "Att genomföra den."}
    assert send(client, form, **told).status_code == 303
    [item] = session.scalars(select(AgendaItem)).all()
    assert item.activity_id == activity.id
    assert "Sommar i hamnen" not in client.get(page).text
    assert "Sommar i hamnen" in client.get(f"/coordinator/meetings/{meeting.id}").text


def test_a_matter_needs_a_title(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    meeting = a_meeting(session)
    session.commit()
    page = f"/coordinator/meetings/{meeting.id}/items/new"
    form = form_of(client.get(page), page)
    answer = send(client, form, about="matter", question="Att anteckna.")
    assert answer.status_code == 422
    assert send(client, form, about="matter", question="Att.", title="Annat").status_code == 303


@pytest.mark.parametrize("about", ["activity-999", "model-9", "x", "unfunded-", "matter-1"])
def test_what_does_not_wait_cannot_be_chosen(
    session: Session, client: FlaskClient, coordinator: Account, about: str
) -> None:
    meeting = a_meeting(session)
    session.commit()
    page = f"/coordinator/meetings/{meeting.id}/items/new"
    form = form_of(client.get(page), page)
    assert send(client, form, about=about, question="Att.", title="A").status_code == 422


def test_items_are_reworded_moved_and_taken_off_also_twice(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    meeting = a_meeting(session)
    first = an_item(session, meeting, Subject.MATTER, title="Ett")
    second = an_item(session, meeting, Subject.MATTER, title="Två")
    session.commit()
    page = f"/coordinator/meetings/{meeting.id}"
    edit = f"{page}/items/{first.id}"
    assert send(client, form_of(client.get(edit), edit), title="Först").status_code == 303
    assert send(client, form_of(client.get(page), f"{edit}/down")).status_code == 303
    session.expire_all()
    assert [item.title for item in meeting.items] == ["Två", "Först"]
    session.commit()
    taken = form_of(client.get(page), f"{page}/items/{second.id}/take-off")
    assert send(client, taken).status_code == 303
    again = form_of(client.get(page), f"{page}/items/{first.id}/take-off")
    again.action = taken.action
    assert send(client, again).status_code == 303
    session.expire_all()
    assert [item.title for item in meeting.items] == ["Först"]


def test_the_agenda_is_sent_once(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    meeting = a_meeting(session)
    a_member(session, address="runa@example.org")
    an_item(session, meeting, Subject.MATTER)
    session.commit()
    page = f"/coordinator/meetings/{meeting.id}"
    for _turn in range(2):
        assert send(client, form_of(client.get(page), f"{page}/send")).status_code == 303
    assert len(session.scalars(select(Letter)).all()) == 2
    assert "Alla har redan fått den här dagordningen." in client.get(page).text


def test_a_meeting_is_opened_by_the_working_group_too(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    item = an_item(session)
    session.commit()
    page = f"/coordinator/meetings/{item.meeting_id}"
    assert send(client, form_of(client.get(page), f"{page}/hold")).status_code == 303
    session.refresh(item.meeting)
    assert item.meeting.state is MeetingState.HELD


def test_a_wrong_decision_is_put_on_the_agenda_to_be_corrected(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    wrong = a_decision(session, Ruling.DECLINED)
    meeting = a_meeting(session)
    session.commit()
    told = client.get(f"/coordinator/decisions/{wrong.id}").text
    page = f"/coordinator/meetings/{meeting.id}/items/new?corrects={wrong.item_id}"
    assert page in told
    form = form_of(client.get(page), page.partition("?")[0])
    assert form.values["title"] == "Rättelse: Mentorsprogrammet"
    assert send(client, form, question="Att beslutet rättas.").status_code == 303
    assert "ska rättas" in client.get("/coordinator/decisions").text
    assert "Det har förts in fel." in client.get(f"/coordinator/decisions/{wrong.id}").text


def test_what_was_decided_stands_on_the_meeting(
    session: Session, client: FlaskClient, coordinator: Account
) -> None:
    decision = a_decision(session, from_minutes=True)
    left = an_item_of(session, MeetingState.HELD)
    session.commit()
    page = client.get(f"/coordinator/meetings/{decision.item.meeting_id}").text
    assert "Infört från det justerade protokollet" in page
    assert "Inte beslutat än." in client.get(f"/coordinator/meetings/{left.meeting_id}").text


@pytest.fixture
def english(session: Session, sign_in: Callable[[Account], None]) -> Account:
    """Give a coordinator who reads English, signed in."""
    account = an_account(session, Role.COORDINATOR, language=Language.ENGLISH)
    sign_in(account)
    return account


def test_a_meeting_is_called_off_with_a_letter_to_those_who_got_its_agenda(
    session: Session, client: FlaskClient, english: Account
) -> None:
    a_member(session, address="en@example.org")
    meeting = a_meeting(session)
    an_item(session, meeting, Subject.MATTER, title="Årets rapport")
    send_agenda(session, meeting, by=a_coordinator(session), at=NOW)
    session.commit()
    page = f"/coordinator/meetings/{meeting.id}"
    form = form_of(client.get(page), f"{page}/cancel")
    refused = send(client, form, reason="  ")
    assert refused.status_code == 422
    assert "Write the reason." in refused.text
    answer = send(client, form_of(refused, f"{page}/cancel"), reason="För få kan komma.")
    assert answer.status_code == 303
    shown = client.get(page).text
    assert "1 letter is on its way" in shown
    assert "För få kan komma." in shown
    assert "Plan one to put it there." in shown
    assert f"{page}/cancel" not in shown
    assert "Meetings that were called off" in client.get("/coordinator/meetings").text
    # Its matter is put on the next agenda with the words that were said of it.
    coming = a_meeting(session)
    session.commit()
    again = f"/coordinator/meetings/{coming.id}/items/new?again={meeting.items[0].id}"
    assert again in client.get(page).text
    form = form_of(client.get(again), f"/coordinator/meetings/{coming.id}/items/new")
    assert form.values["title"] == "Årets rapport"
    assert send(client, form).status_code == 303
    assert again not in client.get(page).text


def test_what_was_decided_in_between_is_not_called_off(
    session: Session, client: FlaskClient, english: Account
) -> None:
    item = an_item_of(session, MeetingState.HELD)
    session.commit()
    page = f"/coordinator/meetings/{item.meeting_id}"
    form = form_of(client.get(page), f"{page}/cancel")
    decide_on(session, item)
    session.commit()
    answer = send(client, form, reason="För få kan komma.")
    assert answer.status_code == 409
    assert "Something is decided there" in answer.text
    assert f"{page}/cancel" not in client.get(page).text


def test_the_group_reads_why_a_meeting_is_called_off(
    session: Session, client: FlaskClient, sign_in: Callable[[Account], None]
) -> None:
    meeting = a_meeting(session, MeetingState.CANCELLED)
    sign_in(an_account(session, Role.STEERING, language=Language.ENGLISH))
    page = client.get(f"/steering/meetings/{meeting.id}").text
    assert "The meeting is called off." in page
    assert "Sjukdom" in page
    assert "Called off" in client.get(f"/steering/meetings/{meeting.id}/paper").text
    calendar = client.get(f"/steering/meetings/{meeting.id}/meeting.ics").text
    assert "STATUS:CANCELLED" in calendar
