"""A match is told as a line: what was passed, where it stands, for whom it waits."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from models.matches import Match
from models.words import Side
from tests.builders import (
    a_confirmed_match,
    a_placed_match,
    an_agreed_match,
    an_offered_match,
    say,
)
from web.timeline import steps_of, waits_for

HERE, AHEAD, DONE = "here", "ahead", "done"


@pytest.fixture(autouse=True)
def page(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def stands(match: Match) -> list[str]:
    return [step.stands for step in steps_of(match)]


def test_the_line_grows_from_suggested_to_placed(session: Session) -> None:
    assert stands(a_confirmed_match(session)) == [HERE, AHEAD, AHEAD, AHEAD, AHEAD]
    assert stands(an_offered_match(session)) == [DONE, HERE, AHEAD, AHEAD, AHEAD]
    assert stands(an_agreed_match(session)) == [DONE, DONE, HERE, AHEAD, AHEAD]
    assert stands(a_placed_match(session)) == [DONE, DONE, DONE, HERE, AHEAD]


def test_it_says_for_whom_it_waits_and_until_when(session: Session) -> None:
    match = an_offered_match(session)
    assert waits_for(match) == "väntar på båda till och med måndag 15 mars 2027"
    assert waits_for(match, Side.STUDENT).startswith("väntar på ditt svar till och med")
    say(session, match, Side.STUDENT)
    session.expire(match, ["answers"])
    assert waits_for(match, Side.STUDENT).startswith("väntar på arbetsgivaren till och med")


def test_a_match_that_ended_shows_what_it_had_passed_and_why_it_ended(session: Session) -> None:
    match = an_offered_match(session)
    say(session, match, Side.STUDENT, says_yes=False)
    steps = steps_of(match)
    assert [step.stands for step in steps] == [DONE, DONE, "ended"]
    assert steps[-1].name == "Tackat nej"
    assert steps[-1].note == "Har hittat något annat"
    assert waits_for(match) == ""
