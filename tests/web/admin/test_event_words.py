"""What an event holds is told in the reader's words, and only ids and words of the system."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy.orm import Session

from models.actors import Actor
from models.audit import Event
from models.operations.events import record
from models.people import Account
from models.words import Language, Role
from tests.builders import NOW, an_account
from web.admin.event_words import SHOWN, details_of


@pytest.mark.parametrize(
    ("thing", "details", "told"),
    [
        ("match", {"source": "agreed", "target": "placed"}, ["före: överens", "efter: placerad"]),
        (
            "offer",
            {"source": "draft", "target": "withdrawn"},
            ["före: utkast", "efter: erbjuds inte längre"],
        ),
        ("match", {"side": "student", "student": 7}, ["student 7", "part: studenten"]),
        ("occasion", {"kind": "campus_visit"}, ["typ: campusbesök"]),
        ("student", {"fields": ["home_place", "phone"]}, ["fält: hemkommun, telefon"]),
        ("account", {"roles": ["admin"]}, ["roller: administratör"]),
        ("employer", {"sole_trader": False}, ["enskild näringsidkare: nej"]),
        ("match", {"reply_by": "2027-03-01 23:00:00+00:00"}, ["svar senast 2 mars 2027 kl. 00.00"]),
        ("course", {"source": "Lärcentrum"}, ["före: Lärcentrum"]),
        ("round", {"left_out": [], "words": "Hon var sjuk."}, []),
    ],
)
def test_details_are_told_in_words(
    app: Flask, thing: str, details: dict[str, Any], told: list[str]
) -> None:
    with app.test_request_context(), force_locale("sv"):
        assert details_of(Event(thing=thing, verb="", details=details)) == told


def test_what_is_cleared_away_is_told_without_what_was_not(app: Flask) -> None:
    event = Event(thing="retention", verb="cleared", details={"cleared": {"links": 2, "hints": 0}})
    with app.test_request_context(), force_locale("en"):
        (told,) = details_of(event)
    assert told.startswith("cleared away: Signed links")
    assert told.endswith(": 2")
    assert "cleared" in SHOWN


def test_what_happened_is_a_sentence_with_its_code_beside_it(
    session: Session, client: FlaskClient, sign_in: Callable[[Account], None]
) -> None:
    ida = an_account(session, Role.COORDINATOR, name="Ida Berg")
    by = Actor(Role.COORDINATOR, account_id=ida.id)
    record(session, "round", "opened", 7, by=by, at=NOW, source="draft", target="open")
    sign_in(an_account(session, Role.ADMIN, language=Language.SWEDISH))
    page = client.get("/admin/events").text
    assert "Ida Berg öppnade omgången." in page
    assert '<span class="kp-quiet" lang="en">(round 7: opened)</span>' in page
    assert "före: utkast; efter: öppen" in page
