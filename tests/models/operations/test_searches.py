"""Searches are kept under a name, and a weekly letter tells what is new, each offer once."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.errors import AlreadyThere, Missing, NotAllowed, TooMany
from models.notices import Letter
from models.operations.interests import say_interest
from models.operations.offers import withdraw_offer
from models.operations.searches import (
    LETTER,
    MOST,
    forget_search,
    keep_search,
    rename_search,
    set_letter,
    stop_letters,
    tell_new_offers,
)
from models.operations.students import leave, protect
from models.people import Student
from models.policy import DEFAULT
from models.queries.searches import list_offers_told, list_offers_told_last, list_searches
from models.searches import Search
from models.words import Choice, Kind
from tests.builders import NOW, a_coordinator, a_student, an_offer, as_student
from web.jobs.calendar import do_what_is_due

A_WEEK = timedelta(days=7)
EARLIER = NOW - timedelta(days=3)


def kept(
    session: Session, student: Student, name: str = "Allt", *, letter: bool = True, **asked: str
) -> Search:
    by = as_student(student)
    return keep_search(session, student, name, asked, with_letter=letter, by=by, at=EARLIER)


def told(session: Session, student: Student) -> list[list[int]]:
    query = select(Letter).where(Letter.student_id == student.id, Letter.subject == LETTER)
    letters = session.scalars(query.order_by(Letter.id)).all()
    return [[one.offer_id for one in list_offers_told(session, each.id)] for each in letters]


def test_what_is_asked_for_is_kept_but_not_what_was_said(session: Session) -> None:
    search = kept(session, a_student(session), kind="thesis", said="interested", odd="x", place="")
    assert search.asked == {"kind": "thesis"}


def test_a_search_is_its_students_own(session: Session) -> None:
    search, other = kept(session, a_student(session)), as_student(a_student(session))
    with pytest.raises(NotAllowed):
        rename_search(session, search, "Mitt", by=other, at=NOW)
    with pytest.raises(NotAllowed):
        set_letter(session, search, False, by=other, at=NOW)
    with pytest.raises(NotAllowed):
        forget_search(session, search, by=other, at=NOW)
    with pytest.raises(NotAllowed):
        keep_search(session, search.student, "Mitt", {}, with_letter=False, by=other, at=NOW)


def test_names_are_told_and_differ(session: Session) -> None:
    student = a_student(session)
    one, by = kept(session, student, "Ett"), as_student(student)
    kept(session, student, "Två")
    with pytest.raises(AlreadyThere):
        kept(session, student, "Ett")
    with pytest.raises(AlreadyThere):
        rename_search(session, one, " Två ", by=by, at=NOW)
    with pytest.raises(Missing):
        rename_search(session, one, "  ", by=by, at=NOW)
    rename_search(session, one, "Ett", by=by, at=NOW)
    kept(session, a_student(session), "Ett")


def test_so_many_are_kept_and_no_more(session: Session) -> None:
    student = a_student(session)
    for number in range(MOST):
        kept(session, student, f"Nummer {number}")
    with pytest.raises(TooMany):
        kept(session, student, "En till")


def test_one_letter_tells_what_all_searches_find_and_each_offer_once(session: Session) -> None:
    student = a_student(session)
    kept(session, student, "Sommar", kind="internship")
    kept(session, student, "Allt")
    kept(session, student, "Tyst", letter=False, kind="thesis")
    summer, thesis = an_offer(session), an_offer(session, kind=Kind.THESIS)
    assert tell_new_offers(session, student, at=NOW) == 2
    assert tell_new_offers(session, student, at=NOW + timedelta(hours=1)) == 0
    assert tell_new_offers(session, student, at=NOW + A_WEEK) == 0
    assert told(session, student) == [[summer.id, thesis.id]]
    newer = an_offer(session)
    newer.published_at = NOW + A_WEEK
    session.flush()
    assert tell_new_offers(session, student, at=NOW + 2 * A_WEEK) == 1
    assert told(session, student) == [[summer.id, thesis.id], [newer.id]]


def test_what_is_old_filled_or_turned_down_is_not_told(session: Session) -> None:
    student = a_student(session)
    kept(session, student, kind="internship")
    by = as_student(student)
    said, full = an_offer(session), an_offer(session)
    say_interest(session, student, said, Choice.NOT_FOR_ME, by=by, at=NOW)
    full.places_taken = full.places
    an_offer(session, kind=Kind.THESIS)
    an_offer(session).published_at = EARLIER - A_WEEK
    session.flush()
    assert tell_new_offers(session, student, at=NOW + timedelta(minutes=1)) == 0
    late = kept(session, student, "Senare")
    set_letter(session, late, False, by=by, at=NOW)
    set_letter(session, late, True, by=by, at=NOW + timedelta(hours=1))
    assert tell_new_offers(session, student, at=NOW + A_WEEK) == 0
    assert told(session, student) == []


def test_what_was_withdrawn_since_is_not_shown(session: Session) -> None:
    student = a_student(session)
    kept(session, student)
    gone, there = an_offer(session), an_offer(session)
    tell_new_offers(session, student, at=NOW)
    withdraw_offer(session, gone, by=a_coordinator(session), at=NOW)
    assert [one.offer_id for one in list_offers_told_last(session, student.id)] == [there.id]


def test_no_letter_goes_to_who_has_left_or_is_protected(session: Session) -> None:
    gone, hidden = a_student(session), a_student(session)
    for student in (gone, hidden):
        kept(session, student)
    an_offer(session)
    leave(session, gone, by=as_student(gone), at=NOW)
    protect(session, hidden, True, by=a_coordinator(session), at=NOW)
    for student in (gone, hidden):
        with pytest.raises(NotAllowed):
            tell_new_offers(session, student, at=NOW)


def test_letters_are_stopped_and_searches_stay(session: Session) -> None:
    student = a_student(session)
    kept(session, student, "Ett")
    kept(session, student, "Två")
    for _twice in range(2):
        stop_letters(session, student, by=as_student(student), at=NOW)
    assert [search.has_letter for search in list_searches(session, student.id)] == [False] * 2
    an_offer(session)
    assert tell_new_offers(session, student, at=NOW) == 0


def test_the_job_writes_on_mondays_to_each_once(
    sessions: sessionmaker[Session], session: Session
) -> None:
    student, quiet = a_student(session), a_student(session)
    kept(session, student)
    kept(session, quiet, letter=False)
    an_offer(session)
    session.commit()
    done = do_what_is_due(sessions, DEFAULT, NOW)
    assert done["tell new offers"] == 1
    for later in (timedelta(minutes=1), timedelta(hours=5), timedelta(days=1)):
        assert not do_what_is_due(sessions, DEFAULT, NOW + later)
    assert len(told(session, student)) == 1
    assert told(session, quiet) == []


def test_before_people_get_up_nothing_is_sent(
    sessions: sessionmaker[Session], session: Session
) -> None:
    kept(session, a_student(session))
    an_offer(session)
    session.commit()
    early = NOW.replace(hour=6, minute=59) + A_WEEK
    assert not do_what_is_due(sessions, DEFAULT, early)
    assert do_what_is_due(sessions, DEFAULT, early + timedelta(minutes=1))["tell new offers"] == 1
