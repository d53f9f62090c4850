"""Dates of a match as calendars take them: whole days in Sweden, and no person's name."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from models.errors import NotFound
from models.matches import Match
from models.words import MatchState, Side
from tests.builders import SUMMER, a_match_in, a_placed_match, a_student, an_offer, an_offered_match
from web.match_calendars import calendar_of, has_dates

PAGE = "https://kajplats.example.org/student/matches/1"


def events_of(app: Flask, match: Match, side: Side) -> Sequence[Event]:
    with app.test_request_context():
        answer = calendar_of(match, side, PAGE)
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Content-Disposition"].endswith(".ics")
    return Calendar.from_ical(answer.get_data()).walk("VEVENT")


def days_of(event: Event) -> tuple[date, date]:
    """Give the first and the last day of an event: its end is the day after."""
    return event.decoded("dtstart"), event.decoded("dtend") - timedelta(days=1)


def test_the_last_day_to_answer_is_a_day_in_sweden(app: Flask, session: Session) -> None:
    match = an_offered_match(session)
    # Half past eleven in the evening in Sweden, on the day that summer time begins.
    match.reply_by = datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC)
    [event] = events_of(app, match, Side.STUDENT)
    assert days_of(event) == (date(2027, 3, 28), date(2027, 3, 28))
    assert event["url"] == PAGE


def test_a_placement_lasts_from_its_first_day_to_its_last(app: Flask, session: Session) -> None:
    student = a_student(session, name="Åsa Öberg-Ängström")
    offer = an_offer(session, title="Sommar; vid kajen, i hamnen")
    match = a_placed_match(session, student=student, offer=offer)
    [event] = events_of(app, match, Side.EMPLOYER)
    assert days_of(event) == SUMMER
    assert "Sommar; vid kajen, i hamnen" in str(event["summary"])
    assert "Öberg" not in str(event)


def test_what_ended_early_ends_early_in_the_calendar_too(app: Flask, session: Session) -> None:
    match = a_match_in(session, MatchState.INTERRUPTED)
    [event] = events_of(app, match, Side.STUDENT)
    assert days_of(event)[1] == max(match.starts_on or date.max, match.interrupted_on or date.max)


def test_a_later_file_takes_the_place_of_an_earlier_one(app: Flask, session: Session) -> None:
    match = a_placed_match(session)
    [first] = events_of(app, match, Side.STUDENT)
    match.version += 1
    [second] = events_of(app, match, Side.STUDENT)
    assert first["uid"] == second["uid"]
    assert second["sequence"] > first["sequence"]


@pytest.mark.parametrize("state", [MatchState.AGREED, MatchState.DECLINED, MatchState.EXPIRED])
def test_what_has_no_dates_has_no_file(app: Flask, session: Session, state: MatchState) -> None:
    match = a_match_in(session, state)
    assert not has_dates(match, Side.STUDENT)
    with app.test_request_context(), pytest.raises(NotFound):
        calendar_of(match, Side.STUDENT, PAGE)
