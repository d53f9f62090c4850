"""An address has one place at a time, however many of its links are opened at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import make_engine, make_sessions, writing
from models.errors import BookedAlready, DomainError
from models.operations.residents import ask_for_place, confirm, take_back
from models.residents import Resident
from models.study_places import StudySlot
from models.words import Language
from tests.builders import NOW, a_resident, a_slot

ADDRESS = "bo@example.org"
AT_ONCE = 6


def test_two_rooms_at_one_time_are_not_one_persons(session: Session) -> None:
    first = a_resident(session, slot=a_slot(session), email=ADDRESS)
    other = a_resident(session, slot=a_slot(session), email=ADDRESS, confirmed=False)
    assert first.slot is not None
    assert other.slot is not None
    assert first.slot.starts_at == other.slot.starts_at
    with pytest.raises(BookedAlready):
        confirm(session, other, at=NOW)
    assert (other.confirmed_at, other.slot.taken) == (None, 0)
    take_back(session, first, at=NOW)
    confirm(session, other, at=NOW)
    assert other.counts


def test_times_that_only_touch_do_not_overlap(session: Session) -> None:
    first, second = a_slot(session), a_slot(session)
    length = second.ends_at - second.starts_at
    second.starts_at, second.ends_at = first.ends_at, first.ends_at + length
    session.flush()
    for slot in (first, second):
        assert a_resident(session, slot=slot, email=ADDRESS).counts


def test_another_address_has_another_place(session: Session) -> None:
    for email in (ADDRESS, "eva@example.org"):
        assert a_resident(session, slot=a_slot(session), email=email).counts


def test_who_types_an_address_learns_nothing_of_its_bookings(session: Session) -> None:
    a_resident(session, slot=a_slot(session), email=ADDRESS)
    assert ask_for_place(session, a_slot(session), ADDRESS, Language.SWEDISH, at=NOW).id


def test_opened_at_once_one_place_is_taken(session: Session, database_url: str) -> None:
    waiting = [
        a_resident(session, slot=a_slot(session), email=ADDRESS, confirmed=False).id
        for _each in range(AT_ONCE)
    ]
    session.commit()
    engines = [make_engine(database_url) for _each in waiting]
    start = Barrier(AT_ONCE)

    def run(number: int) -> str:
        start.wait()
        try:
            with writing(make_sessions(engines[number])) as own:
                confirm(own, own.get_one(Resident, waiting[number]), at=NOW)
        except DomainError as refused:
            return type(refused).__name__
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = sorted(threads.map(run, range(AT_ONCE)))
    for engine in engines:
        engine.dispose()
    assert answers == ["BookedAlready"] * (AT_ONCE - 1) + ["done"]
    session.expire_all()
    assert sum(session.scalars(select(StudySlot.taken))) == 1
