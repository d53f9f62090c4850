"""What happened can be told, and nobody changes it unseen."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM, Actor
from models.audit import FIRST, Event, EventChain, hash_of
from models.database import reading, writing
from models.errors import NeverChanged
from models.operations.events import record
from models.queries import events
from models.queries.events import (
    check_chain,
    get_names_of_actors,
    list_events_of,
    list_latest_events,
)
from models.words import MatchState, Role
from tests.builders import NOW, a_match_in, an_account

Sessions = sessionmaker[Session]
EVENTS = Event.__table__


@pytest.fixture
def chain(sessions: Sessions) -> Sessions:
    """Give a database in which five things happened."""
    with writing(sessions) as session:
        for number in range(1, 6):
            record(session, "thing", "done", number, by=SYSTEM, at=NOW, number=number)
    return sessions


def is_whole(sessions: Sessions) -> bool:
    with reading(sessions) as session:
        return check_chain(session).is_whole


def test_an_untouched_chain_is_whole(chain: Sessions) -> None:
    with reading(chain) as session:
        report = check_chain(session)
    assert (report.count, report.is_whole, report.broken_at) == (5, True, None)


def test_a_database_in_which_nothing_happened_is_whole(sessions: Sessions) -> None:
    assert is_whole(sessions)


def test_everything_that_happens_to_matches_keeps_it_whole(sessions: Sessions) -> None:
    for state in (MatchState.COMPLETED, MatchState.FILLED, MatchState.INTERRUPTED):
        with writing(sessions) as session:
            a_match_in(session, state)
    with reading(sessions) as session:
        report = check_chain(session)
    assert report.is_whole
    assert report.count > 50


FORGERIES: dict[str, Callable[[Session], object]] = {
    "another verb": lambda session: session.execute(
        update(EVENTS).where(EVENTS.c.id == 3).values(verb="undone")
    ),
    "another time": lambda session: session.execute(
        update(EVENTS).where(EVENTS.c.id == 3).values(at=NOW.replace(year=2026))
    ),
    "another actor": lambda session: session.execute(
        update(EVENTS).where(EVENTS.c.id == 3).values(account_id=7, role=Role.ADMIN)
    ),
    "another's behalf": lambda session: session.execute(
        update(EVENTS).where(EVENTS.c.id == 3).values(for_role=Role.STUDENT)
    ),
    "other details": lambda session: session.execute(
        update(EVENTS).where(EVENTS.c.id == 3).values(details={"number": 4})
    ),
    "another thing": lambda session: session.execute(
        update(EVENTS).where(EVENTS.c.id == 3).values(thing_id=4)
    ),
    "changed with its hash": lambda session: _change_with_its_hash(session),
    "removed": lambda session: session.execute(delete(EVENTS).where(EVENTS.c.id == 3)),
    "the first removed": lambda session: session.execute(delete(EVENTS).where(EVENTS.c.id == 1)),
    "the last cut off": lambda session: session.execute(delete(EVENTS).where(EVENTS.c.id == 5)),
    "all cut off": lambda session: session.execute(delete(EVENTS)),
    "inserted in the middle": lambda session: _insert_after(session, 3),
    "added at the end": lambda session: _add_at_the_end(session),
    "reordered": lambda session: _swap(session, 2, 4),
}


def _change_with_its_hash(session: Session) -> None:
    event = session.get_one(Event, 3)
    session.expunge(event)
    event.verb = "undone"
    session.execute(
        update(EVENTS).where(EVENTS.c.id == 3).values(verb="undone", hash=hash_of(event))
    )


def _forged(after: Event) -> dict[str, object]:
    event = Event(
        at=NOW,
        verb="forged",
        thing="thing",
        thing_id=9,
        role=Role.SYSTEM,
        details={},
        previous_hash=after.hash,
    )
    columns = ("at", "verb", "thing", "thing_id", "role", "details", "previous_hash")
    return {name: getattr(event, name) for name in columns} | {"hash": hash_of(event)}


def _insert_after(session: Session, number: int) -> None:
    forged = _forged(session.get_one(Event, number))
    session.execute(text("UPDATE events SET id = -id WHERE id > :number"), {"number": number})
    session.execute(text("UPDATE events SET id = 1 - id WHERE id < 0"))
    following = EVENTS.c.previous_hash == forged["previous_hash"]
    session.execute(update(EVENTS).where(following).values(previous_hash=forged["hash"]))
    session.execute(insert(EVENTS).values(id=number + 1, **forged))


def _add_at_the_end(session: Session) -> None:
    session.execute(insert(EVENTS).values(id=6, **_forged(session.get_one(Event, 5))))


def _swap(session: Session, one: int, other: int) -> None:
    for source, target in ((one, -one), (other, one), (-one, other)):
        session.execute(update(EVENTS).where(EVENTS.c.id == source).values(id=target))


@pytest.mark.parametrize("forgery", FORGERIES)
def test_every_forgery_is_found(chain: Sessions, forgery: str) -> None:
    with writing(chain) as session:
        FORGERIES[forgery](session)
    assert not is_whole(chain)


def test_the_report_names_the_event_where_it_breaks(chain: Sessions) -> None:
    with writing(chain) as session:
        FORGERIES["another verb"](session)
    with reading(chain) as session:
        assert check_chain(session).broken_at == 3


def test_the_program_itself_cannot_change_or_remove_one(session: Session) -> None:
    event = record(session, "thing", "done", 1, by=SYSTEM, at=NOW)
    event.verb = "undone"
    with pytest.raises(NeverChanged):
        session.flush()
    session.rollback()
    event = record(session, "thing", "done", 1, by=SYSTEM, at=NOW)
    session.delete(event)
    with pytest.raises(NeverChanged):
        session.flush()


def test_a_session_that_wrote_before_finds_the_end_that_others_moved(sessions: Sessions) -> None:
    with sessions() as first:
        with first.begin():
            record(first, "thing", "done", 1, by=SYSTEM, at=NOW)
        with writing(sessions) as second:
            record(second, "thing", "done", 2, by=SYSTEM, at=NOW)
        with first.begin():
            record(first, "thing", "done", 3, by=SYSTEM, at=NOW)
    assert is_whole(sessions)


def test_what_is_rolled_back_never_happened(chain: Sessions) -> None:
    with chain() as session:
        record(session, "thing", "done", 6, by=SYSTEM, at=NOW)
        session.rollback()
    assert is_whole(chain)
    with reading(chain) as session:
        assert session.get_one(EventChain, 1).count == 5


def test_what_happens_while_the_chain_is_read_breaks_nothing(
    chain: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[int] = []

    def add_another_first(said: Event) -> str:
        if not added:
            with writing(chain) as session:
                added.append(record(session, "thing", "done", 6, by=SYSTEM, at=NOW).id)
        return hash_of(said)

    monkeypatch.setattr(events, "hash_of", add_another_first)
    assert is_whole(chain)
    assert added == [6]


def test_the_history_of_a_thing_names_who_did_it(session: Session) -> None:
    account = an_account(session, Role.COORDINATOR, name="Kim Lind")
    by = Actor(Role.COORDINATOR, account_id=account.id)
    record(session, "match", "confirmed", 1, by=by, at=NOW)
    record(session, "match", "confirmed", 2, by=by, at=NOW)
    record(session, "match", "offered", 1, by=SYSTEM, at=NOW)
    history = list_events_of(session, "match", 1)
    assert [event.verb for event in history] == ["confirmed", "offered"]
    assert get_names_of_actors(session, history) == {account.id: "Kim Lind"}
    assert [event.thing_id for event in list_latest_events(session, 2)] == [1, 2]


def test_events_hold_words_of_the_system_and_no_names(session: Session) -> None:
    match = a_match_in(session, MatchState.COMPLETED)
    secrets = (
        match.student.name,
        match.student.email,
        match.offer.title,
        match.offer.text,
        match.offer.employer.name,
        match.supervisor,
    )
    written = str(session.execute(select(EVENTS)).all())
    assert [secret for secret in secrets if secret in written] == []


def test_the_first_event_follows_nothing(chain: Sessions) -> None:
    with reading(chain) as session:
        assert session.get_one(Event, 1).previous_hash == FIRST
