"""What happened is listed without persons, and a broken chain is found."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.audit import Event
from models.operations.events import record
from models.people import Account, Student
from models.words import Language, Role, Side
from tests.builders import NOW, a_coordinator, a_student, an_account, an_offered_match, say
from tests.web.databases import on_both
from web.admin.events import EVENTS_ON_A_PAGE

pytestmark = on_both

SignIn = Callable[[Account], None]


@pytest.fixture(autouse=True)
def admin(session: Session, sign_in: SignIn) -> Account:
    """Give an administrator, signed in."""
    account = an_account(session, Role.ADMIN, language=Language.ENGLISH)
    sign_in(account)
    return account


@pytest.fixture
def events(session: Session) -> list[Event]:
    """Give a history."""
    match = an_offered_match(session, student=a_student(session, name="Ängla Hemlig"))
    say(session, match, Side.STUDENT)
    session.commit()
    return list(session.scalars(select(Event).order_by(Event.id)))


def test_nothing_yet(client: FlaskClient) -> None:
    page = client.get("/admin/events")
    assert page.status_code == 200
    assert "The chain is whole: 0 events" in page.text


def test_the_newest_comes_first_without_names_of_students(
    session: Session, client: FlaskClient, events: list[Event]
) -> None:
    page = client.get("/admin/events").text
    assert f"The chain is whole: {len(events)} events" in page
    assert page.index(": answered") < page.index(": offered") < page.index(": registered")
    email = session.scalars(select(Student.email)).one()
    for secret in ("Ängla", email):
        assert secret not in page


def test_those_who_work_here_stand_with_their_names(session: Session, client: FlaskClient) -> None:
    by = a_coordinator(session)
    record(session, "round", "opened", 7, by=by, at=NOW, source="draft", target="open")
    session.commit()
    account = session.get(Account, by.account_id)
    assert account is not None
    assert account.name in client.get("/admin/events").text


def test_words_of_people_are_not_shown(session: Session, client: FlaskClient) -> None:
    by = a_coordinator(session)
    record(session, "match", "declined", 7, by=by, at=NOW, words="Hon var sjuk.", side="student")
    session.commit()
    assert "Hon var sjuk." not in client.get("/admin/events").text


@pytest.mark.parametrize("how", ["changed", "removed"])
def test_a_break_is_found_where_it_is(
    session: Session, client: FlaskClient, events: list[Event], how: str
) -> None:
    middle = events[len(events) // 2]
    change = {
        "changed": update(Event).where(Event.id == middle.id).values(verb="forged"),
        "removed": delete(Event).where(Event.id == middle.id),
    }
    session.execute(change[how])
    session.commit()
    found = middle if how == "changed" else events[len(events) // 2 + 1]
    page = client.get("/admin/events").text
    assert f"The chain is broken at event {found.id}" in page
    assert "chain is broken" in client.get("/admin").text


def test_a_cut_end_is_found(session: Session, client: FlaskClient, events: list[Event]) -> None:
    session.execute(delete(Event).where(Event.id == events[-1].id))
    session.commit()
    assert "The end of the chain is gone" in client.get("/admin/events").text


def test_a_long_history_is_leafed_through(session: Session, client: FlaskClient) -> None:
    by = a_coordinator(session)
    for number in range(EVENTS_ON_A_PAGE + 1):
        record(session, "round", "opened", number, by=by, at=NOW)
    session.commit()
    first = session.scalars(select(Event.hash).order_by(Event.id)).first()
    assert first is not None
    assert f">{first[:8]}<" not in client.get("/admin/events").text
    assert f">{first[:8]}<" in client.get("/admin/events?page=2").text
    for odd in ("0", "-1", "x", "9" * 30):
        assert client.get(f"/admin/events?page={odd}").status_code == 200
