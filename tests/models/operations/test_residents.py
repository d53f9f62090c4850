"""Residents show interest and book places by an address and a link; capacity holds at once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM
from models.database import writing
from models.errors import LinkInvalid, Missing, NoLongerOpen, NoStudyPlaceLeft
from models.notices import Letter
from models.operations.courses import renew_courses
from models.operations.residents import (
    ask_for_place,
    confirm,
    make_link,
    show_interest,
    take_back,
    tell_opened,
)
from models.operations.retention import clear
from models.operations.study_places import close_slot
from models.queries.courses import count_interested
from models.queries.residents import get_resident_of_link
from models.queries.study_places import get_slot
from models.residents import DAYS_KEPT, DAYS_TO_CONFIRM, Resident
from models.words import CourseForm, Language
from tests.at_once import ROUNDS
from tests.builders import NOW, a_coordinator, a_course, a_resident, a_slot, course_words

A_DAY = timedelta(days=1)
AT_ONCE = 50


def subjects(session: Session, resident: Resident) -> list[str]:
    query = select(Letter.subject).where(Letter.resident_id == resident.id)
    return list(session.scalars(query.order_by(Letter.id)))


def test_an_interest_counts_only_when_confirmed(session: Session) -> None:
    course = a_course(session)
    resident = a_resident(session, course=course, confirmed=False)
    assert count_interested(session, [course.id]) == {}
    confirm(session, resident, at=NOW)
    confirm(session, resident, at=NOW)
    assert count_interested(session, [course.id]) == {course.id: 1}
    take_back(session, resident, at=NOW)
    take_back(session, resident, at=NOW)
    assert count_interested(session, [course.id]) == {}


def test_the_same_address_is_one_interest_however_it_is_written(session: Session) -> None:
    course = a_course(session)
    first = show_interest(session, course, "Bo@Example.org ", Language.SWEDISH, at=NOW)
    again = show_interest(session, course, "bo@example.org", Language.ENGLISH, at=NOW)
    assert first is again
    assert subjects(session, first) == ["resident_interest_confirm"] * 2


def test_a_commissioned_or_retired_course_takes_no_interest(session: Session) -> None:
    closed = a_course(session, form=CourseForm.COMMISSIONED)
    with pytest.raises(NoLongerOpen):
        show_interest(session, closed, "bo@example.org", Language.SWEDISH, at=NOW)
    with pytest.raises(Missing):
        show_interest(session, a_course(session), "", Language.SWEDISH, at=NOW)


def test_a_place_is_taken_when_confirmed_and_free_when_cancelled(session: Session) -> None:
    slot = a_slot(session, capacity=1)
    resident = a_resident(session, slot=slot, confirmed=False)
    assert get_slot(session, slot.id).taken == 0
    confirm(session, resident, at=NOW)
    confirm(session, resident, at=NOW)
    assert get_slot(session, slot.id).taken == 1
    with pytest.raises(NoStudyPlaceLeft):
        a_resident(session, slot=slot)
    take_back(session, resident, at=NOW)
    take_back(session, resident, at=NOW)
    assert get_slot(session, slot.id).taken == 0
    confirm(session, a_resident(session, slot=slot, confirmed=False), at=NOW)
    with pytest.raises(NoStudyPlaceLeft):
        confirm(session, resident, at=NOW)


def test_nobody_books_twice_at_the_same_time(session: Session) -> None:
    slot = a_slot(session)
    first = a_resident(session, slot=slot, email="bo@example.org")
    again = a_resident(session, slot=slot, email="BO@example.org")
    assert first is again
    assert get_slot(session, slot.id).taken == 1


def test_what_has_begun_cannot_be_booked(session: Session) -> None:
    slot = a_slot(session)
    resident = a_resident(session, slot=slot, confirmed=False)
    with pytest.raises(NoLongerOpen):
        confirm(session, resident, at=slot.starts_at)
    with pytest.raises(NoLongerOpen):
        ask_for_place(session, slot, "ny@example.org", Language.SWEDISH, at=slot.starts_at)


def test_a_closed_time_tells_who_booked_it_once(session: Session) -> None:
    slot, by = a_slot(session), a_coordinator(session)
    booked, asked = a_resident(session, slot=slot), a_resident(session, slot=slot, confirmed=False)
    assert [close_slot(session, slot, by=by, at=NOW) for _twice in range(2)] == [1, 0]
    assert subjects(session, booked)[-1] == "resident_place_closed"
    assert subjects(session, asked) == ["resident_place_confirm"]
    assert not booked.counts
    with pytest.raises(NoLongerOpen):
        confirm(session, asked, at=NOW)


def test_a_link_opens_what_it_is_for_until_it_is_erased(session: Session) -> None:
    resident = a_resident(session)
    token = make_link(session, resident, at=NOW)
    assert get_resident_of_link(session, token, NOW) is resident
    for wrong in ("", "x", token[:-1]):
        with pytest.raises(LinkInvalid):
            get_resident_of_link(session, wrong, NOW)
    with pytest.raises(LinkInvalid):
        get_resident_of_link(session, token, resident.link_until + A_DAY)
    clear(session, at=resident.kept_until + A_DAY)
    session.expire_all()
    with pytest.raises(LinkInvalid):
        get_resident_of_link(session, token, NOW)


def test_an_address_is_kept_no_longer_than_is_told(session: Session) -> None:
    slot = a_slot(session)
    asked = a_resident(session, confirmed=False)
    booked, interested = a_resident(session, slot=slot), a_resident(session)
    assert asked.kept_until == NOW + timedelta(days=DAYS_TO_CONFIRM)
    assert booked.kept_until == slot.ends_at + timedelta(days=DAYS_KEPT)
    # 23 August begins at 22 o'clock UTC the day before.
    assert interested.kept_until.isoformat()[:10] == "2027-09-22"
    take_back(session, interested, at=NOW)
    clear(session, at=NOW + timedelta(days=8))
    left = session.scalars(select(Resident.id)).all()
    assert left == [booked.id]


def test_the_opening_is_told_once(session: Session) -> None:
    opens = NOW.date() + timedelta(days=10)
    course = a_course(session, apply_from=opens)
    resident = a_resident(session, course=course)
    assert tell_opened(session, course, at=NOW) == 0
    later = NOW + timedelta(days=10)
    assert [tell_opened(session, course, at=later) for _twice in range(2)] == [1, 0]
    assert subjects(session, resident) == ["resident_interest_confirm", "resident_course_opened"]


def test_other_dates_are_told_once_a_day_and_new_words_never(session: Session) -> None:
    words = course_words(key="a")
    renew_courses(session, "lista", [words], by=SYSTEM, at=NOW)
    course = a_course(session)
    other = a_resident(session, course=course)
    changes = [{"text": "Nya ord"}, {"starts_on": words.ends_on}, {"apply_by": words.ends_on}]
    key = {"key": course.key, "title": course.title}
    for change in changes:
        told = course_words(**key | change)
        renew_courses(session, course.source, [told], by=SYSTEM, at=NOW)
    assert subjects(session, other) == ["resident_interest_confirm", "resident_course_changed"]
    # For how long the address is kept follows the course.
    assert other.kept_until.isoformat()[:7] == "2027-09"


def booker(sessions: sessionmaker[Session], id_: int, start: Barrier) -> Callable[[], str]:
    def book() -> str:
        start.wait()
        try:
            with writing(sessions) as session:
                resident = session.get(Resident, id_)
                assert resident is not None
                confirm(session, resident, at=NOW)
        except NoStudyPlaceLeft:
            return "full"
        return "booked"

    return book


@pytest.mark.slow
def test_fifty_at_once_share_three_places(
    session: Session, sessions: sessionmaker[Session]
) -> None:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _round in range(-(-ROUNDS // 4)):
            slot = a_slot(session, capacity=3)
            # One of them sends it twice, and is one all the same.
            asked = [a_resident(session, slot=slot, confirmed=False).id for _each in range(49)]
            session.commit()
            start = Barrier(AT_ONCE)
            sent = [threads.submit(booker(sessions, id_, start)) for id_ in [*asked, asked[0]]]
            got = Counter(each.result() for each in sent)
            session.rollback()
            session.expire_all()
            counts = select(func.count(Resident.id)).where(
                Resident.slot_id == slot.id, Resident.confirmed_at.is_not(None)
            )
            assert session.scalar(counts) == get_slot(session, slot.id).taken == 3
            assert got["booked"] in {3, 4}
            session.commit()
