"""The demo's steering group has met for three years, and its next meeting is planned."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import writing
from models.meetings import Meeting
from models.notices import Letter
from models.operations.activity_parts import add_host
from models.policy import Policy
from models.queries.register import Asked, list_register
from models.words import LetterState, MeetingState, Presence, RecordedFrom, Role
from tests.builders import a_coordinator, an_account, an_activity, an_employer
from tests.builders.activities import say_of
from tests.web.databases import on_both
from web.demo.meetings import (
    MEETINGS,
    THE_MEMBER,
    Due,
    close_meetings,
    days_of_meetings,
    decide_at_meeting,
    name_members,
)
from web.demo.telling import Teller
from web.session import sessions

TODAY = datetime(2026, 11, 26, 10, tzinfo=UTC)


@pytest.mark.parametrize("today", [date(2026, 11, 26), date(2027, 1, 1), date(2028, 2, 29)])
def test_there_are_four_meetings_a_year_and_one_to_come(today: date) -> None:
    *held, coming = list(days_of_meetings(today))
    assert len(held) == MEETINGS
    assert held == sorted(held)
    assert held[-1] < today < coming
    assert (coming - today).days < 100


@pytest.fixture
def told(app: Flask, session: Session) -> Session:
    """Give a database in which the story was told."""
    for email in ("coordinator@example.org", "coordinator2@example.org"):
        an_account(session, Role.COORDINATOR, email=email)
    an_account(session, Role.STEERING, email=THE_MEMBER)
    employer = an_employer(session)
    activities = [
        an_activity(session, title=f"Åtgärd {number}", cost_sek=60_000) for number in range(4)
    ]
    add_host(session, activities[0], employer, by=a_coordinator(session), at=TODAY)
    for activity in activities:
        for verb in ("propose", "review"):
            say_of(session, activity, verb, by=a_coordinator(session))
    session.commit()
    *held, _coming = list(days_of_meetings(TODAY.date()))
    with app.app_context():
        teller = Teller(sessions(), Policy(), TODAY)
        name_members(teller)
        for activity, day in zip(activities[:3], held[3:], strict=False):
            due = Due(activity.id, "approve", "", may_run_unfunded=True)
            with writing(teller.sessions) as told:
                decide_at_meeting(told, teller, due, day)
        close_meetings(teller)
    return session


@on_both
def test_meetings_were_held_minuted_and_one_is_planned(told: Session) -> None:
    found = told.scalars(select(Meeting).order_by(Meeting.starts_at)).all()
    meetings = [meeting for meeting in found if meeting.state is not MeetingState.CANCELLED]
    assert len(found) == len(meetings) + 1
    assert [meeting.state for meeting in meetings[:-1]] == [MeetingState.MINUTED] * MEETINGS
    assert meetings[-1].state is MeetingState.PLANNED
    assert meetings[-1].day == date(2026, 12, 10)
    # The activity that waits, and the report of the year.
    assert len(meetings[-1].items) == 2
    assert meetings[-1].agenda_sent_at is not None


@on_both
def test_the_register_shows_both_ways_and_somebody_who_stood_aside(told: Session) -> None:
    decisions = list_register(told, Asked())
    assert {each.recorded_from for each in decisions} == set(RecordedFrom)
    assert any(each.members(Presence.ASIDE) for each in decisions)
    assert any(each.members(Presence.ABSENT) for each in decisions)
    assert any(each.may_run_unfunded for each in decisions)
    assert all(each.members(Presence.TOOK_PART) for each in decisions)


@on_both
def test_who_has_no_address_is_told_in_person(told: Session) -> None:
    held = told.scalars(select(Letter).where(Letter.state == LetterState.HELD)).all()
    assert {letter.subject for letter in held} == {"agenda_sent", "meeting_cancelled"}
