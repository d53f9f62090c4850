"""The dates of a match as a file that calendars take: until when to answer, and the placement."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask import Response, current_app
from flask_babel import gettext as _
from icalendar import Calendar, Event

from models.days import day_in_sweden
from models.errors import NotFound
from models.matches import Match
from models.words import MatchState, Side
from web.clock import now

HOLDS_DATES = (MatchState.PLACED, MatchState.COMPLETED, MatchState.INTERRUPTED)


def has_dates(match: Match, side: Side) -> bool:
    """Whether there is anything for a side's calendar."""
    return match.awaits(side) or match.state in HOLDS_DATES


def calendar_of(match: Match, side: Side, address: str) -> Response:
    """Give the dates of a match as one side has them, with the address of its page.

    The days are days in Sweden, whole ones. Fetched again, the same entries take the place of the
    earlier ones; no person is named in them.

    Raises
    ------
    NotFound
        If there is no date that concerns the side.
    """
    if not has_dates(match, side):
        raise NotFound("match", match.id)
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['SERVICE_NAME']}//Kajplats//")
    calendar.add("version", "2.0")
    for event in _events(match, side):
        event.add("dtstamp", now())
        event.add("sequence", match.version)
        event.add("url", address)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    headers = {"Content-Disposition": f"attachment; filename=kajplats-{match.id}.ics"}
    return Response(calendar.to_ical(), mimetype="text/calendar", headers=headers)


def _events(match: Match, side: Side) -> Iterator[Event]:
    offer = match.asked_offer
    if match.awaits(side) and match.reply_by is not None:
        day = day_in_sweden(match.reply_by)
        yield _event(
            match, "reply", _("Last day to answer: %(offer)s", offer=offer.title), day, day
        )
    if match.state in HOLDS_DATES and match.starts_on is not None and match.ends_on is not None:
        last = match.interrupted_on or match.ends_on
        what = _("%(offer)s, %(employer)s", offer=offer.title, employer=offer.employer.shown_name)
        yield _event(match, "placement", what, match.starts_on, max(match.starts_on, last))


def _event(match: Match, name: str, words: str, first: date, last: date) -> Event:
    event = Event()
    event.add("uid", f"match-{match.id}-{name}@kajplats")
    event.add("summary", words)
    event.add("dtstart", first)
    # Calendars count the day after the last as the end.
    event.add("dtend", last + timedelta(days=1))
    return event
