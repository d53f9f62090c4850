"""A member without an account reads agenda and paper behind the link of the letter."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.members import SteeringMember
from models.notices import Letter
from models.words import Language, Subject
from tests.builders import NOW, a_meeting, a_member, an_item
from web.letters.wording import word_letter
from web.meeting_tokens import make_token


@pytest.fixture
def member(session: Session) -> SteeringMember:
    """Give a member who reads English and has no account."""
    return a_member(session, name="Ådel Kobbe", language=Language.ENGLISH)


@pytest.fixture
def address(app: Flask, session: Session, member: SteeringMember) -> str:
    """Give the address in the letter about a meeting with something on its agenda."""
    meeting = a_meeting(session)
    an_item(session, meeting, Subject.MATTER, title="Årets rapport")
    session.commit()
    with app.app_context():
        return f"/g/{make_token(meeting, member)}"


def test_the_letter_leads_to_the_paper(
    app: Flask, session: Session, member: SteeringMember, address: str, client: FlaskClient
) -> None:
    letter = Letter(subject="agenda_sent", member=member, queued_at=NOW, send_after=NOW)
    letter.meeting = a_meeting(session)
    with app.app_context():
        worded = word_letter(session, letter, at=NOW)
    assert "/g/" in worded.address
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Årets rapport" in page.text
    assert "You need no account." in page.text
    for file, kind in (("paper-sv.pdf", "application/pdf"), ("meeting.ics", "text/calendar")):
        assert client.get(f"{address}/{file}").mimetype == kind


def test_a_link_that_is_not_ours_opens_nothing(client: FlaskClient, address: str) -> None:
    for wrong in ("/g/x", f"{address}x", f"{address}x/meeting.ics", "/g/x/paper-sv.pdf"):
        assert client.get(wrong).status_code == 404


def test_who_is_no_member_any_more_reads_no_new_papers(
    session: Session, client: FlaskClient, member: SteeringMember, address: str
) -> None:
    member.until = NOW.date() - timedelta(days=30)
    session.commit()
    assert client.get(address).status_code == 404


def test_a_link_changes_nothing(client: FlaskClient, address: str) -> None:
    assert client.post(address).status_code in {404, 405}
