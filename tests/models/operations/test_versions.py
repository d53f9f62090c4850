"""The version of a profile, an offer and an employer grows with whatever is changed of it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from models.actors import Actor
from models.audit import Event
from models.database import writing
from models.operations import contacts, employers, offers, profiles, students
from models.people import Student
from models.queries.students import get_student
from models.words import CEFR, Kind, Role
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_student,
    an_employer,
    an_offer,
    offer_words,
)

BY = Actor(Role.STUDENT)
Edit = Callable[[Session, Student], None]

EDITS: dict[str, Edit] = {
    "text": lambda session, student: profiles.edit_student(
        session, student, by=BY, at=NOW, text="Jag seglar."
    ),
    "skills": lambda session, student: profiles.set_skills(
        session, student, {"knopar": 4}, by=BY, at=NOW
    ),
    "a level": lambda session, student: profiles.set_languages(
        session, student, {"sv": CEFR.A1}, by=BY, at=NOW
    ),
    "seeking": lambda session, student: profiles.set_seeking(
        session, student, {Kind.THESIS: SUMMER}, by=BY, at=NOW
    ),
    "leaving": lambda session, student: students.leave(session, student, by=BY, at=NOW),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_profile_grows(session: Session, edit: Edit) -> None:
    student = a_student(session)
    before = student.version
    edit(session, student)
    session.commit()
    session.expire_all()
    assert student.version > before


def test_a_profile_in_which_nothing_is_changed_does_not(session: Session) -> None:
    student = a_student(session)
    before = student.version
    profiles.edit_student(session, student, by=BY, at=NOW, name=student.name)
    session.commit()
    assert student.version == before


def test_an_offer_grows_with_its_rows(session: Session) -> None:
    offer, by = an_offer(session), a_coordinator(session)
    before = offer.version
    offers.edit_offer(session, offer, offer_words(must={"svetsning": 4}), by=by, at=NOW)
    assert offer.version > before
    again = offer.version
    offers.edit_offer(session, offer, offer_words(must={"svetsning": 4}), by=by, at=NOW)
    assert offer.version == again


def test_an_employer_grows_with_its_people(session: Session) -> None:
    employer, by = an_employer(session), a_coordinator(session)
    versions = [employer.version]
    employers.edit_employer(session, employer, by=by, at=NOW, website="https://a.example")
    versions.append(employer.version)
    contacts.edit_contact(session, employer.contacts[0], by=by, at=NOW, title="Chef")
    versions.append(employer.version)
    contacts.add_contact(session, employer, name="Bo Ek", phone="070-1", by=by, at=NOW)
    versions.append(employer.version)
    assert versions == sorted(set(versions))


def test_the_history_says_which_version_an_edit_made(session: Session) -> None:
    student = a_student(session)
    profiles.set_skills(session, student, {"knopar": 4}, by=BY, at=NOW)
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.details == {"fields": ["skills"], "version": student.version}


def test_what_was_read_before_another_wrote_is_not_written_over(
    sessions: sessionmaker[Session],
) -> None:
    with writing(sessions) as session:
        student_id = a_student(session).id
    with sessions() as stale:
        read = get_student(stale, student_id)
        stale.commit()
        with writing(sessions) as session:
            profiles.edit_student(
                session, get_student(session, student_id), by=BY, at=NOW, text="Först"
            )
        read.text = "Sist"
        with pytest.raises(StaleDataError):
            stale.commit()
