"""What happened is told in whole sentences, whoever did it and for whomever."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.audit import Event
from models.operations.events import record
from models.words import Role
from tests.builders import NOW
from web.histories import history_of, sentence_of, tellings_of

ANNA = Actor(Role.COORDINATOR, account_id=7)
NAMES = {7: "Anna Berg", 8: "Lova Lind"}
Record = Callable[..., Event]


@pytest.fixture
def happened(session: Session) -> Record:
    """Give what writes an event."""

    def happened(thing: str, verb: str, by: Actor = ANNA, **details: object) -> Event:
        return record(session, thing, verb, 1, by=by, at=NOW, **details)

    return happened


@pytest.fixture(autouse=True)
def _in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (ANNA, "Anna Berg withdrew the match."),
        (Actor(Role.STUDENT, account_id=8), "The student withdrew the match."),
        (Actor(Role.EMPLOYER, account_id=8), "The employer (Lova Lind) withdrew the match."),
        (Actor(Role.EMPLOYER, contact_id=3), "The employer withdrew the match."),
        (SYSTEM, "The service withdrew the match."),
        (
            Actor(Role.COORDINATOR, account_id=7, for_role=Role.STUDENT),
            "Anna Berg, for the student, withdrew the match.",
        ),
        (
            Actor(Role.COORDINATOR, account_id=7, for_role=Role.EMPLOYER),
            "Anna Berg, for the employer, withdrew the match.",
        ),
        (Actor(Role.COORDINATOR, account_id=9), "A coordinator withdrew the match."),
        (Actor(Role.VISITOR), "Somebody by e-mail withdrew the match."),
        (Actor(Role.STEERING, account_id=9), "Steering group withdrew the match."),
    ],
)
def test_who_did_it_and_for_whom(happened: Record, by: Actor, sentence: str) -> None:
    assert sentence_of(happened("match", "withdrawn", by), NAMES) == sentence


@pytest.mark.parametrize(
    ("thing", "verb", "details", "sentence"),
    [
        ("match", "answered", {"says_yes": True}, "Anna Berg said yes."),
        ("match", "answered", {"says_yes": False}, "Anna Berg said no."),
        ("interest", "said", {"choice": "interested"}, "Anna Berg was interested in an offer."),
        (
            "interest",
            "said",
            {"choice": None},
            "Anna Berg took back what was said of an offer.",
        ),
        ("survey", "answered", {}, "Anna Berg told what came of it."),
        ("boat", "launched", {}, "Anna Berg: launched."),
    ],
)
def test_what_was_said_is_the_news(
    happened: Record, thing: str, verb: str, details: dict[str, object], sentence: str
) -> None:
    assert sentence_of(happened(thing, verb, **details), NAMES) == sentence


def test_the_newest_is_told_first_and_the_same_thing_in_a_day_once(
    session: Session, happened: Record
) -> None:
    events = [happened("student", "registered"), *(happened("student", "edited") for _n in "123")]
    later = NOW + timedelta(days=1)
    events.append(record(session, "student", "edited", 1, by=ANNA, at=later))
    told = tellings_of(events, NAMES)
    assert [(telling.sentence, telling.times) for telling in told] == [
        ("Anna Berg changed the profile.", 1),
        ("Anna Berg changed the profile.", 3),
        ("Anna Berg began the profile.", 1),
    ]


def test_what_a_teacher_asks_for_is_the_teachers(happened: Record) -> None:
    event = happened("class booking", "cancelled", Actor(Role.VISITOR))
    assert sentence_of(event, NAMES) == "The teacher cancelled the booking."


def test_things_that_are_read_together_are_told_together(
    session: Session, happened: Record
) -> None:
    happened("meeting", "planned")
    record(session, "decision", "made", 7, by=ANNA, at=NOW + timedelta(days=1))
    record(session, "decision", "made", 8, by=ANNA, at=NOW + timedelta(days=2))
    session.commit()
    told = history_of(("meeting", 1), ("decision", 7))
    assert [each.sentence for each in tellings_of(told.events, NAMES)] == [
        "Anna Berg wrote the decision down.",
        "Anna Berg planned the meeting.",
    ]
