"""The last seats are given once, however many confirm at the same moment."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.database import make_engine, make_sessions, reading, writing
from models.errors import DomainError
from models.occasions import OccasionSession
from models.operations.class_bookings import cancel_booking, confirm_booking
from models.queries.class_bookings import get_class_booking, list_waiting
from models.queries.events import check_chain
from models.schools import ClassBooking
from models.words import HOLDS_SEATS, ClassBookingState
from tests.at_once import ROUNDS
from tests.builders import NOW
from tests.builders.schools import VISITOR, an_asked_booking, an_occasion_session

CLIENTS = 50
Sessions = sessionmaker[Session]


@pytest.fixture
def clients(database_url: str) -> Iterator[list[Sessions]]:
    """Give fifty clients, each with a connection of its own."""
    engines = [make_engine(database_url) for _ in range(CLIENTS)]
    yield [make_sessions(engine) for engine in engines]
    for engine in engines:
        engine.dispose()


def at_once(
    do: Callable[[Session, int], object], clients: list[Sessions], ids: list[int]
) -> list[str]:
    start = Barrier(len(ids))

    def run(client: Sessions, number: int) -> str:
        start.wait()
        try:
            with writing(client) as session:
                do(session, number)
        except DomainError as refused:
            return type(refused).__name__
        return "done"

    with ThreadPoolExecutor(len(ids)) as threads:
        return list(threads.map(run, clients, ids))


def confirm(session: Session, booking_id: int) -> None:
    confirm_booking(session, get_class_booking(session, booking_id), by=VISITOR, at=NOW)


def cancel(session: Session, booking_id: int) -> None:
    cancel_booking(session, get_class_booking(session, booking_id), by=VISITOR, at=NOW)


def held(session: Session) -> int:
    return sum(
        session.scalars(select(ClassBooking.pupils).where(ClassBooking.state.in_(HOLDS_SEATS)))
    )


@pytest.mark.slow
def test_fifty_classes_at_once_never_take_more_seats_than_there_are(
    sessions: Sessions, clients: list[Sessions]
) -> None:
    for _round in range(-(-ROUNDS // 4)):
        with writing(sessions) as session:
            place = an_occasion_session(session, capacity=70)
            place_id = place.id
            ids = [an_asked_booking(session, place, pupils=30).id for _ in range(CLIENTS)]
        assert Counter(at_once(confirm, clients, ids)) == {"done": CLIENTS}
        with reading(sessions) as session:
            states = Counter(
                session.scalars(
                    select(ClassBooking.state).where(ClassBooking.session_id == place_id)
                )
            )
            assert states == {
                ClassBookingState.CONFIRMED: 2,
                ClassBookingState.WAITING: CLIENTS - 2,
            }
            assert session.get_one(OccasionSession, place_id).taken == 60
            kept = list(
                session.scalars(
                    select(ClassBooking.id).where(
                        ClassBooking.session_id == place_id,
                        ClassBooking.state == ClassBookingState.CONFIRMED,
                    )
                )
            )
        # Both give theirs back at once: two of those who wait move up, and no more.
        assert at_once(cancel, clients, kept) == ["done"] * 2
        with reading(sessions) as session:
            assert session.get_one(OccasionSession, place_id).taken == 60
            assert len(list_waiting(session, place_id)) == CLIENTS - 4
    with reading(sessions) as session:
        assert check_chain(session).is_whole


def test_ten_who_confirm_the_same_booking_take_its_seats_once(
    sessions: Sessions, clients: list[Sessions]
) -> None:
    with writing(sessions) as session:
        booking = an_asked_booking(session)
        booking_id, place_id = booking.id, booking.session_id
    assert at_once(confirm, clients, [booking_id] * 10) == ["done"] * 10
    with reading(sessions) as session:
        assert session.get_one(OccasionSession, place_id).taken == held(session) == 20
